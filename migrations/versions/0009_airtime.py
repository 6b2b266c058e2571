"""How airtime is shared: the way agreed, the way each meeting keeps to, the minutes planned, and who passes."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WAYS = "sharing IN ('bid', 'equal', 'rotation')"
PLANNED = """
UPDATE ledger_entry SET planned_seconds = 60 * (
    SELECT slot_minutes FROM learning_set WHERE learning_set.id = ledger_entry.set_id
) WHERE used_seconds > 0
"""


def upgrade() -> None:
    for table in ("agreement", "meeting"):
        with op.batch_alter_table(table) as altered:
            altered.add_column(sa.Column("sharing", sa.String(8), nullable=False, server_default="bid"))
            altered.create_check_constraint("sharing", WAYS)
    with op.batch_alter_table("ledger_entry") as altered:
        altered.add_column(sa.Column("planned_seconds", sa.Integer(), nullable=False, server_default="0"))
    op.execute(PLANNED)
    op.create_table(
        "abstention",
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "user_id"),
    )


def downgrade() -> None:
    op.drop_table("abstention")
    with op.batch_alter_table("ledger_entry") as altered:
        altered.drop_column("planned_seconds")
    for table in ("meeting", "agreement"):
        with op.batch_alter_table(table) as altered:
            altered.drop_constraint("sharing", type_="check")
            altered.drop_column("sharing")
