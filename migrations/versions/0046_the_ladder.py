"""Words of one's own on their way to where more people read them, and who was asked whether they may be named."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
INDEXED = [
    *(("climb", column) for column in ("user_id", "space_id", "thread_id")),
    *(("climb_ask", column) for column in ("climb_id", "by_id", "user_id")),
]


def upgrade() -> None:
    op.create_table(
        "climb",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("space_id", sa.Integer(), sa.ForeignKey("space.id", ondelete="CASCADE")),
        sa.Column("thread_id", sa.Integer(), sa.ForeignKey("thread.id", ondelete="SET NULL")),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
    )
    op.create_table(
        "climb_ask",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("climb_id", sa.Integer(), sa.ForeignKey("climb.id", ondelete="SET NULL")),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("answer", sa.String(4), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.CheckConstraint("answer IN ('', 'yes', 'no')", name="answer"),
    )
    for table, column in INDEXED:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    op.drop_table("climb_ask")
    op.drop_table("climb")
