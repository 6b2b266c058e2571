"""Coming in late, and what goes to the database and comes back."""

from dataclasses import replace

import pytest

from cop.meetings import rules
from tests.factories.progress import STARTS, after, at, planned


@pytest.mark.parametrize("key", ["check_in", "updates", "bidding", "agreed", "break", "set_review", "closing"])
def test_outside_a_slot_a_late_comer_comes_in_at_once(key: str) -> None:
    assert rules.may_come_in(at(key), arrived_at=after(5))


def test_in_a_slot_a_late_comer_waits_for_the_next_part() -> None:
    explore = at("explore", slot=1, now=after(10))

    assert not rules.may_come_in(explore, arrived_at=after(12))
    assert rules.may_come_in(explore, arrived_at=after(9))
    assert rules.may_come_in(explore, arrived_at=after(12), let_in=True)


@pytest.mark.parametrize("key", ["settle", "present", "reflect"])
def test_nobody_comes_into_silence_or_a_story(key: str) -> None:
    progress = at(key, slot=1, now=after(10))

    assert not rules.may_come_in(progress, arrived_at=after(1), let_in=True)


@pytest.mark.parametrize(("state", "welcome"), [("lobby", True), ("closed", False), ("abandoned", False)])
def test_before_the_start_everyone_is_welcome_and_after_the_end_nobody(state: rules.State, *, welcome: bool) -> None:
    assert rules.may_come_in(replace(planned(), state=state), arrived_at=after(0)) == welcome


@pytest.mark.parametrize(
    ("key", "slot", "minutes"), [("settle", 1, 1 + 7), ("present", 1, 7), ("explore", 1, 18 + 4), ("closing", None, 9)]
)
def test_a_late_comer_hears_about_when(key: str, slot: int | None, minutes: int) -> None:
    assert rules.waits_until(at(key, slot=slot), now=STARTS) == after(minutes)
    assert rules.waits_until(planned(), now=after(-9)) == STARTS


@pytest.mark.parametrize(
    ("key", "credit"), [("check_in", "full"), ("bidding", "full"), ("agreed", "half"), ("closing", "half")]
)
def test_coming_after_the_bids_gives_half_the_credit(key: str, credit: str) -> None:
    assert rules.credit_on_arrival(at(key)) == credit
    assert rules.credit_on_arrival(planned()) == "full"


def test_a_progress_survives_its_journey_through_json() -> None:
    held = rules.pause(at("present", slot=1), reason="wellbeing", now=after(1)).progress

    assert rules.from_json(rules.to_json(held)) == held


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"state": "asleep"},
        {"step": "3"},
        {"step": True},
        {"began": "2026-11-26T10:00:00"},
        {"began": "soon"},
        {"order": {}},
        {"pause": {"since": "2026-11-26T10:00:00+00:00"}},
        {"floor": None},
    ],
)
def test_anything_strange_in_json_is_an_error(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        rules.from_json(rules.to_json(planned()) | change)


def test_anything_missing_in_json_is_an_error() -> None:
    raw = rules.to_json(planned())
    del raw["order"]

    with pytest.raises(ValueError, match="order"):
        rules.from_json(raw)


def test_what_a_later_version_added_is_missing_in_what_an_earlier_one_stored() -> None:
    raw = rules.to_json(planned())
    del raw["held"], raw["floor"]["hands"]

    assert rules.from_json(raw) == planned()


def test_what_an_earlier_version_stored_and_nobody_reads_any_more_is_left_out() -> None:
    assert rules.from_json(rules.to_json(planned()) | {"returned": 540}) == planned()
