"""Any running order runs: it is planned, agreed, moved through to its end, and its minutes add up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.meetings import rules
from cop.meetings.rules import Line, Part, Progress, Speaking
from cop.sets.rules import FORMATS, Format
from tests.factories.formats import formats as any_format

STARTS = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
ROOM = (2, 3, 4, 5)


def planned(running_order: Format, *, slot_minutes: int | None = None, meeting_minutes: int = 240) -> Progress:
    return rules.plan(
        starts_at=STARTS, members=len(ROOM), meeting_minutes=meeting_minutes,
        slot_minutes=slot_minutes or running_order.lengths[0], running_order=running_order,
    )  # fmt: skip


def moved(progress: Progress, *, minute: int) -> Progress:
    now = STARTS + timedelta(minutes=minute)
    return rules.advance(progress, seen=progress.step, now=now, room=ROOM).progress


def agreed(running_order: Format, *, slot_minutes: int | None = None) -> Progress:
    """In the part in which the order is agreed, with as many presenters as fit."""
    progress = planned(running_order, slot_minutes=slot_minutes)
    progress = rules.start(progress, seen=0, now=STARTS, room=ROOM).progress
    while progress.part.key != "agreed":
        progress = moved(progress, minute=1)
    presenters = ROOM[: progress.slots]
    return rules.agree_order(progress, presenters, seen=progress.step, running_order=running_order).progress


@given(any_format(), st.data())
def test_any_running_order_runs_to_its_end_and_its_minutes_add_up(running_order: Format, data: st.DataObject) -> None:
    length = data.draw(st.sampled_from(running_order.lengths))
    progress = agreed(running_order, slot_minutes=length)
    slots, frame = progress.slots, sum(part.length(len(ROOM)) for part in running_order.frame)
    pause = sum(part.seconds for part in progress.order if part.key == "break")
    minute, lines = 1, list[Line]()

    while progress.part.key != "closing":
        minute += 1
        move = rules.advance(progress, seen=progress.step, now=STARTS + timedelta(minutes=minute), room=ROOM)
        progress, lines = move.progress, [*lines, *move.lines]
    closed = rules.close(progress, seen=progress.step, now=STARTS + timedelta(minutes=minute)).progress

    assert sum(part.seconds for part in closed.order) == frame + pause + 60 * slots * length
    assert [part.key for part in closed.order if part.slot == 1] == [phase.key for phase in running_order.phases]
    assert all(part.used is not None for part in closed.order)
    assert sum(rules.used_by_presenter(lines).values()) == 60 * slots * len(running_order.phases)
    assert rules.from_json(rules.to_json(closed)) == closed


@given(any_format())
def test_as_many_present_as_the_running_order_says(running_order: Format) -> None:
    slots = planned(running_order).slots

    assert slots <= (1 if running_order.presenters == "one" else len(ROOM))


@pytest.mark.parametrize("running_order", FORMATS.values(), ids=lambda each: each.key)
def test_a_phase_takes_its_way_of_speaking_into_the_meeting(running_order: Format) -> None:
    slot = [part for part in agreed(running_order).order if part.slot == 1]

    for part, phase in zip(slot, running_order.phases, strict=True):
        assert (part.speaking.mode, part.speaking.quiet) == (phase.speaks, phase.quiet)
        assert (part.speaking.questions, part.speaking.commits) == (phase.asks, phase.commits)


def test_the_standard_one_speaks_as_meetings_did_before_there_were_documents() -> None:
    slot = [part for part in agreed(FORMATS["als_standard"]).order if part.slot == 1]

    assert [part.speaking for part in slot] == [rules.SPEAKING[part.key] for part in slot]


def test_a_meeting_of_before_reads_as_it_was_written() -> None:
    stored = rules.to_json(agreed(FORMATS["als_standard"]))
    for part in stored["order"]:
        del part["speaks"]
    del stored["proposed"]

    explore = next(part for part in rules.from_json(stored).order if part.key == "explore")

    assert explore.speaking == Speaking("round", hands=True, repeats=True, questions=True, back_to="clarify")


def test_a_part_of_which_nobody_knows_who_speaks_is_no_part() -> None:
    with pytest.raises(ValueError, match="nobody knows who speaks in 'dance'"):
        Part("dance", 60)


def until(key: str, *, running_order: Format) -> Progress:
    progress, minute = agreed(running_order), 1
    while progress.part.key != key:
        minute += 1
        progress = moved(progress, minute=minute)
    return progress


def test_one_goes_back_where_the_document_says_and_once() -> None:
    consult = until("consult", running_order=FORMATS["codevelopment"])
    now = STARTS + timedelta(minutes=30)

    contract = rules.back_to_clarify(consult, seen=consult.step, now=now, room=ROOM).progress
    again = moved(contract, minute=32)

    assert (contract.part.key, contract.part.planned, again.part.key) == ("contract", 120, "consult")
    assert contract.part.speaking.mode == "presenter"
    assert rules.may_go_back(consult)
    assert not rules.may_go_back(again)
    with pytest.raises(RuleBroken, match="already gone back once"):
        rules.back_to_clarify(again, seen=again.step, now=now + timedelta(minutes=3), room=ROOM)


def test_ending_early_leads_to_the_last_phase_whatever_it_is_called() -> None:
    present = until("present", running_order=FORMATS["reflecting_team"])

    last = rules.end_early(present, seen=present.step, now=STARTS + timedelta(minutes=20), room=ROOM).progress

    assert last.part.key == "respond"
    assert not rules.may_end_early(last)
    with pytest.raises(RuleBroken, match="Only a slot"):
        rules.end_early(last, seen=last.step, now=STARTS + timedelta(minutes=21), room=ROOM)


def test_nobody_has_the_floor_in_silence_and_nobody_walks_in() -> None:
    stillness = until("stillness", running_order=FORMATS["clearness"])

    assert stillness.floor.holder is None
    assert not rules.may_come_in(stillness, arrived_at=STARTS, let_in=True)
    with pytest.raises(RuleBroken, match="Nobody has the floor"):
        rules.give_floor(stillness, 3, now=STARTS + timedelta(minutes=9))


@pytest.mark.parametrize(
    ("key", "agreed_way", "sharing"),
    [("als_standard", "equal", "equal"), ("troika", "bid", "rotation"), ("clearness", "rotation", "bid")],
)
def test_a_running_order_may_say_itself_who_presents(key: str, agreed_way: rules.Source, sharing: str) -> None:
    assert rules.sharing_in(FORMATS[key], agreed=agreed_way) == sharing  # type: ignore[arg-type]


def test_two_who_ask_for_the_same_are_agreed_and_nobody_is_with_themself() -> None:
    progress = planned(FORMATS["revans_self"])
    asked = rules.propose(progress, 2, deed="start", now=STARTS)

    assert rules.is_second(asked, 3, deed="start", now=STARTS + timedelta(seconds=59))
    assert not rules.is_second(asked, 2, deed="start", now=STARTS)
    assert not rules.is_second(asked, 3, deed="abandon", now=STARTS)
    assert not rules.is_second(progress, 3, deed="start", now=STARTS)


def test_what_was_asked_for_lapses_after_a_minute_and_with_every_move() -> None:
    asked = rules.propose(planned(FORMATS["revans_self"]), 2, deed="start", now=STARTS)
    begun = rules.start(asked, seen=0, now=STARTS, room=ROOM).progress
    lapses = rules.next_change_at(
        begun, presenter_away_since=None, facilitator_away_since=None, now=STARTS + timedelta(seconds=1)
    )

    assert rules.proposal_in(asked, now=STARTS) == rules.Proposal("start", 2, STARTS, 0)
    assert rules.proposal_in(asked, now=STARTS + rules.PROPOSAL_LASTS) is None
    assert rules.proposal_in(begun, now=STARTS) is None
    assert lapses == STARTS + rules.PROPOSAL_LASTS
