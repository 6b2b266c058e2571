"""The end of a set: announced, objected to, closed, and long after emptied in every copy."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from cop.core import jobs, seals
from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.meetings import service as meetings
from cop.meetings.models import Meeting, TrayQuestion
from cop.sets import queries, service
from cop.sets.listeners import close_and_empty
from cop.sets.models import Agreement, Closing, LearningSet, LedgerEntry
from cop.sets.queries.closing import closing_of
from cop.sets.service import closing


def _end(set_id: int) -> Closing:
    found = closing_of(set_id)
    assert found is not None
    return found


@pytest.fixture
def announced(app, thursday, cast, now):
    """Ada has announced the end; what was said is kept for six months."""
    with app.app_context():
        closing.announce_closing(cast.ada, thursday.id, months=6, now=now)
    return thursday


@pytest.fixture
def closed(app, announced, clock):
    with app.app_context():
        close_and_empty(now=clock.forward(days=14))
    return announced


@pytest.fixture
def emptied(app, closed, cast, clock):
    """Six months later; what the tables held before is kept beside."""
    with app.app_context():
        stored = db.session.execute(text("SELECT name, purpose FROM learning_set WHERE id = :id"), {"id": closed.id})
        closed.copied = dict(stored.mappings().one())
        db.session.rollback()
        close_and_empty(now=clock.forward(days=190))
    return closed


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 303), ("bo", 403), ("cy", 404), ("dee", 404), ("eli", 404), ("hana", 404)]
)
def test_who_may_announce_the_end(client_for, thursday, cast, who, status):
    assert (
        client_for(getattr(cast, who)).post(f"/sets/{thursday.id}/closings", data={"months": 24}).status_code == status
    )


def test_a_number_of_months_that_will_not_do_is_explained(client_for, thursday, cast):
    for months in ("5", "61", "soon", ""):
        answer = client_for(cast.ada).post(f"/sets/{thursday.id}/closings", data={"months": months})
        assert answer.status_code == 422


def test_everybody_is_told_without_content_and_sees_the_day(app, client_for, announced, cast, now):
    with app.app_context():
        jobs.run_all(now=now)

    assert len(app.extensions["cop_mailer"].sent) == 2
    assert "This set closes on" in client_for(cast.bo).get(f"/sets/{announced.id}").text
    assert "6 months" in client_for(cast.mina).get(f"/sets/{announced.id}/closing").text


def test_an_objection_gives_two_weeks_more_once_each(app, client_for, announced, cast, clock):
    clock.forward(days=10)
    bo = client_for(cast.bo)

    assert bo.post(f"/sets/{announced.id}/closings/objections").status_code == 303
    assert bo.post(f"/sets/{announced.id}/closings/objections").status_code == 422
    with app.app_context():
        close_and_empty(now=clock.forward(days=13))
        assert _end(announced.id).closed_at is None
        close_and_empty(now=clock.forward(days=1))
        assert _end(announced.id).closed_at is not None


def test_the_announcement_can_be_taken_back(app, client_for, announced, cast, clock):
    assert client_for(cast.bo).post(f"/sets/{announced.id}/closings/removals").status_code == 403
    assert client_for(cast.ada).post(f"/sets/{announced.id}/closings/removals").status_code == 303
    with app.app_context():
        close_and_empty(now=clock.forward(days=15))

        assert queries.set_for(cast.bo, announced.id).state == "running"


@pytest.mark.usefixtures("inside")
def test_what_makes_no_sense_is_refused(announced, cast, clock):
    with pytest.raises(RuleBroken, match="announced already"):
        closing.announce_closing(cast.ada, announced.id, months=6, now=clock.now)
    with pytest.raises(NotVisible):
        closing.object_to_closing(cast.eli, announced.id, now=clock.now)
    closing.take_closing_back(cast.ada, announced.id, now=clock.now)
    with pytest.raises(RuleBroken, match="Nobody has announced"):
        closing.object_to_closing(cast.bo, announced.id, now=clock.now)
    with pytest.raises(NotAllowed):
        closing.announce_closing(cast.bo, announced.id, months=6, now=clock.now)


def test_a_closed_set_is_read_and_nothing_is_added(app, client_for, closed, cast, now):
    page = client_for(cast.bo).get(f"/sets/{closed.id}")

    assert "This set has closed" in page.text
    assert "Ring the centre" in page.text
    with app.app_context():
        for write in (
            lambda: service.write_agreement(
                cast.ada, closed.id, confidentiality="closed", ground_rules="x", seen=1, now=now
            ),
            lambda: service.offer_seat(cast.ada, closed.id, email="gil@example.org", now=now),
            lambda: closing.announce_closing(cast.ada, closed.id, months=6, now=now),
        ):
            with pytest.raises(RuleBroken):
                write()
        assert (
            db.session.scalar(select(func.count()).where(Meeting.closed_at.is_(None), Meeting.set_id == closed.id)) == 0
        )


def test_whoever_sits_in_a_closed_set_can_still_leave_it(app, closed, cast, clock):
    with app.app_context():
        service.leave(cast.bo, closed.id, now=clock.now)

        assert cast.bo.id not in queries.people_in(closed.id)


@pytest.mark.usefixtures("inside")
def test_after_the_months_what_was_said_is_gone(emptied, cast):
    for table in (Agreement, LedgerEntry, Meeting):
        assert db.session.scalar(select(func.count()).where(table.set_id == emptied.id)) == 0
    gone = db.session.get_one(LearningSet, emptied.id)
    assert (gone.name, gone.purpose) == ("", "")
    for who in (cast.ada, cast.bo, cast.eli):
        with pytest.raises(NotVisible):
            queries.set_for(who, emptied.id)


def test_what_somebody_promised_stays_theirs(app, client_for, emptied, cast):
    with app.app_context():
        assert queries.commitment_for(cast.bo, emptied.promise).what == "Ring the centre"
        with pytest.raises(NotVisible):
            queries.commitment_for(cast.mina, emptied.promise)
    for page in (f"/sets/commitments/{emptied.promise}", "/sets/challenges", "/sets/challenges/document", "/sets", "/"):
        assert client_for(cast.bo).get(page).status_code == 200


@pytest.mark.usefixtures("inside")
def test_a_copy_of_the_database_from_before_is_dead(emptied):
    opened = [
        seals.open_envelope(envelope, owner=f"set:{emptied.id}", place=f"learning_set.{column}")
        for column, envelope in emptied.copied.items()
    ]

    assert [isinstance(words, seals.Lost) for words in opened] == [True, True]


@pytest.mark.usefixtures("inside")
def test_emptying_twice_or_half_changes_nothing_more(emptied, clock):
    at = _end(emptied.id).emptied_at

    closing.empty(emptied.id, now=clock.forward(days=1))

    assert _end(emptied.id).emptied_at == at


def test_another_set_is_untouched(app, emptied, cast):
    with app.app_context():
        noise = queries.sets_visible_to(cast.cy)

        assert [each.name for each in noise] == ["Noise"]


def test_it_is_kept_for_as_long_as_was_chosen(app, closed, clock):
    with app.app_context():
        close_and_empty(now=clock.forward(days=180))

        assert _end(closed.id).emptied_at is None


def test_trays_go_with_the_set(app, announced, cast, clock):
    with app.app_context():
        meetings.keep_question(cast.bo, announced.dates[0], text="A question of mine")
        close_and_empty(now=clock.forward(days=14))
        close_and_empty(now=clock.forward(days=190))

        assert db.session.scalar(select(func.count(TrayQuestion.id))) == 0


def test_a_whole_copied_file_is_dead(app, thursday, cast, clock, tmp_path):
    """The file of the database itself, copied while the set lived, read with the store of keys as it is afterwards."""
    if db_file(app) is None:
        pytest.skip("A server's database is not a file; the envelopes are compared above.")
    copy = tmp_path / "copy.sqlite"
    with app.app_context():
        with sqlite3.connect(db_file(app)) as live, sqlite3.connect(copy) as target:
            live.backup(target)
        closing.announce_closing(cast.ada, thursday.id, months=6, now=clock.now)
        close_and_empty(now=clock.forward(days=14))
        close_and_empty(now=clock.forward(days=190))
        with sqlite3.connect(copy) as old:
            envelope = old.execute("SELECT purpose FROM learning_set WHERE id = ?", (thursday.id,)).fetchone()[0]
        words = seals.open_envelope(envelope, owner=f"set:{thursday.id}", place="learning_set.purpose")

        assert isinstance(words, seals.Lost)
    assert b"Ring the centre" not in copy.read_bytes()


def db_file(app):
    return app.config["COP"].data_dir / "cop.sqlite" if app.config["COP"].database.startswith("sqlite") else None


def test_the_notice_is_two_weeks(app, announced, now):
    with app.app_context():
        assert _end(announced.id).closes_at == now + timedelta(days=14)
