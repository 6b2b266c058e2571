"""Posts that are written without their writer's name to other members."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("thread", "post"):
        op.add_column(table, sa.Column("unnamed", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for table in ("post", "thread"):
        op.drop_column(table, "unnamed")
