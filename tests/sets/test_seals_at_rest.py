"""What is left of a set's words in the files of an installation, and what happens without its keys."""

import shutil
from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import (
    ARRAY,
    JSON,
    Boolean,
    Column,
    Date,
    Enum,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    select,
    text,
)

from cop import create_app, versions
from cop.cli import cli
from cop.config import Settings
from cop.core import keys, seals
from cop.core.database import Base, UtcDateTime, db, transaction
from cop.core.seals import SealedText
from cop.demo import words
from cop.meetings import service as meetings
from cop.meetings.models import Meeting, Visitor
from cop.meetings.rules import Progress
from cop.meetings.service import visits
from cop.people.queries import demo_people
from cop.sets import service as sets
from cop.sets.models import LearningSet, SetFormat
from cop.sets.rules import formats
from tests.conftest import THURSDAY

NO_WORDS = (SealedText, UtcDateTime, Boolean, Date, Integer)  # any other type can hold words
PLAIN = {
    # one of a few words that the code itself knows
    *("access_line.kind", "agreement.advice", "agreement.confidentiality", "agreement.sharing", "attendance.credit"),
    *(
        "bid.level",
        "challenge.level",
        "challenge_turn.level",
        "commitment.state",
        "learning_set.format_key",
        "learning_set.state",
    ),
    *("meeting.sharing", "question_starters.phase", "record_line.kind", "review_line.prompt", "round.kind"),
    *("season_answer.half", "season_answer.prompt", "season_change.kind", "seat.role", "seat.state"),
    *("tray_question.state", "visitor.kind"),
    # the key of a part or phase, which says nothing of what a set calls it; in the two that are JSON, beside numbers
    *("meeting.progress", "record_line.key", "round.progress", "tray_question.phase"),
    # drawn by chance or reckoned, by us or by a browser
    *("access_line.chain", "meeting.seed", "presence_lease.connection", "tray_writing.page", "visitor.token_hash"),
    # whom to ask, until they have answered
    *("seat.email", "seat.told_as"),
}
SAID = [  # by people of the demo's set, and nowhere else in the demo
    words.SET_NAME,
    words.SET_PURPOSE[:30],
    "We start on time and we stay",
    "Questions, not advice",
    *(sentence[:30] for sentence, _urgency in words.BIDS.values()),
    *(said[:30] for promise in words.PROMISES.values() for said in promise),
    words.ORDER_REASON[:30],
]

OWN_WORDS = ("Grieve for Tom", "Connection", "Say his name.", "What we owe to Tom", "Lee from the hospice")


def _can_hold_words(columns):
    return {f"{each.table.name}.{each.name}" for each in columns if not isinstance(each.type, NO_WORDS)}


def test_whatever_can_hold_words_of_a_set_or_meeting_is_sealed_or_is_named_here():
    mapped = [each for each in Base.registry.mappers if each.class_.__module__.startswith(("cop.sets", "cop.meet"))]

    assert _can_hold_words(column for each in mapped for column in each.columns) == PLAIN


@pytest.mark.parametrize("kind", [String(9), Text(), JSON(), Enum("a", "b"), LargeBinary(), Uuid(), ARRAY(String)])
def test_no_type_in_which_words_could_stand_escapes_it(kind):
    assert _can_hold_words(Table("t", MetaData(), Column("c", kind)).columns) == {"t.c"}


def test_where_a_meeting_stands_holds_no_words():
    """It is JSON, so no column says it. The texts are keys of parts, a verb, and why it ended: sealed apart."""
    assert _texts_in(Progress) == {"Part.key", "Speaking.back_to", "Proposal.deed", "Progress.ended_why"}


def _texts_in(kind: Any, at: str = "") -> set[str]:
    """The fields of a dataclass, and of those it is made of, that can hold any text."""
    if is_dataclass(kind):
        fields, of = get_type_hints(kind).items(), getattr(kind, "__name__", "")
        return set().union(*(_texts_in(each, f"{of}.{name}") for name, each in fields))
    return {at} if kind is str else set().union(*(_texts_in(each, at) for each in get_args(kind)))


