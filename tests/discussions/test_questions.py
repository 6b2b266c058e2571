"""What is asked of the driver itself is answered as SQLAlchemy would answer it."""

from datetime import UTC, datetime
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from flask import Flask
from sqlalchemy import Integer, bindparam, literal, select, text, update
from sqlalchemy.exc import OperationalError, ProgrammingError

from cop.communities import queries as communities
from cop.core.database import db, transaction
from cop.core.questions import Note, Question
from cop.discussions.queries import conversations
from cop.people.models import User
from cop.people.queries import HOLDER
from cop.people.rules.tokens import fingerprint
from cop.people.service import open_sign_in
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

OF_A_NAME = Question(select(User.id, User.created_at, User.is_admin).where(User.name == bindparam("name")))
CALLED = Note(update(User).where(User.name == bindparam("name")).values(pronouns=bindparam("to")))


@pytest.mark.parametrize("name", ["CONVERSATION", "CONVERSATION_OF_GUEST"])
def test_a_conversation_is_told_as_a_session_tells_it(app: Flask, cast: SimpleNamespace, now, name: str) -> None:
    question: Question = getattr(conversations, name)
    with app.app_context():
        space = a_space(a_community(cast, preset="open", now=now), by=cast.hana, preset="open", now=now)
        thread = a_thread(cast.bo, space, now=now)
        for who in (cast.bo, cast.hana, cast.cy, None):
            when = {"day": now.date(), "now": now, "since": now}
            asked = communities.as_seen_by(who, thread=thread, **when, place="x")
            expected = db.session.connection().execute(question.statement, asked).one_or_none()
            db.session.rollback()

            told = question.one_or_none(asked)
            assert told == (tuple(expected) if expected else None)


def test_whoever_holds_a_token_is_told_as_a_session_tells_it(app: Flask, cast: SimpleNamespace, now) -> None:
    with app.app_context():
        token = open_sign_in(cast.bo.id, device="a telephone", now=now)
        asked = {"fingerprint": fingerprint(token), "now": now}
        expected = db.session.connection().execute(HOLDER.statement, asked).one()
        db.session.rollback()

        assert HOLDER.one_or_none(asked) == tuple(expected)
        assert HOLDER.one_or_none({**asked, "fingerprint": "nobody's"}) is None


def test_moments_and_yes_or_no_are_what_we_know_them_as(app: Flask, cast: SimpleNamespace) -> None:
    with app.app_context():
        number, at, is_admin = OF_A_NAME.one_or_none({"name": "Bo", "and": "more"}) or ()

        assert number == cast.bo.id
        assert isinstance(at, datetime)
        assert at.tzinfo is UTC
        assert is_admin is False
        assert OF_A_NAME.one_or_none({"name": "Nobody"}) is None


def test_it_sees_what_its_own_transaction_has_written_and_nobody_elses(app: Flask, cast: SimpleNamespace) -> None:
    with app.app_context():
        with transaction() as tx:
            tx.session.execute(text("UPDATE account SET name = 'Bodo' WHERE name = 'Bo'"))
            assert OF_A_NAME.one_or_none({"name": "Bodo"}) is not None
            tx.session.rollback()
        assert OF_A_NAME.one_or_none({"name": "Bodo"}) is None
        assert not db.session.registry.has() or not db.session().in_transaction(), "it leaves nothing open"


def test_a_value_that_is_asked_for_has_to_be_said(app: Flask) -> None:
    with app.app_context(), pytest.raises(KeyError, match="name"):
        OF_A_NAME.one_or_none({})


def test_whatever_is_wrong_is_raised_as_a_session_raises_it(app: Flask) -> None:
    with app.app_context():
        asked = Question(select(literal(1)).select_from(text("nothing_of_that_name")))
        with pytest.raises((OperationalError, ProgrammingError), match="nothing_of_that_name"):
            asked.one_or_none({})
        assert Question(select(bindparam("one", 1, type_=Integer))).one_or_none({}) == (1,)


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_connection_on_which_something_went_wrong_does_not_write_without_a_transaction(app: Flask) -> None:
    with app.app_context():
        for _ in range(3):
            with pytest.raises(ProgrammingError):
                Question(select(literal(1)).select_from(text("nothing_of_that_name"))).one_or_none({})
            pooled = db.engine.raw_connection()
            assert pooled.driver_connection is not None
            assert not pooled.driver_connection.autocommit
            pooled.close()


def test_a_database_that_is_away_is_said_to_be_away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        away = db.engine.dialect.loaded_dbapi.OperationalError("nobody answers")
        monkeypatch.setattr(db.engine, "raw_connection", MagicMock(side_effect=away))
        with pytest.raises(OperationalError, match="nobody answers"):
            OF_A_NAME.one_or_none({"name": "Bo"})


def test_what_goes_wrong_inside_a_transaction_is_raised_in_the_same_way(app: Flask) -> None:
    asked = Question(select(literal(1)).select_from(text("nothing_of_that_name")))
    with app.app_context(), transaction() as tx:
        tx.session.execute(text("SELECT 1"))
        with pytest.raises((OperationalError, ProgrammingError), match="nothing_of_that_name"):
            asked.one_or_none({})
        tx.session.rollback()


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_connection_that_the_server_has_closed_is_thrown_away(app: Flask, cast: SimpleNamespace) -> None:
    ends = Question(select(text("pg_terminate_backend(pg_backend_pid())")))
    with app.app_context():
        with pytest.raises(OperationalError):
            ends.one_or_none({})
        assert OF_A_NAME.one_or_none({"name": "Bo"}) is not None


def test_a_note_stands_as_soon_as_it_is_written_and_is_written_in_turn(app: Flask, cast: SimpleNamespace) -> None:
    turn = app.extensions["cop_turn_to_write"]
    with app.app_context():
        CALLED.write({"name": "Bo", "to": "he/him"})
        db.session.rollback()

        said = dict(db.session.execute(select(User.name, User.pronouns)).all())
        assert (said["Bo"], said["Mina"]) == ("he/him", cast.mina.pronouns)
        assert not getattr(turn, "locked", bool)(), "and gives the turn back"


def test_a_note_waits_for_its_turn_to_write(app: Flask, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    turn = MagicMock()
    monkeypatch.setitem(app.extensions, "cop_turn_to_write", turn)
    with app.app_context():
        CALLED.write({"name": "Bo", "to": "he/him"})

        assert turn.__enter__.call_count == turn.__exit__.call_count == 1


def test_what_goes_wrong_with_a_note_is_raised_as_a_session_raises_it_and_gives_the_turn_back(app: Flask) -> None:
    no_such_place = Note(update(User).where(text("nothing_of_that_name = 1")).values(pronouns=bindparam("to")))
    with app.app_context():
        for _ in range(2):
            with pytest.raises((OperationalError, ProgrammingError), match="nothing_of_that_name"):
                no_such_place.write({"to": "she/her"})
        CALLED.write({"name": "Bo", "to": "they/them"})
