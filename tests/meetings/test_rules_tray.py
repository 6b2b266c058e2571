"""A question's way, what several devices write at once, and starters."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.meetings.rules import tray
from cop.meetings.rules.tray import Draft

STATES = tuple(tray.LEADS_TO)


@pytest.mark.parametrize("way", [("draft", "queued", "asked", end) for end in ("answered", "passed", "parked")])
def test_a_question_goes_from_a_draft_to_an_answer(way):
    for before, after in pairwise(way):
        assert tray.moved(before, after) == after


@pytest.mark.parametrize(
    ("state", "to"),
    [
        ("draft", "asked"), ("draft", "answered"), ("queued", "answered"), ("queued", "withdrawn"), ("asked", "draft"),
        ("asked", "queued"), ("answered", "asked"), ("answered", "withdrawn"), ("withdrawn", "answered"),
        ("withdrawn", "draft"),
    ],
)  # fmt: skip
def test_what_has_been_seen_is_not_a_secret_again(state, to):
    with pytest.raises(RuleBroken, match="moved on"):
        tray.moved(state, to)


@pytest.mark.parametrize("state", STATES)
def test_staying_where_one_is_changes_nothing(state):
    assert tray.moved(state, state) == state


def test_a_presenter_may_think_better_of_an_answer():
    assert tray.moved("answered", "parked") == "parked"
    assert tray.moved("parked", "passed") == "passed"


def test_what_is_sent_twice_or_arrives_late_changes_nothing():
    first, _ = tray.written(Draft(), "What", page="a", turn=1, seen=0)
    second, _ = tray.written(first, "What else?", page="a", turn=2, seen=1)

    assert tray.written(second, "What", page="a", turn=1, seen=0) == (second, "")
    assert tray.written(second, "What else?", page="a", turn=2, seen=1) == (second, "")


def test_what_another_device_wrote_meanwhile_is_not_lost():
    phone, _ = tray.written(Draft(), "Who gains?", page="phone", turn=1, seen=0)

    laptop, lost = tray.written(phone, "Who loses?", page="laptop", turn=1, seen=0)

    assert (laptop.text, lost) == ("Who loses?", "Who gains?")


def test_a_device_that_has_seen_the_words_goes_on_with_them():
    phone, _ = tray.written(Draft(), "Who gains?", page="phone", turn=1, seen=0)

    laptop, lost = tray.written(phone, "Who might win?", page="laptop", turn=1, seen=phone.revision)

    assert (laptop.text, lost, laptop.revision) == ("Who might win?", "", 2)


def test_words_that_are_still_there_are_not_kept_twice():
    phone, _ = tray.written(Draft(), "Who gains", page="phone", turn=1, seen=0)

    _, lost = tray.written(phone, "Who gains from it?", page="", turn=0, seen=0)

    assert lost == ""


@pytest.mark.parametrize(
    ("page", "seen", "text", "lost"),
    [
        ("phone", 0, "Who loses?", ""),
        ("laptop", 1, "Who loses?", ""),
        ("laptop", 0, "Who gains? And who loses?", ""),
        ("laptop", 0, "Who loses?", "Who gains?"),
        ("", 0, "Who loses?", "Who gains?"),
    ],
)
def test_a_page_would_put_its_text_in_place_of_words_that_it_has_not_seen(page, seen, text, lost):
    phone, _ = tray.written(Draft(), "Who gains?", page="phone", turn=1, seen=0)

    assert tray.lost_by(phone, text, page=page, seen=seen) == lost


def test_what_was_on_its_way_comes_too_late_once_the_question_is_kept():
    before, _ = tray.written(Draft(), "Who", page="a", turn=1, seen=0)
    kept = tray.cleared(before, page="a", turn=3)

    assert tray.written(kept, "Who else", page="a", turn=2, seen=1) == (kept, "")
    assert tray.cleared(before).turn == 1


SENT = st.lists(st.tuples(st.sampled_from("ab"), st.text("xy ", max_size=4), st.booleans()), max_size=12)


@given(SENT)
def test_no_word_is_ever_lost_between_two_devices(sent):
    draft, kept, seen, turns = Draft(), [], {"a": 0, "b": 0}, {"a": 0, "b": 0}
    for page, text, looks_first in sent:
        if looks_first:
            seen[page] = draft.revision
        others = draft.text.strip() if draft.page != page and seen[page] != draft.revision else ""
        turns[page] += 1
        draft, lost = tray.written(draft, text, page=page, turn=turns[page], seen=seen[page])
        seen[page] = draft.revision
        kept.append(lost)
        assert draft.text == text
        assert not others or others in text or lost == others


@pytest.mark.parametrize(
    ("key", "phase"),
    [("clarify", "clarify"), ("explore", "explore"), ("act", "act"), ("review", "review"), ("present", "explore")],
)
def test_a_question_is_written_for_the_part_that_runs_or_for_explore(key, phase):
    assert tray.asking_phase(key) == phase


def test_the_coach_steps_back_after_ten():
    assert [tray.has_stepped_back(clean) for clean in (0, 9, 10, 11)] == [False, False, True, True]


def test_starters_stand_one_a_line():
    assert tray.starters_in(" What else?\r\n\n  Who? \n") == ("What else?", "Who?")
    assert tray.starters_in("  ") == ()


@pytest.mark.parametrize("text", ["x\n" * 21, "x" * 201])
def test_starters_stay_a_page_that_can_be_read(text):
    with pytest.raises(RuleBroken):
        tray.starters_in(text)
