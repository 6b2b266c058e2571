"""Stories of those of whom others take care."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("story", "story_draft"):
        op.add_column(table, sa.Column("decides", sa.String(10), nullable=False, server_default="self"))
        op.add_column(table, sa.Column("supporter", sa.String(80), nullable=False, server_default=""))
    op.add_column("story", sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("story", "waits")
    for table in ("story_draft", "story"):
        for column in ("supporter", "decides"):
            op.drop_column(table, column)
