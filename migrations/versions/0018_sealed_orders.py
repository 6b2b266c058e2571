"""A set's own running orders and the names of its visitors, sealed; and keys that say nothing of a phase's name."""

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from cop.core.keyring import MARK
from cop.core.seals import Lost, close_envelope, open_envelope

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SEALED_ALREADY = MARK + "_" * 16 + ".%"
BATCH = 500
OWN = "own"
KEYS_OF_THE_PRODUCT = {
    *("act", "affirm", "agree_on", "alone", "ask_help", "clarify", "consult", "contract", "explore", "facts", "ground"),
    *("ideas", "learn", "mirror", "pairs", "plan", "prepare", "present", "problem", "questions", "reflect", "rejoin"),
    *("respond", "review", "settle", "stillness", "take", "tell", "think", "together", "valued", "ways", "wonder"),
}

SET_FORMAT = sa.table("set_format", sa.column("set_id"), sa.column("version"), sa.column("document", sa.String))
MEETING = sa.table(
    "meeting", sa.column("id"), sa.column("set_id"), sa.column("format", sa.String), sa.column("progress", sa.JSON)
)
VISITOR = sa.table("visitor", sa.column("id"), sa.column("meeting_id"), sa.column("name", sa.String))
RECORD_LINE = sa.table("record_line", sa.column("meeting_id"), sa.column("kind"), sa.column("key", sa.String))
TRAY_QUESTION = sa.table("tray_question", sa.column("meeting_id"), sa.column("phase", sa.String))
TARGETS: tuple[tuple[Any, tuple[Any, ...], sa.Select[Any]], ...] = (  # a column, the key of its table, and its words
    (
        SET_FORMAT.c.document,
        (SET_FORMAT.c.set_id, SET_FORMAT.c.version),
        sa.select(SET_FORMAT.c.set_id, SET_FORMAT.c.version, SET_FORMAT.c.document.label("words")),
    ),
    (
        MEETING.c.format,
        (MEETING.c.id,),
        sa.select(MEETING.c.id, MEETING.c.set_id, MEETING.c.format.label("words")),
    ),
    (
        VISITOR.c.name,
        (VISITOR.c.id,),
        sa.select(VISITOR.c.id, MEETING.c.set_id, VISITOR.c.name.label("words")).join(
            MEETING, MEETING.c.id == VISITOR.c.meeting_id
        ),
    ),
)
TYPES = (
    ("set_format", "document", sa.Text(), False),
    ("meeting", "format", sa.Text(), True),
    ("visitor", "name", sa.String(120), False),
)


def upgrade() -> None:
    for table, column, before, nullable in TYPES:
        _change_type(table, column, sa.String(), existing=before, nullable=nullable)
    for set_id, keys in _keys_from_names().items():
        _rename(set_id, keys)
    _rewrite(_sealed, todo=lambda column: column.not_like(SEALED_ALREADY))


def downgrade() -> None:
    """The keys of phases stay as they are."""
    _rewrite(_opened, todo=lambda column: column.like(SEALED_ALREADY))
    for table, column, before, nullable in TYPES:
        _change_type(table, column, before, existing=sa.String(), nullable=nullable)


def _change_type(table: str, column: str, wanted: Any, *, existing: Any, nullable: bool) -> None:
    with op.batch_alter_table(table) as altered:
        altered.alter_column(column, type_=wanted, existing_type=existing, existing_nullable=nullable)


def _keys_from_names() -> dict[int, dict[str, str]]:
    """By set: keys that were made from the words of a phase's name, and what is put in their place."""
    found: dict[int, dict[str, str]] = {}
    asked = sa.select(SET_FORMAT).where(SET_FORMAT.c.document.not_like(SEALED_ALREADY))
    for row in op.get_bind().execute(asked.order_by(SET_FORMAT.c.set_id, SET_FORMAT.c.version)):
        keys, number = found.setdefault(row.set_id, {}), 0
        for phase in json.loads(row.document)["phases"]:
            if phase["key"] not in {*KEYS_OF_THE_PRODUCT, *keys, *keys.values()}:
                number += 1
                keys[phase["key"]] = f"{OWN}{row.version}_{number}"
    return found


def _rename(set_id: int, keys: dict[str, str]) -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(SET_FORMAT).where(SET_FORMAT.c.set_id == set_id)).all():
        own = (SET_FORMAT.c.set_id == set_id, SET_FORMAT.c.version == row.version)
        document = _renamed(row.document, keys)
        connection.execute(sa.update(SET_FORMAT).where(*own).values(document=document))
    for row in connection.execute(sa.select(MEETING).where(MEETING.c.set_id == set_id)).all():
        if row.format and json.loads(row.format)["key"] == OWN:
            order = [_part(part, keys) for part in row.progress["order"]]
            values = {"format": _renamed(row.format, keys), "progress": row.progress | {"order": order}}
            connection.execute(sa.update(MEETING).where(MEETING.c.id == row.id).values(values))
            _rename_what_ran(row.id, keys)


def _rename_what_ran(meeting_id: int, keys: dict[str, str]) -> None:
    """The key of a pause is its reason."""
    lines = sa.update(RECORD_LINE).where(RECORD_LINE.c.meeting_id == meeting_id, RECORD_LINE.c.kind != "pause")
    questions = sa.update(TRAY_QUESTION).where(TRAY_QUESTION.c.meeting_id == meeting_id)
    for before, after in keys.items():
        op.get_bind().execute(lines.where(RECORD_LINE.c.key == before).values(key=after))
        op.get_bind().execute(questions.where(TRAY_QUESTION.c.phase == before).values(phase=after))


def _renamed(document: str, keys: dict[str, str]) -> str:
    whole = json.loads(document)
    whole["phases"] = [_phase(phase, keys) for phase in whole["phases"]]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _part(part: dict[str, Any], keys: dict[str, str]) -> dict[str, Any]:
    """A phase as a meeting has it: where one may go back to is among its ways of speaking."""
    speaks = part.get("speaks")
    return _phase(part, keys) | ({"speaks": _phase(speaks, keys)} if speaks else {})


def _phase(phase: dict[str, Any], keys: dict[str, str]) -> dict[str, Any]:
    return phase | {name: keys.get(phase[name], phase[name]) for name in ("key", "back_to") if name in phase}


def _rewrite(change: Callable[..., str], *, todo: Callable[[sa.ColumnElement[str]], sa.ColumnElement[bool]]) -> None:
    """Batch by batch; what is done already is left alone, so that it can be run again."""
    connection = op.get_bind()
    for column, key, asked in TARGETS:
        batch = asked.where(todo(column), column != "").limit(BATCH)
        while rows := connection.execute(batch).all():
            for row in rows:
                words = change(row.words, owner=f"set:{row.set_id}", place=f"{column.table.name}.{column.name}")
                own = [each == getattr(row, each.name) for each in key]
                connection.execute(sa.update(column.table).where(*own).values({column: words}))


def _sealed(words: str, *, owner: str, place: str) -> str:
    return close_envelope(words, owner=owner, place=place).envelope


def _opened(envelope: str, *, owner: str, place: str) -> str:
    words = open_envelope(envelope, owner=owner, place=place)
    if isinstance(words, Lost):
        raise LookupError(f"{place} of {owner} cannot be opened: its key is missing.")  # noqa: TRY004  nothing of a type
    return str(words)
