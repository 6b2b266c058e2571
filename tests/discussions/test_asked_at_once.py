"""Who somebody is and what they may read there is asked in one statement, with a list as one of its columns: the same
answers as one after the other."""

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from cop.communities.queries import as_seen_by
from cop.communities.queries.told import TOLD, space_asked
from cop.communities.queries.visibility import PROVEN, VIEWER
from cop.core.access import identify_and_answer
from cop.core.database import db, transaction
from cop.core.questions import Question
from cop.core.rows import Rows
from cop.discussions.queries import CONVERSATION, LISTED_IN_SPACE, conversation_asked, listed
from cop.discussions.queries.listing import IN_SPACE
from cop.people.models import SignIn, User
from cop.people.rules.tokens import is_proven
from cop.people.service import open_sign_in
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

EVERYBODY = ("hana", "ada", "bo", "mina", "gil", "cy", "fay")
MYSELF = Question(select(User.id, PROVEN).where(User.id == VIEWER))
PEOPLE = select(User.id, User.name, User.suspended_at, User.created_at, User.is_demo).order_by(User.id)
LIST = Question(select(User.id, LISTED_IN_SPACE.column).where(User.id == VIEWER))


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now) -> SimpleNamespace:
    with app.app_context():
        space = a_space(
            a_community(cast, preset="private", now=now), by=cast.hana, preset="private", named=[cast.bo], now=now
        )
        thread = a_thread(cast.bo, space, now=now, title='"Nights", [1] \\ and \N{BLACK TELEPHONE}')
        a_thread(cast.hana, space, now=now)
        return SimpleNamespace(space=space, thread=thread)


@pytest.mark.parametrize("door", [TOLD, CONVERSATION])
def test_it_is_the_answer_that_they_get_who_ask_as_themselves(app, cast, talk, now, door: Question) -> None:
    def asked(who: Any) -> Mapping[str, object]:
        of_space, of_thread = (
            space_asked(who, talk.space, on=now.date()),
            conversation_asked(who, talk.thread, on=now.date()),
        )
        return of_space if door is TOLD else of_thread

    opened = set()
    with app.app_context():
        for name in EVERYBODY:
            token = open_sign_in(getattr(cast, name).id, device="a telephone", now=now)
            identity, answer = identify_and_answer(token, door, values=asked(None), now=now)
            assert identity is not None
            assert identity.user.id == getattr(cast, name).id
            assert answer == door.one_or_none(asked(identity.user))
            opened |= {name} if answer else set()
    assert {"hana", "bo"} <= opened < set(EVERYBODY)


@pytest.mark.parametrize("way", ["password", "link", "passkey", "sso", "demo"])
@pytest.mark.parametrize("second", ["", "code", "recovery", "passkey"])
def test_whether_they_have_proven_who_they_are_is_what_the_rule_says(app, cast, now, way: Any, second: Any) -> None:
    with app.app_context():
        token = open_sign_in(cast.bo.id, device="a telephone", now=now, way=way, second=second)
        identity, answer = identify_and_answer(token, MYSELF, values=as_seen_by(None), now=now)

        assert answer == (cast.bo.id, is_proven(way, second))
        assert identity is not None
        assert identity.user.is_proven == is_proven(way, second)


def test_a_token_that_nobody_holds_is_answered_nothing(app: Flask, cast: SimpleNamespace, now) -> None:
    with app.app_context():
        token, other = (open_sign_in(cast.bo.id, device="a telephone", now=now) for _ in range(2))
        for unknown in (None, "", "nobody's"):
            assert identify_and_answer(unknown, MYSELF, values=as_seen_by(cast.mina), now=now) == (None, None)
        with transaction() as tx:
            first = select(SignIn.id).where(SignIn.user_id == cast.bo.id).order_by(SignIn.id).limit(1).scalar_subquery()
            tx.session.execute(update(SignIn).where(SignIn.id == first).values(ended_at=now))
        assert identify_and_answer(token, MYSELF, values=as_seen_by(cast.mina), now=now) == (None, None)
        assert identify_and_answer(other, MYSELF, values=as_seen_by(cast.mina), now=now)[1] == (cast.bo.id, False)
        with transaction() as tx:
            tx.session.execute(update(User).where(User.id == cast.bo.id).values(suspended_at=now))
        assert identify_and_answer(other, MYSELF, values=as_seen_by(cast.mina), now=now) == (None, None)


def test_what_is_not_there_is_not_there_in_a_list_as_one_text(app: Flask, cast: SimpleNamespace) -> None:
    everybody, nobody = Rows(PEOPLE), Rows(PEOPLE.where(User.name == "Nobody"))
    with app.app_context():
        [(told, nothing)] = Question(select(everybody.column, nobody.column)).all({})

        assert [tuple(row) for row in everybody.read(told)] == Question(PEOPLE).all({})
        assert everybody.read(told)[0][2] is None
        assert nobody.read(nothing) == []


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_moments_in_a_list_are_the_same_wherever_its_server_stands(app: Flask, cast: SimpleNamespace) -> None:
    everybody = Rows(PEOPLE)
    with app.app_context(), transaction() as tx:
        tx.session.execute(text("SET LOCAL TIME ZONE 'Asia/Tokyo'"))
        [(told,)] = Question(select(everybody.column)).all({})

        assert "+09:00" in told
        assert [tuple(row) for row in everybody.read(told)] == Question(PEOPLE).all({})
        assert everybody.read(told)[0][3].utcoffset() == timedelta()


def test_a_list_as_one_text_is_the_list(app: Flask, cast: SimpleNamespace, talk, now) -> None:
    with app.app_context():
        for who, most in ((cast.bo, 9), (cast.hana, 1), (cast.cy, 9)):
            asked = as_seen_by(who, space=talk.space, **listed(most=most, skip=0))
            [(_, told)] = LIST.all(asked)
            assert [tuple(row) for row in LISTED_IN_SPACE.read(told)] == IN_SPACE.all(asked)
            assert len(LISTED_IN_SPACE.read(told)) == min(most, 0 if who is cast.cy else 2)
        db.session.rollback()
