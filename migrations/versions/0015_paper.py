"""A meeting around one table, and what the facilitator wrote down there for somebody else."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meeting") as altered:
        altered.add_column(sa.Column("around_table", sa.Boolean(), nullable=False, server_default=sa.false()))
    writer = sa.ForeignKey("account.id", name="fk_commitment_written_by_id_account")
    with op.batch_alter_table("commitment") as altered:
        altered.add_column(sa.Column("written_by_id", sa.Integer(), writer))


def downgrade() -> None:
    with op.batch_alter_table("commitment") as altered:
        altered.drop_column("written_by_id")
    with op.batch_alter_table("meeting") as altered:
        altered.drop_column("around_table")
