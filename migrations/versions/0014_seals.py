"""What a set says, encrypted with a key of its own, and who opened it."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from cop.core.keyring import MARK
from cop.core.seals import Lost, close_envelope, open_envelope

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BATCH = 500
SEALED_ALREADY = MARK + "_" * 16 + ".%"
SHORT = (("bid", "sentence", 280), ("tray_question", "text", 500), ("private_word", "text", 500))
KEYS = {
    "bid": ("meeting_id", "user_id"),
    "tray_writing": ("meeting_id", "author_id"),
    "question_starters": ("set_id", "phase"),
}  # every other table has an id
OWNED_BY = {  # the column that leads to whoever's words they are
    "learning_set": "id",
    "agreement": "set_id",
    "meeting": "set_id",
    "bid": "meeting_id",
    "tray_question": "meeting_id",
    "tray_writing": "meeting_id",
    "question_starters": "set_id",
    "private_word": "meeting_id",
    "commitment": "user_id",
    "challenge": "user_id",
    "challenge_turn": "challenge_id",
    "kept_question": "turn_id",
    "review_line": "user_id",
}
WORDS = {
    "learning_set": ("name", "purpose"),
    "agreement": ("ground_rules", "html"),
    "meeting": ("order_reason", "ended_why"),
    "bid": ("sentence",),
    "tray_question": ("text",),
    "tray_writing": ("text",),
    "question_starters": ("text",),
    "private_word": ("text",),
    "commitment": ("what", "first_step", "outcome", "learnt"),
    "challenge": ("sentence", "wants", "why", "better", "who_else", "helps", "success"),
    "challenge_turn": ("sentence", "wants", "learnt", "happened"),
    "kept_question": ("text",),
    "review_line": ("text",),
}


MOMENT = sa.DateTime(timezone=True)
MEETING = sa.table(
    "meeting", sa.column("id", sa.Integer), sa.column("progress", sa.JSON), sa.column("ended_why", sa.String)
)


def upgrade() -> None:
    _create_access()
    _create_closing()
    _let_words_grow()
    _take_words_out_of_progress()
    for table, columns in WORDS.items():
        for column in columns:
            _rewrite(table, column, _sealed, todo=sa.column(column).not_like(SEALED_ALREADY))


def downgrade() -> None:
    for table in ("closing_objection", "closing", "access_line", "break_glass"):
        op.drop_table(table)
    for table, columns in WORDS.items():
        for column in columns:
            _rewrite(table, column, _opened, todo=sa.column(column).like(SEALED_ALREADY))
    _put_words_back_into_progress()
    for table, column, length in SHORT:
        with op.batch_alter_table(table) as altered:
            altered.alter_column(column, type_=sa.String(length), existing_type=sa.String(), existing_nullable=False)
    with op.batch_alter_table("meeting") as altered:
        altered.alter_column("order_reason", type_=sa.String(280), existing_type=sa.String(), existing_nullable=True)


def _person(name: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("account.id"), **options)


def _set(**options: Any) -> sa.Column[int]:
    return sa.Column("set_id", sa.Integer(), sa.ForeignKey("learning_set.id"), nullable=False, **options)


def _create_access() -> None:
    op.create_table(
        "break_glass",
        *(sa.Column("id", sa.Integer(), primary_key=True), _set(index=True)),
        *(sa.Column("reason", sa.String(), nullable=False), _person("asked_by_id", nullable=False)),
        *(sa.Column("asked_at", MOMENT, nullable=False), _person("agreed_by_id"), sa.Column("agreed_at", MOMENT)),
        *(sa.Column("ends_at", MOMENT), sa.Column("told_at", MOMENT)),
        sa.CheckConstraint("agreed_by_id <> asked_by_id", name="two_people"),
    )
    op.create_table(
        "access_line",
        *(sa.Column("id", sa.Integer(), primary_key=True), _set()),
        sa.Column("glass_id", sa.Integer(), sa.ForeignKey("break_glass.id"), index=True),
        *(sa.Column("kind", sa.String(24), nullable=False), _person("who_id"), _person("about_id")),
        *(sa.Column("at", MOMENT, nullable=False), sa.Column("chain", sa.String(64), nullable=False)),
    )
    op.create_index("ix_access_line_set_id_id", "access_line", ["set_id", "id"])


def _create_closing() -> None:
    op.create_table(
        "closing",
        *(_set(primary_key=True, autoincrement=False), _person("announced_by_id", nullable=False)),
        sa.Column("announced_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False, index=True),
        *(sa.Column("months", sa.Integer(), nullable=False), sa.Column("closed_at", MOMENT, index=True)),
        sa.Column("emptied_at", MOMENT),
        sa.CheckConstraint("months BETWEEN 6 AND 60", name="months"),
    )
    op.create_table(
        "closing_objection",
        sa.Column("set_id", sa.Integer(), sa.ForeignKey("closing.set_id", ondelete="CASCADE"), primary_key=True),
        _person("user_id", primary_key=True),
        sa.Column("said_at", MOMENT, nullable=False),
    )


def _let_words_grow() -> None:
    for table, column, length in SHORT:
        with op.batch_alter_table(table) as altered:
            altered.alter_column(column, type_=sa.String(), existing_type=sa.String(length), existing_nullable=False)
    with op.batch_alter_table("meeting") as altered:
        altered.alter_column("order_reason", type_=sa.String(), existing_type=sa.String(280), existing_nullable=True)


def _take_words_out_of_progress() -> None:
    """Why a meeting ended early was kept among its numbers."""
    with op.batch_alter_table("meeting") as altered:
        altered.add_column(sa.Column("ended_why", sa.String()))
    for row in _meetings():
        if words := row.progress.pop("ended_why", ""):
            own = sa.update(MEETING).where(MEETING.c.id == row.id)
            op.get_bind().execute(own.values(progress=row.progress, ended_why=words))


def _put_words_back_into_progress() -> None:
    for row in _meetings():
        if row.ended_why:
            own = sa.update(MEETING).where(MEETING.c.id == row.id)
            op.get_bind().execute(own.values(progress=row.progress | {"ended_why": row.ended_why}))
    with op.batch_alter_table("meeting") as altered:
        altered.drop_column("ended_why")


def _meetings() -> list[Any]:
    return list(op.get_bind().execute(sa.select(MEETING)))


def _rewrite(table: str, column: str, change: Callable[..., str], *, todo: sa.ColumnElement[bool]) -> None:
    """Batch by batch; what is done already is left alone, so that it can be run again."""
    connection, key = op.get_bind(), KEYS.get(table, ("id",))
    whole = sa.table(table, *(sa.column(name) for name in {*key, column, OWNED_BY[table]}))
    owner_of = _owners(table)
    batch = sa.select(whole).where(todo, sa.column(column) != "").limit(BATCH)
    while rows := connection.execute(batch).mappings().all():
        for row in rows:
            words = change(row[column], owner=owner_of(row[OWNED_BY[table]]), place=f"{table}.{column}")
            own = [whole.c[name] == row[name] for name in key]
            connection.execute(sa.update(whole).where(*own).values({column: words}))


def _sealed(words: str, *, owner: str, place: str) -> str:
    return close_envelope(words, owner=owner, place=place).envelope


def _opened(envelope: str, *, owner: str, place: str) -> str:
    words = open_envelope(envelope, owner=owner, place=place)
    if isinstance(words, Lost):
        raise LookupError(f"{place} of {owner} cannot be opened: its key is missing.")  # noqa: TRY004  nothing of a type
    return str(words)


def _owners(table: str) -> Callable[[Any], str]:
    if OWNED_BY[table] == "meeting_id":
        sets = _pairs("meeting", "set_id")
        return lambda meeting: f"set:{sets[meeting]}"
    if OWNED_BY[table] in {"challenge_id", "turn_id"}:
        people, turns = _pairs("challenge", "user_id"), _pairs("challenge_turn", "challenge_id")
        through_turn = OWNED_BY[table] == "turn_id"
        return lambda parent: f"person:{people[turns[parent] if through_turn else parent]}"
    kind = "person" if OWNED_BY[table] == "user_id" else "set"
    return lambda owner: f"{kind}:{owner}"


def _pairs(table: str, column: str) -> dict[int, int]:
    asked = sa.select(sa.column("id"), sa.column(column)).select_from(sa.table(table))
    return {row[0]: row[1] for row in op.get_bind().execute(asked)}
