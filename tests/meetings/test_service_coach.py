"""The coach in the tray, which speaks to the writer alone, and what a presenter notes about a question."""

import pytest

from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.meetings import service
from cop.meetings.queries import stage_for, starters_of, tray_of
from tests.meetings.test_service_tray import ADVICE, OPEN, gives_floor, line_up, seen_by, tray


@pytest.fixture
def exploring(here):
    """Bo presents, it is Explore, and Sam has the floor."""
    here.begun().at("explore")
    gives_floor(here, "sam")
    return here


def test_advice_is_shown_to_its_writer_before_it_stands_in_line(exploring):
    line_up(exploring, "jo", ADVICE)

    mine = tray(exploring, "jo")

    assert (mine.writing.text, mine.seen.severity, mine.in_state("queued")) == (ADVICE, 2, [])
    assert OPEN in mine.seen.rewrites


def test_whoever_has_seen_it_may_send_it_all_the_same(exploring):
    line_up(exploring, "jo", ADVICE)
    looked = tray(exploring, "jo").writing.revision

    service.ask_written(exploring.jo, exploring.id, text=ADVICE, looked=looked, now=exploring.now)

    assert [each.text for each in tray(exploring, "jo").in_state("queued")] == [ADVICE]


def test_other_words_than_those_looked_at_are_looked_at_first(exploring):
    line_up(exploring, "jo", ADVICE)
    looked = tray(exploring, "jo").writing.revision

    service.ask_written(exploring.jo, exploring.id, text="Have you tried the union?", looked=looked, now=exploring.now)

    assert tray(exploring, "jo").in_state("queued") == []


def test_advice_that_was_kept_is_shown_where_one_writes_before_it_stands_in_line(exploring):
    kept = service.keep_question(exploring.jo, exploring.id, text=ADVICE).id

    service.ask_in_turn(exploring.jo, exploring.id, question_id=kept, now=exploring.now)

    mine = tray(exploring, "jo")
    assert (mine.writing.text, mine.changing, mine.in_state("queued")) == (ADVICE, kept, [])


def test_the_first_words_leave_no_trace_once_others_were_sent(exploring):
    line_up(exploring, "jo", ADVICE)
    service.write(exploring.jo, exploring.id, text=OPEN, seen=tray(exploring, "jo").writing.revision)

    line_up(exploring, "jo", OPEN)
    gives_floor(exploring, "jo")

    assert seen_by(exploring, "bo") == OPEN
    assert [each.text for each in tray_of(exploring.jo, exploring.id)] == [OPEN]
    assert tray(exploring, "jo").writing.text == ""


def asks(here, name, text):
    line_up(here, name, text)
    gives_floor(here, name)
    gives_floor(here, "sam")


def test_the_coach_steps_back_after_ten_questions_that_needed_nothing_and_comes_back(exploring):
    for number in range(10):
        asks(exploring, "jo", f"What matters most to you in number {number}?")
    faded = tray(exploring, "jo")
    service.write(exploring.jo, exploring.id, text=ADVICE)
    silent = tray(exploring, "jo").seen

    service.bring_coach_back(exploring.jo, exploring.id)

    assert (faded.has_stepped_back, silent) == (True, None)
    assert (tray(exploring, "jo").clean, tray(exploring, "jo").seen.severity) == (0, 2)
    assert tray(exploring, "mina").clean == 0


def test_advice_is_not_counted_at_all(exploring):
    asks(exploring, "jo", OPEN)
    line_up(exploring, "jo", ADVICE)
    looked = tray(exploring, "jo").writing.revision
    service.ask_written(exploring.jo, exploring.id, text=ADVICE, looked=looked, now=exploring.now)
    gives_floor(exploring, "jo")

    assert tray(exploring, "jo").clean == 1


WHY = "Why did you stay?"


def test_a_why_is_mentioned_to_its_author_once_a_slot_and_stops_nothing(exploring):
    service.write(exploring.jo, exploring.id, text=WHY)
    first = tray(exploring, "jo").shown
    line_up(exploring, "jo", WHY)
    service.write(exploring.jo, exploring.id, text="Why does it matter?", seen=tray(exploring, "jo").writing.revision)
    second = tray(exploring, "jo")

    assert first is not None
    assert (first.severity, first.nudge) == (0, "Why can sound like a charge.")
    assert [each.text for each in second.in_state("queued")] == [WHY]
    assert (second.seen.kind, second.shown) == ("W1", None)
    assert tray(exploring, "mina").shown is None

    exploring.at("review").at("settle")
    assert tray(exploring, "jo").shown is not None


