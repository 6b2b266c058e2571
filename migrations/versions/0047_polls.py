"""Polls in conversations: one in each, what everybody chose in it, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "poll",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("thread_id", sa.Integer(), sa.ForeignKey("thread.id", ondelete="CASCADE"), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("question", sa.String(160), nullable=False),
        sa.Column("options", sa.String(), nullable=False),
        sa.Column("many", sa.Boolean(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT),
        sa.Column("closed_at", MOMENT),
        sa.Column("conclusion", sa.String(500), nullable=False),
        sa.Column("concluded_by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("concluded_at", MOMENT),
        sa.Column("corrected_at", MOMENT),
        sa.UniqueConstraint("thread_id", name=op.f("uq_poll_thread_id")),
    )
    op.create_index("ix_poll_by_id", "poll", ["by_id"])
    op.create_index("ix_poll_concluded_by_id", "poll", ["concluded_by_id"])
    op.create_table(
        "poll_vote",
        sa.Column("poll_id", sa.Integer(), sa.ForeignKey("poll.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("choices", sa.String(20), nullable=False),
    )
    op.create_index("ix_poll_vote_user_id", "poll_vote", ["user_id"])


def downgrade() -> None:
    op.drop_table("poll_vote")
    op.drop_table("poll")
