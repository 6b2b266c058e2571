"""Whoever said that they come is told that a gathering is put aside, and that it stands again, without a word of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.communities import service as communities
from cop.communities.rules import PRESETS
from cop.core import jobs
from cop.gatherings import queries, service
from cop.people import service as people
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.communities import a_space
from tests.factories.gatherings import PLAN, a_gathering

HIDDEN = (PLAN.title, PLAN.place, PLAN.link)


def letters(app: Flask, *, now: datetime) -> list[EmailMessage]:
    """What goes out now, by whom it is for."""
    sent = app.extensions["cop_mailer"].sent
    sent.clear()
    while jobs.run_one(now=now):
        pass
    return sorted(sent, key=lambda each: str(each["To"]))


def told(app: Flask, *, now: datetime) -> list[tuple[str, str]]:
    return [(str(each["To"]).partition("@")[0], str(each["Subject"])) for each in letters(app, now=now)]


def said(*names: str, again: bool = False) -> list[tuple[str, str]]:
    """The same letter to these."""
    what = "stands again" if again else "is put aside for now"
    return [(name, f"A gathering that you come to {what}") for name in names]


@pytest.fixture
def coming(app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo and Cy, a guest, come to what Ada has arranged, and Mina does not; so does Hana, who hides it."""
    with app.app_context():
        until = now + timedelta(days=9)
        service.seat_guest(cast.hana, place.gathering, email=cast.cy.email, until=until, now=now)
        for person in (cast.bo, cast.cy, cast.mina, cast.hana):
            service.answer(person, place.gathering, going=person is not cast.mina, now=now)
        jobs.run_all(now=now)
        return place


def test_who_comes_is_told_once_that_it_is_put_aside_and_that_it_stands_again(
    app: Flask, cast: SimpleNamespace, coming: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        service.hide(cast.hana, coming.gathering, now=now)
        sent = letters(app, now=now)
        assert [str(each["To"]) for each in sent] == [cast.bo.email, cast.cy.email]
        bo, cy = (each.get_content() for each in sent)
        space = queries.gathering_in_its_space(coming.gathering).space.name
        assert all(("Thu 3 Dec 2026" in each, f"“{space}”" in each) == (True, each is bo) for each in (bo, cy))
        assert (f"/spaces/{coming.space}" in bo, "/spaces/" in cy) == (True, False)
        assert not [word for word in HIDDEN for each in sent if word in each.as_string()]

        service.hide(cast.hana, coming.gathering, now=now + timedelta(hours=1))  # held before, hidden now
        assert told(app, now=now) == []
        service.release(cast.hana, coming.gathering)

        assert [f"/gatherings/{coming.gathering}" in each.get_content() for each in letters(app, now=now)] == [True] * 2


def test_the_last_of_what_was_decided_is_what_a_letter_says(
    app: Flask, cast: SimpleNamespace, coming: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        service.hide(cast.hana, coming.gathering, now=now)
        service.release(cast.hana, coming.gathering)
        assert told(app, now=now) == said("bo", "cy", again=True)

        for _ in range(2):
            service.release(cast.hana, coming.gathering)
            service.hide(cast.hana, coming.gathering, now=now)

        assert told(app, now=now) == said("bo", "cy")


def test_a_letter_is_asked_about_again_when_it_goes_out(
    app: Flask, cast: SimpleNamespace, coming: SimpleNamespace, clock: TestClock
) -> None:
    permits = app.extensions["cop_permits"]
    aside, again = permits[service.ASIDE], permits[service.AGAIN]
    with app.app_context():
        which, bo = coming.gathering, cast.bo.id
        assert (aside(bo, which), again(bo, which), again(cast.mina.id, which)) == (False, True, False)
        service.hide(cast.hana, which, now=clock.now)
        assert (aside(bo, which), again(bo, which), aside(cast.mina.id, which)) == (True, False, False)

        communities.remove(cast.hana, coming.community, person_id=bo, now=clock.now)
        assert (aside(bo, which), aside(10**6, which), aside(bo, 10**6)) == (False, False, False)
        assert told(app, now=clock.now) == said("cy")

        assert aside(cast.cy.id, which)
        clock.forward(days=7)
        assert not aside(cast.cy.id, which)


@pytest.mark.parametrize("how", ["suspended", "sealed", "called off", "over"])
def test_who_could_not_come_by_then_gets_no_letter(
    app: Flask, cast: SimpleNamespace, coming: SimpleNamespace, clock: TestClock, how: str
) -> None:
    with app.app_context():
        if how == "called off":
            service.call_off(cast.ada, coming.gathering, now=clock.now)
        service.hide(cast.hana, coming.gathering, now=clock.now if how != "over" else clock.forward(days=8))
        if how == "suspended":
            people.suspend(cast.eli, cast.bo.id, now=clock.now)
        if how == "sealed":
            axes = {"axes": PRESETS["confidential"], "seen": PRESETS["restricted"]}
            communities.change_space(cast.hana, coming.space, **axes, now=clock.now)

        assert told(app, now=clock.now) == {"suspended": said("cy"), "sealed": said("bo")}.get(how, [])


def test_a_letter_names_no_space_of_which_only_those_inside_know(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        inside = (cast.ada, cast.bo)
        space_id = a_space(
            place.community, by=cast.hana, preset="confidential", name="Quagga nights", named=inside, now=now
        )
        this = a_gathering(space_id, by=cast.hana, now=now)
        service.answer(cast.bo, this, going=True, now=now)
        jobs.run_all(now=now)

        service.hide(cast.ada, this, now=now)

        [letter] = letters(app, now=now)
        assert (letter["To"], "Thu 3 Dec" in letter.get_content()) == (cast.bo.email, True)
        assert "Quagga" not in letter.as_string()


def test_the_front_page_says_so_while_it_is_put_aside(
    app: Flask,
    client_for: Callable[[User], FlaskClient],
    cast: SimpleNamespace,
    coming: SimpleNamespace,
    clock: TestClock,
) -> None:
    line = "A gathering that you come to is put aside for now"
    pages = {name: client_for(getattr(cast, name)) for name in ("bo", "mina", "cy", "gil")}
    with app.app_context():
        service.hide(cast.hana, coming.gathering, now=clock.now)

    shown = {name: page.get("/").text for name, page in pages.items()}
    assert [name for name, text in shown.items() if line in text] == ["bo"]
    assert f'href="/spaces/{coming.space}"' in shown["bo"]
    assert not [word for word in HIDDEN for text in shown.values() if word in text]
    assert pages["bo"].get(f"/gatherings/{coming.gathering}").status_code == 404

    with app.app_context():
        service.release(cast.hana, coming.gathering)
    assert (line in pages["bo"].get("/").text, PLAN.title in pages["bo"].get("/").text) == (False, True)
    with app.app_context():
        service.hide(cast.hana, coming.gathering, now=clock.forward(days=8))
    assert line not in pages["bo"].get("/").text
