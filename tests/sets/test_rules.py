"""The size of a set and its season, and how it comes to run."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.sets import rules

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
GOOD = rules.Shape("Thursday set", 6, 180, 45, tuple(NOW + timedelta(days=28 * n) for n in range(1, 5)))

# Slots that fit: 35 / 45 / 60 minutes, in meetings of 90, 120, 150 and 180 minutes
TABLE = {
    4: ("1/1/0", "2/1/1", "3/2/1", "3/3/2"),
    5: ("1/1/0", "2/1/1", "2/2/1", "3/2/2"),
    6: ("1/0/0", "2/1/1", "2/2/1", "3/2/2"),
    7: ("1/0/0", "1/1/1", "2/1/1", "3/2/1"),
    8: ("0/0/0", "1/1/1", "2/1/1", "3/2/1"),
}
CELLS = [
    (members, minutes, slot, int(count))
    for members, row in TABLE.items()
    for minutes, cell in zip((90, 120, 150, 180), row, strict=True)
    for slot, count in zip((35, 45, 60), cell.split("/"), strict=True)
]


@pytest.mark.parametrize(("members", "minutes", "slot", "count"), CELLS)
def test_as_many_slots_fit_as_our_table_says(members: int, minutes: int, slot: int, count: int) -> None:
    assert rules.capacity(members, minutes, slot_minutes=slot).slots == count


@pytest.mark.parametrize(("members", "meetings"), [(4, 2), (5, 3), (6, 3), (7, 4), (8, 4)])
def test_how_many_meetings_of_three_hours_until_everyone_has_presented(members: int, meetings: int) -> None:
    season = rules.season_plan(members, 6, meeting_minutes=180, slot_minutes=45)

    assert season.meetings_until_all == meetings


def test_seven_members_in_four_meetings_of_two_hours_leave_three_without_a_slot() -> None:
    season = rules.season_plan(7, 4, meeting_minutes=120, slot_minutes=45)

    assert (season.slots, season.never_present, season.enough_minutes) == (1, 3, 165)


def test_a_meeting_too_short_for_one_slot_never_gets_everyone_round() -> None:
    season = rules.season_plan(8, 4, meeting_minutes=90, slot_minutes=60)

    assert (season.slots, season.meetings_until_all, season.never_present) == (0, None, 8)


def test_no_length_is_enough_when_four_hours_are_not() -> None:
    assert rules.season_plan(8, 1, meeting_minutes=240, slot_minutes=60).enough_minutes is None


@given(st.integers(1, 12), st.integers(0, 300), st.sampled_from(rules.SLOT_MINUTES))
def test_slots_overhead_and_spare_minutes_make_up_the_meeting(members: int, minutes: int, slot: int) -> None:
    plan = rules.capacity(members, minutes, slot_minutes=slot)

    assert plan.overhead_minutes == 11 + 6 * members + plan.break_minutes
    assert max(minutes - plan.overhead_minutes, 0) == plan.slots * slot + plan.spare_minutes
    assert 0 <= plan.spare_minutes < slot or plan.slots == members


@given(st.integers(1, 8), st.integers(1, 6), st.sampled_from(rules.SLOT_MINUTES))
def test_the_length_said_to_be_enough_is_enough(members: int, meetings: int, slot: int) -> None:
    enough = rules.season_plan(members, meetings, meeting_minutes=60, slot_minutes=slot).enough_minutes

    if enough is not None:
        assert rules.season_plan(members, meetings, meeting_minutes=enough, slot_minutes=slot).never_present == 0


@pytest.mark.parametrize("slot", rules.SLOT_MINUTES)
def test_the_seven_phases_fill_the_slot(slot: int) -> None:
    phases = rules.slot_phases(slot)

    assert [each.key for each in phases] == ["settle", "present", "clarify", "explore", "reflect", "act", "review"]
    assert sum(each.minutes for each in phases) == slot


def test_a_slot_of_any_other_length_is_refused() -> None:
    with pytest.raises(RuleBroken, match="35, 45 or 60"):
        rules.slot_phases(50)

    with pytest.raises(RuleBroken, match="35, 45 or 60"):
        rules.capacity(6, 180, slot_minutes=0)

    with pytest.raises(RuleBroken, match="A slot is 10 minutes long"):
        rules.capacity(6, 180, slot_minutes=45, running_order=rules.FORMATS["troika"])


def test_a_good_shape_has_nothing_to_put_right() -> None:
    rules.check_shape(GOOD, now=NOW)

    assert rules.problems(GOOD, now=NOW) == ()


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": "  "}, "name", "Give the set a name"),
        ({"name": "x" * 121}, "name", "at most 120"),
        ({"seats": 9}, "seats", "5 to 8 seats"),
        ({"seats": 4}, "seats", "5 to 8 seats"),
        ({"meeting_minutes": 0}, "meeting_minutes", "60 to 240"),
        ({"meeting_minutes": 241}, "meeting_minutes", "60 to 240"),
        ({"slot_minutes": 40}, "slot_minutes", "35, 45 or 60"),
        ({"meeting_minutes": 90}, "meeting_minutes", "Choose 105 minutes or more"),
        ({"dates": GOOD.dates[:3]}, "dates", "4 to 6 meetings"),
        ({"dates": (NOW - timedelta(days=1), *GOOD.dates[1:])}, "dates", "in the past"),
        ({"dates": GOOD.dates[::-1]}, "dates", "in order"),
        ({"dates": (GOOD.dates[0], *GOOD.dates[:3])}, "dates", "same day"),
    ],
)
def test_a_wrong_shape_is_refused_kindly(change: dict[str, object], field: str, words: str) -> None:
    shape = replace(GOOD, **change)  # type: ignore[arg-type]

    (problem,) = rules.problems(shape, now=NOW)

    assert problem.field == field
    assert words in problem.sentence % problem.values
    with pytest.raises(RuleBroken, match=words):
        rules.check_shape(shape, now=NOW)


def test_everything_wrong_is_said_at_once() -> None:
    wrong = rules.Shape("", 9, 0, 0, ())

    fields = [each.field for each in rules.problems(wrong, now=NOW)]

    assert fields == ["name", "seats", "meeting_minutes", "slot_minutes", "dates"]


def test_what_is_one_day_is_told_by_the_zone_of_the_set() -> None:
    late, early = datetime(2027, 1, 7, 9, 30, tzinfo=UTC), datetime(2027, 1, 7, 12, 0, tzinfo=UTC)
    shape = replace(GOOD, dates=(late, early, *GOOD.dates[2:]))

    assert [each.field for each in rules.problems(shape, now=NOW)] == ["dates"]
    assert rules.problems(shape, now=NOW, zone=ZoneInfo("Pacific/Honolulu")) == ()


@pytest.mark.parametrize(
    ("facilitators", "members", "words"), [(0, 6, "one facilitator"), (2, 6, "one facilitator"), (1, 7, "6 seats")]
)
def test_a_set_has_one_facilitator_and_no_more_members_than_seats(facilitators: int, members: int, words: str) -> None:
    rules.check_seats(facilitators=1, members=6, seats=6)

    with pytest.raises(RuleBroken, match=words):
        rules.check_seats(facilitators=facilitators, members=members, seats=6)


def test_a_set_runs_once_everyone_who_sits_has_accepted() -> None:
    ada, bo, mina = 1, 2, 3
    state = rules.contract("forming")

    with pytest.raises(RuleBroken, match="1 have not yet"):
        rules.run(state, seated=[ada, bo, mina], accepted=[ada, bo])

    assert rules.run(state, seated=[ada, bo, mina], accepted=[ada, bo, mina]) == "running"
    assert rules.waiting_for([ada, bo], [bo]) == {ada}


def test_a_set_closes_once() -> None:
    assert rules.close("running") == "closed"

    with pytest.raises(RuleBroken, match="already closed"):
        rules.close("closed")


def test_a_set_goes_forward_only() -> None:
    with pytest.raises(RuleBroken, match="already begun"):
        rules.contract("running")

    with pytest.raises(RuleBroken, match="can begin"):
        rules.run("forming", seated=[1], accepted=[1])

    with pytest.raises(RuleBroken, match="Nobody"):
        rules.run("contracting", seated=[], accepted=[])
