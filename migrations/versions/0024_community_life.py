"""The life of a community: founded by several."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_foundings()


def downgrade() -> None:
    op.drop_table("founding_voice")
    op.drop_table("founding")


def _create_foundings() -> None:
    op.create_table(
        "founding",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("proposer_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE")),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("purpose", sa.String(500), nullable=False),
        sa.Column("preset", sa.String(), nullable=False),
        sa.Column("prompt_title", sa.String(160), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("gathering", sa.String(160), nullable=False),
        sa.Column("gathering_at", MOMENT, nullable=False),
        sa.Column("place", sa.String(160), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
    )
    op.create_index("ix_founding_proposer_id", "founding", ["proposer_id"])
    op.create_index("ix_founding_community_id", "founding", ["community_id"])
    op.create_table(
        "founding_voice",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("founding_id", sa.Integer(), sa.ForeignKey("founding.id", ondelete="CASCADE"), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE")),
        sa.Column("said", sa.Boolean()),
        sa.Column("said_at", MOMENT),
        sa.UniqueConstraint("founding_id", "email", name=op.f("uq_founding_voice_founding_id_email")),
    )
    op.create_index("ix_founding_voice_email", "founding_voice", ["email"])
    op.create_index("ix_founding_voice_user_id", "founding_voice", ["user_id"])
