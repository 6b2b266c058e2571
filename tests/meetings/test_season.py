"""A season through the pages: eight members, six meetings, absences, passes, late arrivals, orders of their own."""

from random import Random

import pytest

from cop.sets.queries import ledger_of
from cop.sets.rules import reckon
from tests.factories.seasons import SUM, Season

SEASONS = [
    *(("bid", 180, seed) for seed in (1, 2, 3)),
    ("bid", 120, 4),
    ("equal", 180, 5),
    ("rotation", 180, 6),
]


@pytest.fixture(params=SEASONS, ids=lambda each: "-".join(map(str, each)))
def season(request, app, client_for, clock) -> Season:
    way, minutes, seed = request.param
    return Season(app, client_for, clock, Random(seed)).formed(way=way, minutes=minutes).played()


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_season_adds_up_and_everybody_presents_once_before_anybody_does_twice(season):
    check_ledger(season)
    check_once_each(season)
    check_nobody_was_left_out_unwarned(season)
    assert season.books.overridden > 0, "nobody chose an order of their own"


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
@pytest.mark.parametrize("season", [SEASONS[0]], indirect=True, ids=["bid"])
def test_a_season_adds_up_on_postgresql_too(season):
    check_ledger(season)
    check_once_each(season)


def check_ledger(season: Season) -> None:
    """The ledger says what the watcher noted, to the second, and the page says that it adds up."""
    books = season.books
    with season.app.app_context():
        entries = ledger_of(season.set_id)
    assert {(each.member, each.season_date): each.credit_seconds for each in entries} == books.credit
    assert {(each.member, each.season_date): each.used_seconds for each in entries if each.used_seconds} == books.used
    told = SUM.search(" ".join(season.page(f"/sets/{season.set_id}").split()))
    assert told
    credited, debited, due, cut = map(int, told.groups())
    assert (credited, debited) == (sum(books.credit.values()), sum(books.used.values()))
    assert credited == debited + due + cut
    assert due == sum(reckon(entries, slot_seconds=45 * 60).balances.values())


def check_once_each(season: Season) -> None:
    presented: set[int] = set()
    for number, order in season.books.orders.items():
        for member in order:
            if member in presented:
                assert season.books.willing[number] <= presented, f"too soon in meeting {number}"
            presented.add(member)


def check_nobody_was_left_out_unwarned(season: Season) -> None:
    """Whoever asked to the last and never had a slot was told beforehand, on the set's page, that it might be so."""
    presented = {member for order in season.books.orders.values() for member in order}
    last = max(season.books.orders)
    for member in season.books.willing[last] - presented:
        assert season.books.warned[last], member
