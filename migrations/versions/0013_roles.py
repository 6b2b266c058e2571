"""Who does what in a meeting, who visits it, and what becomes of one that goes wrong."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _person(name: str, table: str = "", *, nullable: bool = False) -> sa.Column[int]:
    named = f"fk_{table}_{name}_account" if table else None
    return sa.Column(name, sa.Integer(), sa.ForeignKey("account.id", name=named), nullable=nullable)


def _of_meeting() -> sa.Column[int]:
    return sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False)


def upgrade() -> None:
    with op.batch_alter_table("meeting") as altered:
        for role in ("offered_to_id", "stand_in_id", "timekeeper_id"):
            altered.add_column(_person(role, "meeting", nullable=True))
        altered.add_column(sa.Column("patient_until", MOMENT))
    with op.batch_alter_table("attendance") as altered:
        altered.add_column(sa.Column("leaves_at", MOMENT))
        altered.add_column(sa.Column("left_at", MOMENT))
        altered.add_column(sa.Column("shares", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("season_date") as altered:
        altered.add_column(_person("facilitator_id", "season_date", nullable=True))
        altered.add_column(sa.Column("cancelled_at", MOMENT))
    with op.batch_alter_table("learning_set") as altered:
        altered.add_column(sa.Column("fewest_members", sa.Integer(), nullable=False, server_default="3"))
    _create_changes()
    _create_words_and_visits()


def _create_changes() -> None:
    op.create_table(
        "season_change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("set_id", sa.Integer(), sa.ForeignKey("learning_set.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("before", MOMENT),
        sa.Column("after", MOMENT),
        _person("changed_by_id"),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('moved', 'cancelled', 'added', 'rescheduled')", name="kind"),
    )
    op.create_index("ix_season_change_set_id", "season_change", ["set_id"])
    op.create_table(
        "go_ahead",
        _of_meeting(),
        _person("user_id"),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "user_id"),
    )


def _create_words_and_visits() -> None:
    op.create_table(
        "private_word",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of_meeting(),
        _person("from_id"),
        _person("to_id"),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
    )
    op.create_index("ix_private_word_meeting_id", "private_word", ["meeting_id"])
    op.create_table(
        "visitor",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of_meeting(),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        _person("user_id", nullable=True),
        sa.Column("token_hash", sa.String(64), unique=True),
        _person("asked_by_id"),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('observer', 'guest')", name="kind"),
    )
    op.create_index("ix_visitor_meeting_id", "visitor", ["meeting_id"])
    op.create_index("ix_visitor_user_id", "visitor", ["user_id"])
    op.create_table(
        "visitor_voice",
        sa.Column("visitor_id", sa.Integer(), sa.ForeignKey("visitor.id", ondelete="CASCADE"), nullable=False),
        _person("user_id"),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("visitor_id", "user_id"),
    )


def downgrade() -> None:
    for table in ("visitor_voice", "visitor", "private_word", "go_ahead", "season_change"):
        op.drop_table(table)
    with op.batch_alter_table("learning_set") as altered:
        altered.drop_column("fewest_members")
    with op.batch_alter_table("season_date") as altered:
        altered.drop_constraint("fk_season_date_facilitator_id_account", type_="foreignkey")
        altered.drop_column("cancelled_at")
        altered.drop_column("facilitator_id")
    with op.batch_alter_table("attendance") as altered:
        for column in ("shares", "left_at", "leaves_at"):
            altered.drop_column(column)
    with op.batch_alter_table("meeting") as altered:
        altered.drop_column("patient_until")
        for role in ("timekeeper_id", "stand_in_id", "offered_to_id"):
            altered.drop_constraint(f"fk_meeting_{role}_account", type_="foreignkey")
            altered.drop_column(role)