@pytest.fixture
def installed(tmp_path, demo_of_thursday):
    """An installation of its own with the demo in it, and the folder of its database."""
    shutil.copytree(demo_of_thursday, tmp_path, dirs_exist_ok=True)
    app = versions.init_app(create_app(Settings(env="test", data_dir=tmp_path, demo=True, password_memory_kib=64)))
    yield app
    with app.app_context():
        db.engine.dispose()


def _files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("cop.sqlite*"))


def test_nothing_that_the_demo_s_set_says_is_in_its_files(installed, tmp_path):
    kept = _files(tmp_path)

    assert words.COMMUNITY.encode() in kept
    assert [said for said in SAID if said.encode() in kept] == []


def test_words_from_before_are_sealed_where_they_lie(installed, tmp_path):
    with installed.app_context():
        downgrade(revision="0013")
        plain = _files(tmp_path)
        upgrade()
        found = db.session.scalars(select(LearningSet)).one()

        assert found.name == words.SET_NAME
    assert words.SET_NAME.encode() in plain
    assert [said for said in SAID if said.encode() in _files(tmp_path)] == []


def test_without_the_installation_s_key_pages_say_so_and_the_doctor_counts(installed, tmp_path):
    (tmp_path / "keys" / keys.FILE).write_text(keys.new_key())
    with installed.app_context():
        seals.keyring().forget()
        health = seals.keyring().examine(used=seals.keys_in_use())

        assert isinstance(db.session.scalars(select(LearningSet)).one().name, seals.Lost)
        assert health.keys == health.unreadable > 0


def test_the_commands_put_a_new_key_in_the_place_of_the_old(installed, tmp_path):
    run, kept = installed.test_cli_runner(), tmp_path / "keys" / keys.FILE
    before = kept.read_text()

    told = [run.invoke(cli, ["keys", verb]).output for verb in ("rotate", "forget")]

    assert "Wrapped anew" in told[0]
    assert told[1] == "Dropped: 1.\n"
    assert before.strip() not in kept.read_text()
    assert "all of them fit" in run.invoke(cli, ["doctor"]).output
    assert len(run.invoke(cli, ["keys", "new"]).output.strip()) == 44


def test_the_doctor_misses_a_lost_store_of_keys(installed, tmp_path):
    (tmp_path / "keys" / "keys.sqlite").unlink()
    seals.init_app(installed)  # as a process has it that starts now

    told = installed.test_cli_runner().invoke(cli, ["doctor"])

    assert told.exit_code == 1
    assert "missing or do not fit: 5 of 5" in told.output


def test_why_a_meeting_ended_early_is_not_among_its_numbers(installed, tmp_path):
    with installed.app_context():
        meeting = db.session.scalars(select(Meeting).where(Meeting.closed_at.is_(None))).first()
        assert meeting is not None
        meeting_id, facilitator, said = meeting.id, demo_facilitator(), "The roof came in."
        meetings.abandon(facilitator, meeting_id, reason=said, seen=meeting.progress.step, now=THURSDAY)
        assert said.encode() not in _files(tmp_path)
        db.session.remove()  # whoever reads keeps the journal as it is
        downgrade(revision="0013")
        upgrade()

        assert db.session.get_one(Meeting, meeting_id).progress.ended_why == said
    assert said.encode() not in _files(tmp_path)


