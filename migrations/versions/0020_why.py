"""In which slot the coach last mentioned a why to somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("tray_writing") as altered:
        altered.add_column(sa.Column("mentioned_in_slot", sa.Integer()))


def downgrade() -> None:
    with op.batch_alter_table("tray_writing") as altered:
        altered.drop_column("mentioned_in_slot")