def test_more_than_a_mention_is_said_each_time(exploring):
    service.write(exploring.jo, exploring.id, text=WHY)
    service.keep_question(exploring.jo, exploring.id, text=WHY)

    service.write(exploring.jo, exploring.id, text=ADVICE, seen=tray(exploring, "jo").writing.revision)

    assert tray(exploring, "jo").shown.severity == 2


def test_a_why_that_nobody_was_shown_does_not_count_as_mentioned(exploring):
    service.keep_question(exploring.jo, exploring.id, text=WHY)
    service.write(exploring.jo, exploring.id, text=OPEN)
    service.keep_question(exploring.jo, exploring.id, text=OPEN)

    service.write(exploring.jo, exploring.id, text="Why does it matter?")

    assert tray(exploring, "jo").shown is not None


def test_outside_a_slot_nothing_is_mentioned(here):
    here.begun()

    service.write(here.jo, here.id, text=WHY)

    assert tray(here, "jo").seen.is_mention
    assert tray(here, "jo").shown is None


def test_a_set_without_a_coach_is_left_alone(exploring):
    set_id = set_id_of(exploring)
    with pytest.raises(NotAllowed, match="Only the facilitator"):
        service.switch_coach(exploring.jo, set_id, on=False)

    service.switch_coach(exploring.ada, set_id, on=False)
    line_up(exploring, "jo", ADVICE)

    assert tray(exploring, "jo").seen is None
    assert [each.text for each in tray(exploring, "jo").in_state("queued")] == [ADVICE]
    assert tray(exploring, "jo").clean == 0


def set_id_of(here):
    return stage_for(here.bo, here.id, now=here.now).meeting.set_id


@pytest.fixture
def received(exploring):
    """The id of a question that Jo has asked Bo, and that the room sees."""
    line_up(exploring, "jo", OPEN)
    gives_floor(exploring, "jo")
    return tray_of(exploring.jo, exploring.id)[0].id


@pytest.mark.parametrize("how", ["answered", "passed", "parked"])
def test_a_presenter_answers_passes_or_keeps_and_the_room_sees_no_difference(exploring, received, how):
    service.answer(exploring.bo, exploring.id, question_id=received, how=how, now=exploring.now)

    kept = tray(exploring, "bo").received[0]
    assert (kept.state, kept.slot, kept.phase) == (how, exploring.progress.part.slot, "explore")
    assert [seen_by(exploring, name) for name in ("ada", "jo", "mina")] == [None] * 3


def test_marks_are_the_presenters_alone(exploring, received):
    for mark in ("felt_like_advice", "made_me_think"):
        service.mark(exploring.bo, exploring.id, question_id=received, mark=mark, on=True)
    service.mark(exploring.bo, exploring.id, question_id=received, mark="felt_like_advice", on=False)

    for name in ("ada", "jo", "mina", "eli"):
        with pytest.raises(NotVisible):
            service.mark(exploring.people[name], exploring.id, question_id=received, mark="made_me_think", on=False)
        with pytest.raises(NotVisible):
            service.answer(exploring.people[name], exploring.id, question_id=received, how="passed", now=exploring.now)

    mine = tray(exploring, "bo").received[0]
    assert (mine.felt_like_advice, mine.made_me_think) == (False, True)


def test_only_an_answer_answers(exploring, received):
    with pytest.raises(RuleBroken):
        service.answer(exploring.bo, exploring.id, question_id=received, how="draft", now=exploring.now)  # type: ignore[arg-type]


def test_starters_are_the_sets_own_words_and_come_back_as_they_were(exploring):
    set_id = set_id_of(exploring)

    service.write_starters(exploring.jo, set_id, starters={"explore": "Und sonst?\n\n And then? "}, seen=0)
    own = tray(exploring, "mina").starters
    with pytest.raises(RuleBroken, match="meanwhile"):
        service.write_starters(exploring.sam, set_id, starters={"explore": "Mine"}, seen=0)
    service.reset_starters(exploring.mina, set_id)

    assert own == ("Und sonst?", "And then?")
    assert starters_of(set_id) == {}
    assert tray(exploring, "jo").starters is None
    with pytest.raises(NotVisible):
        service.write_starters(exploring.eli, set_id, starters={}, seen=0)
