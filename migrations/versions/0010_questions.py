"""The craft of questions: their states, what is being written, the presenter's marks, the coach and the starters."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STATES = "state IN ('draft', 'queued', 'asked', 'answered', 'passed', 'parked', 'withdrawn')"
STATE_OF_WHAT_WAS_READY = """
UPDATE tray_question SET state = CASE
    WHEN ready THEN 'queued'
    WHEN asked_at IS NOT NULL THEN 'answered'
    ELSE 'draft'
END
"""
READY_AGAIN = "UPDATE tray_question SET ready = (state IN ('queued', 'asked'))"


def upgrade() -> None:
    with op.batch_alter_table("tray_question") as altered:
        altered.add_column(sa.Column("state", sa.String(9), nullable=False, server_default="draft"))
        altered.add_column(sa.Column("queued_at", MOMENT))
        altered.add_column(sa.Column("asked_of_id", sa.Integer()))
        altered.add_column(sa.Column("slot", sa.Integer()))
        altered.add_column(sa.Column("phase", sa.String(16)))
        altered.add_column(sa.Column("felt_like_advice", sa.Boolean(), nullable=False, server_default=sa.false()))
        altered.add_column(sa.Column("made_me_think", sa.Boolean(), nullable=False, server_default=sa.false()))
        altered.create_check_constraint("state", STATES)
        altered.create_foreign_key("fk_tray_question_asked_of_id_account", "account", ["asked_of_id"], ["id"])
        altered.create_index("ix_tray_question_meeting_id_asked_of_id", ["meeting_id", "asked_of_id"])
    op.execute(STATE_OF_WHAT_WAS_READY)
    with op.batch_alter_table("tray_question") as altered:
        altered.drop_column("ready")
    _create_tables()


def _create_tables() -> None:
    op.create_table(
        "tray_writing",
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False),
        sa.Column("question_id", sa.Integer(), sa.ForeignKey("tray_question.id", ondelete="SET NULL")),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("page", sa.String(32), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "author_id"),
    )
    op.create_table(
        "coaching",
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id"), primary_key=True, autoincrement=False),
        sa.Column("clean", sa.Integer(), nullable=False),
    )
    op.create_table(
        "set_asking",
        _of_set(primary_key=True, autoincrement=False),
        sa.Column("coach", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "question_starters",
        _of_set(nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("set_id", "phase"),
    )


def _of_set(**options: bool) -> sa.Column[int]:
    return sa.Column("set_id", sa.Integer(), sa.ForeignKey("learning_set.id", ondelete="CASCADE"), **options)


def downgrade() -> None:
    for table in ("question_starters", "set_asking", "coaching", "tray_writing"):
        op.drop_table(table)
    with op.batch_alter_table("tray_question") as altered:
        altered.add_column(sa.Column("ready", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(READY_AGAIN)
    with op.batch_alter_table("tray_question") as altered:
        altered.drop_index("ix_tray_question_meeting_id_asked_of_id")
        altered.drop_constraint("fk_tray_question_asked_of_id_account", type_="foreignkey")
        altered.drop_constraint("state", type_="check")
        for name in ("made_me_think", "felt_like_advice", "phase", "slot", "asked_of_id", "queued_at", "state"):
            altered.drop_column(name)
