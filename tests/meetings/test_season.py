"""A season through the pages: eight members, six meetings, absences, passes, late arrivals, orders of their own.

What the ledger must say is added up by hand from the script (`tests/factories/scripts.py`), by no rule of the app.
"""

from random import Random

import pytest

from cop.sets.queries import ledger_of
from tests.factories.scripts import due
from tests.factories.seasons import OWN_REASON, SUM, Season

NO_TIME = "there is no time left today"
SEASONS = [
    ("bid", 180, 1),
    ("equal", 180, 5),
    ("rotation", 180, 6),
]


@pytest.fixture(params=SEASONS, ids=lambda each: "-".join(map(str, each)))
def season(request, app, client_for, clock) -> Season:
    way, minutes, seed = request.param
    return Season(app, client_for, clock).formed(way=way, minutes=minutes, random=Random(seed)).played()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_season_adds_up_and_everybody_presents_once_before_anybody_does_twice(season):
    check_ledger(season)
    check_once_each(season)
    check_that_the_screen_said_why(season)
    assert season.books.overridden, "nobody chose an order of their own"


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
@pytest.mark.parametrize("season", [("bid", 120, 4)], indirect=True, ids=["bid"])
def test_a_season_adds_up_on_postgresql_too(season):
    check_ledger(season)
    check_once_each(season)


def check_ledger(season: Season) -> None:
    """The ledger says what the script comes to, to the second, and so does the page."""
    orders = season.books.orders
    credit, used = season.script.credit(orders), season.script.used(orders)
    with season.app.app_context():
        entries = ledger_of(season.set_id)
    assert {(each.member, each.season_date): each.credit_seconds for each in entries} == credit
    assert {(each.member, each.season_date): each.used_seconds for each in entries if each.used_seconds} == used
    told = SUM.search(season.page_for(season.members[0]))
    assert told
    credited, debited = sum(credit.values()), sum(used.values())
    still_due = sum(due(credit, used).values())
    assert tuple(map(int, told.groups())) == (credited, debited, still_due, credited - debited - still_due)


def check_once_each(season: Season) -> None:
    presented: set[int] = set()
    for number, order in season.books.orders.items():
        willing = season.script.days[number].willing(season.script.way)
        for member in order:
            if member in presented:
                assert willing <= presented, f"too soon in meeting {number}"
            presented.add(member)


def check_that_the_screen_said_why(season: Season) -> None:
    """Everybody who would have liked a slot and had none read so before the first slot of that meeting, with who comes
    before them and why; and whoever never had one, before that meeting, that there would not be one for all."""
    script, books = season.script, season.books
    left_out = set[tuple[int, int]]()
    for number, day in script.days.items():
        left_out |= {(member, number) for member in day.willing(script.way) - set(books.orders[number])}
        for member in day.willing(script.way):
            check_order_on_screen(season, member, number)
            *_, without = outlook = script.outlook(books.orders, before=number)
            assert books.outlook[member, number] == (outlook if without else ())
    presented = {member for order in books.orders.values() for member in order}
    last = max(script.days)
    assert all(books.outlook[member, last] for member in script.days[last].willing(script.way) - presented)
    assert bool(left_out) == (script.way == "bid"), "an even share leaves nobody out, and whole slots somebody"


def check_order_on_screen(season: Season, member: int, number: int) -> None:
    """What this person read of this meeting's order before its first slot."""
    places, order = season.books.places[member, number], season.books.orders[number]
    is_own = number in season.books.overridden
    names = ", then ".join(season.name_of[each] for each in order)
    assert season.books.agreed[member, number] == f"Agreed: {names}." + f" {OWN_REASON}" * is_own
    assert not any(NO_TIME in places[each] for each in order), "who has been given a slot reads that there is none"
    if member not in order and not is_own:
        before = list(places)[: list(places).index(member)]
        assert NO_TIME in places[member]
        assert before[: len(order)] == order
        assert all(places[each] for each in before), "somebody is before somebody for no reason"
