"""What somebody who bids without a prepared challenge wants from the set, and how much they may be challenged."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

LEVEL = "level IN ('gentle', 'usual', 'stretch')"


def upgrade() -> None:
    with op.batch_alter_table("bid") as altered:
        altered.add_column(sa.Column("wants", sa.String(), nullable=False, server_default=""))
        altered.add_column(sa.Column("level", sa.String(8), nullable=False, server_default="usual"))
        altered.create_check_constraint("level", LEVEL)
    with op.batch_alter_table("bid") as altered:
        altered.alter_column("wants", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("bid") as altered:
        altered.drop_constraint("level", type_="check")
        altered.drop_column("level")
        altered.drop_column("wants")