def test_how_a_set_meets_and_who_visits_it_is_sealed_where_it_lies(installed, tmp_path):
    with installed.app_context():
        meeting_id = _own_words_in_the_next_meeting()
        assert [said for said in OWN_WORDS if said.encode() in _files(tmp_path)] == []
        db.session.remove()
        downgrade(revision="0017")
        _keys_as_they_were(meeting_id)
        plain = _files(tmp_path)
        upgrade()

        meeting, own = db.session.get_one(Meeting, meeting_id), db.session.scalars(select(SetFormat)).one().document
        assert meeting.running_order == own
        assert [(each.key, each.name, each.back_to) for each in own.phases[7:]] == [
            ("own1_1", "Grieve for Tom", ""), ("own1_2", "Connection", "own1_1")
        ]  # fmt: skip
        assert [(part.key, part.speaking.back_to) for part in meeting.progress.order[-2:]] == [
            ("own1_1", ""), ("own1_2", "own1_1")
        ]  # fmt: skip
        assert "Lee from the hospice" in {each.name for each in db.session.scalars(select(Visitor))}
        assert _keys_in("record_line", "key", meeting_id) == ["connection", "own1_1", "own1_2"]
        assert _keys_in("tray_question", "phase", meeting_id) == ["own1_1"]
    assert [said for said in (*OWN_WORDS, "grieve_for_t") if said.encode() not in plain] == []
    assert [said for said in (*OWN_WORDS, "grieve_for_t") if said.encode() in _files(tmp_path)] == []


def _own_words_in_the_next_meeting():
    """Its number. The running order ends with two phases of the set's own; a guest is asked, and a question kept."""
    ada, meeting = demo_facilitator(), db.session.scalars(select(Meeting).where(Meeting.closed_at.is_(None))).first()
    assert meeting is not None
    meeting_id, set_id = meeting.id, meeting.set_id
    rows = [replace(row, minutes=2) for row in formats.rows_of(formats.STANDARD, 45)]
    more = [formats.Row("", at, OWN_WORDS[at - 8], 2, "hands", commits=False, member="Say his name.") for at in (8, 9)]
    said: dict[str, Any] = {"title": "Ours", "purpose": "What we owe to Tom", "rows": [*rows, *more]}
    sets.write_format(ada, set_id, base="als_standard", **said, seen=0, now=THURSDAY)
    visits.ask_visitor(ada, meeting_id, kind="guest", name=OWN_WORDS[-1], email="lee@example.org", now=THURSDAY)
    meetings.keep_question(ada, meeting_id, text="And you?")
    return meeting_id


def _keys_as_they_were(meeting_id):
    """Made from the names of the phases, wherever a meeting that has run keeps them."""
    meeting, line = Base.metadata.tables["meeting"], Base.metadata.tables["record_line"]
    with transaction() as tx:
        ask = tx.session.connection().execute
        for table, column in (("set_format", "document"), ("meeting", "format")):
            made = f"""replace(replace({column}, '"key":"own1_8"', '"key":"grieve_for_t"'),
                       '"key":"own1_9"', '"key":"connection","back_to":"grieve_for_t"')"""
            ask(text(f"UPDATE {table} SET {column} = {made}"))
        progress = ask(select(meeting.c.progress).where(meeting.c.id == meeting_id)).scalar_one()
        tom = {"key": "grieve_for_t", "seconds": 120, "slot": 1, "speaks": {"mode": "hands"}}
        after = {**tom, "key": "connection", "speaks": {"mode": "hands", "back_to": "grieve_for_t"}}
        progress["order"] += [tom, after]
        ask(meeting.update().where(meeting.c.id == meeting_id).values(progress=progress))
        for kind, key in (("turn", "grieve_for_t"), ("part", "connection"), ("pause", "connection")):
            numbers = dict.fromkeys(("planned_seconds", "held_seconds", "seconds"), 0)
            when = {"began": THURSDAY, "ended": THURSDAY}
            ask(line.insert().values(meeting_id=meeting_id, kind=kind, key=key, **when, **numbers))
        ask(text("UPDATE tray_question SET phase = 'grieve_for_t' WHERE meeting_id = :id"), {"id": meeting_id})


def _keys_in(table, column, meeting_id):
    asked = text(f"SELECT {column} FROM {table} WHERE meeting_id = :id ORDER BY {column}")
    return list(db.session.scalars(asked, {"id": meeting_id}))


def demo_facilitator():
    return next(person for person in demo_people() if person.name.startswith("Ada"))
