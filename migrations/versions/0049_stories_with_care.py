"""Stories of those of whom others take care, and where else a story may be met."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0047"
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
    op.add_column("story_consent", sa.Column("channels", sa.String(40), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("story_consent", "channels")
    for column in (*MET, "waits"):
        op.drop_column("story", column)
    for table in ("story_draft", "story"):
        for column in ("supporter", "decides"):
            op.drop_column(table, column)
