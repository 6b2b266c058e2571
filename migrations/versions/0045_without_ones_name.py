"""Posts without their writer's name to other members, and conversations that were moved."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("thread", "post"):
        op.add_column(table, sa.Column("unnamed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "thread_move",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("thread_id", sa.Integer(), sa.ForeignKey("thread.id", ondelete="CASCADE"), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    for column in ("thread_id", "by_id"):
        op.create_index(f"ix_thread_move_{column}", "thread_move", [column])


def downgrade() -> None:
    op.drop_table("thread_move")
    for table in ("post", "thread"):
        op.drop_column(table, "unnamed")
