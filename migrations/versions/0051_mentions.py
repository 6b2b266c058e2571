"""Whom posts mention."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "post_mention",
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("post.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_post_mention_user_id_called_at", "post_mention", ["user_id", "called_at"])


def downgrade() -> None:
    op.drop_table("post_mention")
