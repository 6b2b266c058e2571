"""What is left of a set's words in the files of an installation, and what happens without its keys."""

from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import String, select

from cop import create_app, demo, versions
from cop.cli import cli
from cop.config import Settings
from cop.core import keys, seals
from cop.core.database import Base, db
from cop.demo import words
from cop.meetings import service as meetings
from cop.meetings.models import Meeting
from cop.people.queries import demo_people
from cop.sets.models import LearningSet
from tests.conftest import THURSDAY

PLAIN = {  # texts that nobody typed as words: they say what something is, or who, and not what was said
    *("access_line.chain", "advice", "confidentiality", "connection", "credit", "email", "format_key", "key", "kind"),
    *("level", "page", "phase", "prompt", "role", "seat.told_as", "seed", "sharing", "state", "token_hash"),
    "visitor.name",
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


def test_every_text_of_a_set_or_meeting_is_sealed_or_is_named_here():
    models = [
        each.class_ for each in Base.registry.mappers if each.class_.__module__.startswith(("cop.sets", "cop.meet"))
    ]
    plain = {
        f"{model.__tablename__}.{column.name}"
        for model in models
        for column in model.__table__.columns
        if type(column.type) is String
    }

    assert {each for each in plain if not {each, each.partition(".")[2]} & PLAIN} == set()


@pytest.fixture
def installed(tmp_path):
    """An installation of its own with the demo in it, and the folder of its database."""
    app = versions.init_app(create_app(Settings(env="test", data_dir=tmp_path, demo=True, password_memory_kib=64)))
    with app.app_context():
        upgrade()
        demo.load(now=THURSDAY)
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


def demo_facilitator():
    return next(person for person in demo_people() if person.name.startswith("Ada"))
