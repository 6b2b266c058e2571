"""How one takes part, and first steps, in the browser; and that of others nothing is shown anywhere."""

import ast
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import product
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop import ROOT
from cop.communities import service
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.gatherings import a_gathering
from tests.factories.people import a_user

ClientFor = Callable[[User], FlaskClient]
LEVELS = ("Helping to carry it", "Taking part often", "Taking part now and then", "Reading along")
LEVELS_OF_ONESELF = ("helping to carry it", "take part often", "take part now and then", "You are reading along")
READS_LEVELS = {"cop/communities/views/taking_part.py"}


@pytest.fixture
def home(app: Flask, cast: SimpleNamespace, now: datetime) -> str:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        space_id = a_space(community_id, by=cast.hana, preset="open", now=now)
        a_thread(cast.bo, space_id, now=now)
        a_gathering(space_id, by=cast.ada, now=now)
        return f"/communities/{community_id}"


def test_everybody_sees_their_own_and_coordinators_numbers_that_are_no_persons(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, home: str, now: datetime
) -> None:
    page = f"{home}/taking-part"
    assert "You take part now and then." in client_for(cast.bo).get(page).text
    assert "You are reading along." in client_for(cast.gil).get(page).text
    assert "All members together" not in client_for(cast.ada).get(page).text
    assert client_for(cast.cy).get(page).status_code == 403
    assert client_for(cast.hana).get(page).text.count("fewer than five") == len(LEVELS)

    with app.app_context():
        for number in range(9):
            service.admit(cast.hana, int(home[-1]), email=a_user(f"P {number}").email, now=now)

    assert '<span class="hint">13</span>' not in client_for(cast.hana).get(page).text


def test_no_other_page_and_nothing_else_in_the_app_tells_a_level(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, home: str
) -> None:
    hana, page = client_for(cast.hana), f"{home}/taking-part"
    assert all(level in hana.get(page).text for level in LEVELS)

    for path in _pages(app, user_ids=(cast.bo.id, cast.hana.id)):
        told = hana.get(path).text
        assert path == page or not [each for each in (*LEVELS, *LEVELS_OF_ONESELF) if each in told], path
    assert set(_asks_for_levels()) == READS_LEVELS


def test_first_steps_are_shown_until_they_are_put_away(client_for: ClientFor, cast: SimpleNamespace, home: str) -> None:
    bo = client_for(cast.bo)
    assert "2 things, and three minutes" in bo.get(home).text
    shown = bo.get(f"{home}/first-steps").text
    assert "Answer the next gathering" in shown
    assert "Put this list away" in shown
    bo.post("/gatherings/1/answers", data={"going": "yes"})
    assert "One thing, and a minute" in bo.get(home).text

    assert bo.post(f"{home}/first-steps/dismissals").location == home

    assert "See the first steps" not in bo.get(home).text
    assert "Put this list away" not in bo.get(f"{home}/first-steps").text
    assert "things are left that help" in client_for(cast.hana).get(home).text
    assert "See the first steps" not in client_for(cast.cy).get(home).text
    assert client_for(cast.cy).get(f"{home}/first-steps").status_code == 403


def _pages(app: Flask, *, user_ids: tuple[int, ...]) -> Iterator[str]:
    """Every address that asks for no more than a number of what there is here."""
    values = {"community_id": (1,), "space_id": (1, 2), "thread_id": (1,), "gathering_id": (1,), "user_id": user_ids}
    site = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        names = sorted(rule.arguments)
        if "GET" in (rule.methods or ()) and rule.arguments <= set(values) and rule.endpoint != "static":
            for chosen in product(*(values[name] for name in names)):
                yield site.build(rule.endpoint, dict(zip(names, chosen, strict=True)))


def _asks_for_levels() -> Iterator[str]:
    """Every file that imports what counts them, by whatever name."""
    for path in (ROOT / "cop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            where = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if any(f"{where}.{name}".startswith("cop.communities.queries.levels") for name in names):
                yield path.relative_to(ROOT).as_posix()
