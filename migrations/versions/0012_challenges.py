"""A member's challenge over meetings, and their sheets."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
LEVEL = "level IN ('gentle', 'usual', 'stretch')"
STATES_BEFORE = "state IN ('open', 'done', 'partly', 'not_done', 'moved', 'dropped', 'skipped')"
STATES = "state IN ('open', 'done', 'partly', 'not_done', 'moved', 'stuck', 'learnt', 'dropped', 'skipped')"


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _person(**options: Any) -> sa.Column[int]:
    return sa.Column("user_id", sa.Integer(), sa.ForeignKey("account.id"), nullable=False, **options)


def _outlived(name: str, table: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id", ondelete="SET NULL"), index=True)


def _part_of(name: str, table: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=False, **options)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _moments(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, MOMENT, nullable=nullable) for name in names]


def _meeting() -> list[sa.Column[Any]]:
    return [sa.Column("number", sa.Integer(), nullable=False), sa.Column("held_on", sa.Date(), nullable=False)]


def upgrade() -> None:
    _create_challenges()
    _create_sheets()
    with op.batch_alter_table("commitment") as table:
        table.drop_constraint(op.f("ck_commitment_state"), type_="check")
        table.create_check_constraint(op.f("ck_commitment_state"), STATES)
        table.add_column(sa.Column("learnt", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("challenge_id", sa.Integer()))
        for name in ("redated_at", "halfway_sent_at", "eve_sent_at"):
            table.add_column(sa.Column(name, MOMENT))
        table.create_foreign_key(
            op.f("fk_commitment_challenge_id_challenge"), "challenge", ["challenge_id"], ["id"], ondelete="CASCADE"
        )
        table.create_index(op.f("ix_commitment_challenge_id"), ["challenge_id"])
    with op.batch_alter_table("commitment") as table:
        table.alter_column("learnt", server_default=None)
    op.create_table("reminder_refusal", _person(primary_key=True), *_moments("since"))


def downgrade() -> None:
    op.drop_table("reminder_refusal")
    op.execute("UPDATE commitment SET state = 'open' WHERE state = 'stuck'")
    op.execute("UPDATE commitment SET state = 'not_done' WHERE state = 'learnt'")
    with op.batch_alter_table("commitment") as table:
        table.drop_constraint(op.f("ck_commitment_state"), type_="check")
        table.create_check_constraint(op.f("ck_commitment_state"), STATES_BEFORE)
        table.drop_constraint(op.f("fk_commitment_challenge_id_challenge"), type_="foreignkey")
        table.drop_index(op.f("ix_commitment_challenge_id"))
        for name in ("learnt", "challenge_id", "redated_at", "halfway_sent_at", "eve_sent_at"):
            table.drop_column(name)
    for name in ("review_line", "kept_question", "challenge_turn", "challenge"):
        op.drop_table(name)


def _create_challenges() -> None:
    op.create_table(
        "challenge",
        *(_id(), _person(index=True), _outlived("set_id", "learning_set")),
        *_texts("sentence", "wants", "level", "why", "better", "who_else", "helps", "success"),
        *_moments("created_at", "changed_at"),
        sa.CheckConstraint(LEVEL, name="level"),
    )
    op.create_table(
        "challenge_turn",
        *(_id(), _part_of("challenge_id", "challenge"), _outlived("season_date_id", "season_date"), *_meeting()),
        *_texts("sentence", "wants", "level", "learnt", "happened"),
        *_moments("created_at"),
        sa.UniqueConstraint("challenge_id", "season_date_id"),
        sa.CheckConstraint(LEVEL, name="level"),
    )
    op.create_table(
        "kept_question", _id(), _part_of("turn_id", "challenge_turn", index=True), *_texts("text"), *_moments("kept_at")
    )


def _create_sheets() -> None:
    op.create_table(
        "review_line",
        *(_id(), _person(), _outlived("set_id", "learning_set"), _outlived("season_date_id", "season_date")),
        *(*_meeting(), *_texts("prompt", "text"), *_moments("written_at"), *_moments("shared_at", nullable=True)),
        sa.UniqueConstraint("user_id", "season_date_id", "prompt"),
    )
