"""Conversations that somebody asks privately: who reads them beside whoever coordinates."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0042"
branch_labels = None
depends_on = None

ASKED = "fk_thread_asked_id_account"


def upgrade() -> None:
    with op.batch_alter_table("thread") as altered:
        altered.add_column(sa.Column("privately", sa.Boolean(), nullable=False, server_default=sa.false()))
        altered.add_column(sa.Column("asked_id", sa.Integer()))
        altered.create_foreign_key(ASKED, "account", ["asked_id"], ["id"], ondelete="SET NULL")
        altered.create_index("ix_thread_asked_id", ["asked_id"])


def downgrade() -> None:
    with op.batch_alter_table("thread") as altered:
        altered.drop_index("ix_thread_asked_id")
        altered.drop_constraint(ASKED, type_="foreignkey")
        altered.drop_column("asked_id")
        altered.drop_column("privately")
