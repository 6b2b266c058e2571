"""Create meetings: who is there, who would like a slot, who had the floor, and what somebody keeps to ask."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _of_meeting() -> sa.Column[int]:
    return sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False)


def _person(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("account.id"), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column(
            "id",
            sa.Integer(),
            sa.ForeignKey("season_date.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column(
            "set_id", sa.Integer(), sa.ForeignKey("learning_set.id", ondelete="CASCADE"), nullable=False, index=True
        ),
        _person("handed_to_id", nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("seed", sa.String(16), nullable=False),
        sa.Column("order_reason", sa.String(280)),
        sa.Column("opened_at", MOMENT),
        sa.Column("closed_at", MOMENT),
    )
    op.create_table(
        "attendance",
        _of_meeting(),
        _person("user_id"),
        sa.Column("arrived_at", MOMENT, nullable=False),
        sa.Column("came_in_at", MOMENT),
        sa.Column("affirmed_at", MOMENT),
        sa.Column("credit", sa.String(4), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "user_id"),
        sa.CheckConstraint("credit IN ('full', 'half')", name="credit"),
    )
    op.create_table(
        "presence_lease",
        _of_meeting(),
        _person("user_id"),
        sa.Column("connection", sa.String(64), nullable=False, index=True),
        sa.Column("lease_until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "user_id", "connection"),
    )
    op.create_table(
        "bid",
        _of_meeting(),
        _person("user_id"),
        sa.Column("sentence", sa.String(280), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "user_id"),
        sa.CheckConstraint("urgency BETWEEN 1 AND 3", name="urgency"),
    )
    _create_record_and_tray()


def _create_record_and_tray() -> None:
    op.create_table(
        "record_line",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of_meeting(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.String(16), nullable=False),
        sa.Column("slot", sa.Integer()),
        _person("person", nullable=True),
        sa.Column("began", MOMENT, nullable=False),
        sa.Column("ended", MOMENT, nullable=False),
        sa.Column("planned_seconds", sa.Integer(), nullable=False),
        sa.Column("held_seconds", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
    )
    op.create_index("ix_record_line_meeting_id", "record_line", ["meeting_id"])
    op.create_table(
        "tray_question",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of_meeting(),
        _person("author_id"),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("asked_at", MOMENT),
    )
    op.create_index("ix_tray_question_meeting_id_author_id", "tray_question", ["meeting_id", "author_id"])


def downgrade() -> None:
    for table in ("tray_question", "record_line", "bid", "presence_lease", "attendance", "meeting"):
        op.drop_table(table)
