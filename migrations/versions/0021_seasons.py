"""Seasons: every date so far is of the first one. And what a set says when it looks back on one."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COUNTED = ("learning_set", "season_date")


def upgrade() -> None:
    for table in COUNTED:
        with op.batch_alter_table(table) as altered:
            altered.add_column(sa.Column("season", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "season_answer",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("set_id", sa.Integer(), sa.ForeignKey("learning_set.id", ondelete="CASCADE"), nullable=False),
        sa.Column("season", sa.Integer(), nullable=False),
        sa.Column("half", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("prompt", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("set_id", "season", "half", "user_id", "prompt"),
        sa.CheckConstraint("half IN ('middle', 'last')", name="half"),
    )
    op.create_index("ix_season_answer_user_id", "season_answer", ["user_id"])


def downgrade() -> None:
    op.drop_table("season_answer")
    for table in COUNTED:
        with op.batch_alter_table(table) as altered:
            altered.drop_column("season")
