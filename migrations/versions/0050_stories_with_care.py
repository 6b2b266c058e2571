"""Stories of those of whom others take care, where else a story may be met, and what a community asks."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

MET = ("in_search", "in_engines", "in_archive")
"""What is told already may be met wherever it was met until now."""


def upgrade() -> None:
    for table in ("story", "story_draft"):
        op.add_column(table, sa.Column("decides", sa.String(10), nullable=False, server_default="self"))
        op.add_column(table, sa.Column("supporter", sa.String(80), nullable=False, server_default=""))
    op.add_column("story", sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false()))
    for column in MET:
        op.add_column("story", sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        "story_way",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("way", sa.Integer(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("about", sa.String(160), nullable=False),
        sa.Column("prompts", sa.JSON(), nullable=False),
        sa.Column("instead_of", sa.String(20), nullable=False),
        sa.Column("by_id", sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("way", "version", name="uq_story_way_version"),
    )
    for column in ("community_id", "by_id"):
        op.create_index(f"ix_story_way_{column}", "story_way", [column])
    op.add_column("story_consent", sa.Column("channels", sa.String(40), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_table("story_way")
    op.drop_column("story_consent", "channels")
    for column in (*MET, "waits"):
        op.drop_column("story", column)
    for table in ("story_draft", "story"):
        for column in ("supporter", "decides"):
            op.drop_column(table, column)
