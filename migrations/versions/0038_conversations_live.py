"""What posts said before whoever wrote them changed them, for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "earlier_wording",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("post_id", sa.Integer(), sa.ForeignKey("post.id", ondelete="CASCADE"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_earlier_wording_post_id", "earlier_wording", ["post_id"])
    op.create_index("ix_earlier_wording_until", "earlier_wording", ["until"])


def downgrade() -> None:
    op.drop_table("earlier_wording")
