"""Seasons as they may be dealt, through the services: slots put off, places changed, meetings handed over."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from cop.sets.queries import ledger_of
from cop.sets.rules import reckon
from tests import apps
from tests.conftest import TestClock
from tests.factories.plays import Play
from tests.factories.watchers import SLOT

ACTS = (
    *("goes on", "goes on", "ends early", "changes places", "drops out and changes places", "is put off") * 2,
    *("is handed over", "is handed over", "is broken off"),
)
SECONDS = (0, 30, 300, 700, 1000, SLOT // 2 - 1, SLOT // 2, 1500)  # around the half that says whether a slot has begun
days = st.fixed_dictionaries(
    {
        "rota": st.booleans(),
        "lead": st.integers(0, 4),
        "comes": st.sampled_from(["in time", "in time", "away", "late"]),
        "who": st.integers(0, 3),
        "handed": st.sampled_from(["", "", "before the bids", "before the order"]),
        "heir": st.integers(0, 5),
        "asks": st.lists(st.sampled_from([True, True, False]), min_size=6, max_size=6),
        "urgency": st.integers(1, 3),
        "own order": st.booleans(),
        "wish": st.permutations(range(6)),
        "most": st.integers(0, 4),
        "acts": st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(SECONDS)), max_size=12),
    }
)


@given(st.lists(days, min_size=2, max_size=4))
@settings(max_examples=20, deadline=None)
def test_the_books_of_a_season_are_right_to_the_second_whatever_happens_in_its_slots(sqlite_app, season):
    clock = TestClock()
    sqlite_app.config["COP_CLOCK"] = clock
    with sqlite_app.app_context():
        try:
            play = Play(clock.now)
            for at, day in enumerate(season):
                play.meets(at, day)
                check_books(play)
        finally:
            apps.empty()


def check_books(play: Play) -> None:
    entries, notebook = ledger_of(play.set_id), play.notebook
    credit = {(each.member, each.season_date): each.credit_seconds for each in entries}
    used = {(each.member, each.season_date): each.used_seconds for each in entries}
    assert Counter(credit) == Counter(notebook.credit)
    assert Counter(used) == Counter(notebook.used)
    due, cut = notebook.reckoned()
    found = reckon(entries, slot_seconds=SLOT)
    assert (Counter(found.balances), Counter(found.cut)) == (Counter(due), Counter(cut))
    assert sum(credit.values()) == sum(used.values()) + sum(due.values()) + sum(cut.values())
