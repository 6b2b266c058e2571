"""Create learning sets: who sits in them, what they agreed, when they meet, whose time it was, what was promised."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
LIVE = sa.text("state IN ('invited', 'accepted')")


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _of(name: str, table: str, **options: Any) -> sa.Column[int]:
    options = {"nullable": False, **options}
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), **options)


def _person(name: str, **options: Any) -> sa.Column[int]:
    options = {"nullable": False, "index": True, **options}
    return sa.Column(name, sa.Integer(), sa.ForeignKey("account.id"), **options)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _moment(name: str, **options: Any) -> sa.Column[Any]:
    options = {"nullable": False, **options}
    return sa.Column(name, MOMENT, **options)


def upgrade() -> None:
    _create_sets_and_seats()
    _create_agreements()
    _create_season()
    _create_commitments()


def downgrade() -> None:
    for table in (
        "commitment", "ledger_entry", "season_date", "agreement_acceptance", "agreement", "seat", "learning_set",
    ):  # fmt: skip
        op.drop_table(table)


def _create_sets_and_seats() -> None:
    op.create_table(
        "learning_set",
        _id(),
        sa.Column("community_id", sa.Integer(), sa.ForeignKey("community.id"), index=True),
        *(_text("name"), _text("purpose"), _number("seats"), _number("meeting_minutes"), _number("slot_minutes")),
        _person("created_by_id"),
        *(_moment("created_at"), _text("state")),
        sa.CheckConstraint("state IN ('forming', 'contracting', 'running', 'closed')", name="state"),
        sa.CheckConstraint("seats BETWEEN 5 AND 8", name="seats"),
    )
    op.create_table(
        "seat",
        _id(),
        _of("set_id", "learning_set", index=True),
        _person("user_id", nullable=True),
        sa.Column("email", sa.String(), index=True),
        *(_text("role"), sa.Column("is_deputy", sa.Boolean(), nullable=False), _number("position"), _text("state")),
        _person("invited_by_id"),
        *(_moment("invited_at"), _moment("joined_at", nullable=True), _moment("left_at", nullable=True)),
        sa.CheckConstraint("role IN ('facilitator', 'member')", name="role"),
        sa.CheckConstraint("state IN ('invited', 'accepted', 'declined', 'withdrawn', 'left')", name="state"),
    )
    for name, column in (("uq_seat_one_each", "user_id"), ("uq_seat_one_offer", "email")):
        op.create_index(name, "seat", ["set_id", column], unique=True, sqlite_where=LIVE, postgresql_where=LIVE)


def _create_agreements() -> None:
    op.create_table(
        "agreement",
        *(_id(), _of("set_id", "learning_set"), _number("version"), _text("confidentiality"), _text("ground_rules")),
        *(_text("html"), _number("render_version"), _person("written_by_id"), _moment("created_at")),
        sa.UniqueConstraint("set_id", "version"),
        sa.CheckConstraint("confidentiality IN ('closed', 'learning_out', 'chatham_house')", name="confidentiality"),
    )
    op.create_table(
        "agreement_acceptance",
        _of("agreement_id", "agreement", primary_key=True),
        _person("user_id", primary_key=True),
        _moment("accepted_at"),
    )


def _create_season() -> None:
    op.create_table(
        "season_date",
        *(
            _id(),
            _of("set_id", "learning_set"),
            _number("number"),
            _moment("starts_at", index=True),
            _number("minutes"),
        ),
        _moment("held_at", nullable=True),
        sa.UniqueConstraint("set_id", "number"),
    )
    op.create_table(
        "ledger_entry",
        _of("season_date_id", "season_date", primary_key=True),
        _person("user_id", primary_key=True),
        _of("set_id", "learning_set", index=True),
        *(_number("credit_seconds"), _number("used_seconds")),
    )


def _create_commitments() -> None:
    states = "'open', 'done', 'partly', 'not_done', 'moved', 'dropped', 'skipped'"
    op.create_table(
        "commitment",
        *(_id(), _of("set_id", "learning_set", index=True), _person("user_id")),
        _of("made_at_id", "season_date", index=True),
        *(_text("what"), _text("first_step"), sa.Column("by_when", sa.Date(), nullable=False)),
        *(_text("state"), _text("outcome"), _of("reported_at_id", "season_date", nullable=True, index=True)),
        *(_moment("reported_at", nullable=True), _moment("created_at")),
        sa.CheckConstraint(f"state IN ({states})", name="state"),
    )
