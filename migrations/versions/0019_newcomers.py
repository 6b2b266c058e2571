"""Somebody who joins a set that is under way comes after notice, and while nobody objects."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("seat", sa.Column("told_at", MOMENT))
    op.add_column("seat", sa.Column("told_as", sa.String(120)))
    op.add_column("seat", sa.Column("ready_told_at", MOMENT))
    op.create_table(
        "seat_voice",
        sa.Column("seat_id", sa.Integer(), sa.ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("seat_voice")
    for column in ("ready_told_at", "told_as", "told_at"):
        op.drop_column("seat", column)
