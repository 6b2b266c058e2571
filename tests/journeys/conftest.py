"""A site with the demo, people who come to it with browsers of their own, and its books."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.faults.browsing import Visitor
from tests.journeys.books import Books
from tests.journeys.people import Person
from tests.real.site import Site

Come = Callable[..., Person]


@pytest.fixture
def site(server: Callable[..., Site]) -> Site:
    """A site with the demo: a set in the middle of its season, the lobby of its third meeting open. It names another
    place to sign in through, at which nobody answers."""
    other = {"COP_OIDC_ISSUER": "http://127.0.0.1:1", "COP_OIDC_CLIENT_ID": "us", "COP_OIDC_CLIENT_SECRET": "s"}
    return server(demo=True, **other)


@pytest.fixture
def books(site: Site) -> Iterator[Books]:
    opened = Books(site)
    yield opened
    opened.close()


@pytest.fixture
def come(browser: Browser, site: Site) -> Iterator[Come]:
    """Somebody of the demo comes: `come("Bo", color_scheme="dark")`. In the end no browser has complained."""
    people: list[Person] = []

    def arrive(name: str, **options: Any) -> Person:
        people.append(Person(browser, site, name=name, **options))
        return people[-1]

    yield arrive
    complaints = {person.name: person.complaints for person in people if person.complaints}
    for person in people:
        person.context.close()
    assert not complaints


@pytest.fixture
def helper(site: Site) -> Callable[[str], Visitor]:
    """Somebody whom the journey is not about: they send their forms without a browser."""
    return lambda name: Visitor(site, name)
