"""Which kinds of voice are asked for in a conversation, and what of a form is begun beside its words."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add("thread", sa.Column("asks", sa.String(60), nullable=False, server_default=""))
    _add("draft", sa.Column("more", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("draft", "more")
    op.drop_column("thread", "asks")


def _add(table: str, column: sa.Column[str]) -> None:
    """A text, empty in what is there."""
    with op.batch_alter_table(table) as altered:
        altered.add_column(column)
    with op.batch_alter_table(table) as altered:
        altered.alter_column(column.name, server_default=None)
