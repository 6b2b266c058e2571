"""The page of a space that is kept is handed out before Flask begins: to whoever stands to it alike, new at once."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from cop.communities.models import Community, CommunityMembership, Space
from cop.communities.service import silences
from cop.core.database import transaction
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.gatherings import a_gathering
from tests.factories.rounds import a_round
from tests.factories.stories import a_story
from tests.handed import alike, by_flask, left_to_flask

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def left(app: Flask, monkeypatch: pytest.MonkeyPatch) -> MagicMock:
    """What is left to Flask."""
    return left_to_flask(app, monkeypatch)


@pytest.fixture
def place(app: Flask, cast: SimpleNamespace, now) -> SimpleNamespace:
    with app.app_context():
        community = a_community(cast, preset="open", now=now)
        space = a_space(community, by=cast.hana, preset="open", now=now)
        thread = a_thread(cast.bo, space, now=now, title="Falls at night")
        return SimpleNamespace(community=community, space=space, thread=thread, path=f"/spaces/{space}")


def closed(app: Flask, **axes: int) -> None:
    """How open everything is, without a word about it."""
    with app.app_context(), transaction() as tx:
        tx.session.execute(update(Community).values(**axes))
        tx.session.execute(update(Space).values(**axes))


@pytest.mark.parametrize("who", [None, "hana", "bo", "mina", "gil", "cy"])
def test_it_is_the_answer_that_flask_gives_headers_included(
    app: Flask, client_for: ClientFor, cast, place, left: MagicMock, who: str | None
) -> None:
    client = client_for(getattr(cast, who)) if who else app.test_client()
    client.get(place.path)
    client.get(place.path)  # with the token that it was given
    drawn, asked = by_flask(client, place.path), left.call_count
    handed = client.get(place.path)

    assert handed.status_code == 200
    assert left.call_count == asked, "nothing is left to Flask"
    assert alike(handed) == alike(drawn)


def test_whoever_stands_to_it_otherwise_is_shown_otherwise(
    app: Flask, client_for: ClientFor, cast, place, now, left: MagicMock
) -> None:
    with app.app_context():
        silences.silence(cast.hana, place.community, person_id=cast.ada.id, until=now.replace(year=2030))
    everybody = {who: client_for(getattr(cast, who)) for who in ("hana", "mina", "ada", "gil", "cy")}
    everybody["visitor"] = app.test_client()
    drawn = {}
    for _ in range(2):
        drawn = {who: alike(by_flask(client, place.path))[0] for who, client in everybody.items()}
        for client in everybody.values():
            client.get(place.path)
    asked = left.call_count
    handed = {who: alike(client.get(place.path))[0] for who, client in reversed(everybody.items())}

    assert left.call_count == asked
    assert handed == drawn
    assert "Start a conversation" in handed["mina"]
    assert all("Start a conversation" not in handed[who] for who in ("ada", "gil", "cy", "visitor"))
    assert [who for who, page in handed.items() if "how others see it" in page] == ["hana"]


def _another_thread(place: Any, cast: Any, now: Any) -> str:
    a_thread(cast.mina, place.space, now=now, title="Another title")
    return "Another title"


def _a_story(place: Any, cast: Any, now: Any) -> str:
    a_story(cast.bo, f"space:{place.space}", title="Another title", now=now)
    return "Another title"


def _a_gathering(place: Any, cast: Any, now: Any) -> str:
    a_gathering(place.space, by=cast.hana, title="Another title", now=now)
    return "Another title"


def _a_round(place: Any, cast: Any, now: Any) -> str:
    a_round(cast.hana, place.space, now=now)
    return "The lobby is open."


def _another_name(place: Any, cast: Any, now: Any) -> str:
    with transaction() as tx:
        tx.session.execute(update(Space).values(name="Another name"))
    return "Another name"


def _another_author(place: Any, cast: Any, now: Any) -> str:
    with transaction() as tx:
        tx.session.execute(update(User).where(User.id == cast.bo.id).values(name="Bodo"))
    return "Bodo wrote"


@pytest.mark.parametrize("change", [_another_thread, _a_story, _a_gathering, _a_round, _another_name, _another_author])
def test_what_has_changed_is_there_at_once(
    app: Flask, client_for: ClientFor, cast, place, now, left: MagicMock, change: Callable[..., str]
) -> None:
    mina = client_for(cast.mina)
    for _ in range(3):
        before = mina.get(place.path).text
    assert left.call_count == 1, "the others are handed out"
    with app.app_context():
        words = change(place, cast, now)

    assert words not in before
    assert all(words in mina.get(place.path).text for _ in range(2))


@pytest.mark.parametrize("change", [_a_story, _a_gathering])
def test_where_there_is_one_already_another_is_there_at_once(
    app: Flask, client_for: ClientFor, cast, place, now, change: Callable[..., str]
) -> None:
    with app.app_context():
        a_story(cast.bo, f"space:{place.space}", title="The first", now=now)
        a_gathering(place.space, by=cast.hana, title="The first", now=now)
    mina = client_for(cast.mina)
    for _ in range(3):
        before = mina.get(place.path).text
    with app.app_context():
        words = change(place, cast, now)

    assert words not in before
    assert all(words in mina.get(place.path).text for _ in range(2))


def test_where_the_door_is_shut_nothing_is_handed_out(app: Flask, client_for: ClientFor, cast, place, left) -> None:
    cy, visitor = client_for(cast.cy), app.test_client()
    assert {each.get(place.path).status_code for each in (cy, visitor) for _ in range(3)} == {200}
    closed(app, door=2, read=2)
    assert {each.get(place.path).status_code for each in (cy, visitor)} == {404}


def test_whoever_is_out_reads_no_more(app: Flask, client_for: ClientFor, cast, place, now, left: MagicMock) -> None:
    closed(app, door=0, read=2)
    mina = client_for(cast.mina)
    assert all("Falls at night" in mina.get(place.path).text for _ in range(3))
    with app.app_context(), transaction() as tx:
        own = CommunityMembership.user_id == cast.mina.id
        tx.session.execute(update(CommunityMembership).where(own).values(until=now))

    assert "Falls at night" not in mina.get(place.path).text


def test_what_is_new_to_one_is_not_new_to_another(app: Flask, client_for: ClientFor, cast, place, now, left) -> None:
    with app.app_context():
        a_thread(cast.bo, place.space, now=now + timedelta(hours=1))
    bo, mina = client_for(cast.bo), client_for(cast.mina)
    for _ in range(2):
        told = ["New to you" in each.get(place.path).text for each in (mina, bo, mina, bo)]

    assert told == [True, False, True, False]


def test_where_its_openness_has_changed_each_is_told_by_flask(client_for: ClientFor, app, cast, place, now, left):
    with app.app_context(), transaction() as tx:
        tx.session.execute(update(Community).values(changed_at=now))
    mina = client_for(cast.mina)

    assert {mina.get(place.path).status_code for _ in range(3)} == {200}
    assert left.call_count == 3


@pytest.mark.parametrize("order", [("bo", "mina"), ("mina", "bo")])
def test_whoever_is_named_in_it_reads_and_whoever_is_not_is_not_shown_their_page(
    app: Flask, client_for: ClientFor, cast, now, order: tuple[str, str]
) -> None:
    with app.app_context():
        space = a_space(a_community(cast, now=now), by=cast.hana, named=[cast.bo], now=now)
        with transaction() as tx:
            tx.session.execute(update(Space).where(Space.id == space).values(door=1))  # every member knows of it
        clients = {who: client_for(getattr(cast, who)) for who in order}
    for _ in range(2):
        shown = {who: "not yours to read" in client.get(f"/spaces/{space}").text for who, client in clients.items()}

    assert shown == {"bo": False, "mina": True}


def test_who_else_reads_is_said_as_it_is_now(app: Flask, client_for: ClientFor, cast, now, left: MagicMock) -> None:
    with app.app_context():
        community = a_community(cast, now=now)
        path = f"/spaces/{a_space(community, by=cast.hana, preset='restricted', now=now)}"
    mina = client_for(cast.mina)
    assert {"Read by 5 members" in mina.get(path).text for _ in range(3)} == {True}
    assert left.call_count == 1
    with app.app_context(), transaction() as tx:
        tx.session.add(CommunityMembership(community_id=community, user_id=cast.cy.id, role="member", since=now))

    assert {"Read by 6 members" in mina.get(path).text for _ in range(2)} == {True}
