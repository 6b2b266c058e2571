"""Which kinds of voice are asked for in a conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("thread") as altered:
        altered.add_column(sa.Column("asks", sa.String(60), nullable=False, server_default=""))
    with op.batch_alter_table("thread") as altered:
        altered.alter_column("asks", server_default=None)


def downgrade() -> None:
    op.drop_column("thread", "asks")
