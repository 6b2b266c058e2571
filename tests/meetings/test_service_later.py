"""Ending later with everybody's yes, a presenter who would like more time, and two minutes without a question."""

from datetime import timedelta

import pytest

from cop.core.errors import NotAllowed, RuleBroken, Stale
from cop.meetings import service
from cop.meetings.queries import lines_of, stage_for
from cop.meetings.service import paper


@pytest.fixture
def asked(here):
    """Bo presents, and Ada has asked everybody for five minutes."""
    here.begun().at("explore")
    ask(here)
    return here


def ask(here, who="ada", minutes=5):
    service.ask_later(here.people[who], here.id, minutes=minutes, seen=here.step, now=here.now)


def say(here, who, *, yes=True, now=None):
    question = here.progress.later_asked
    assert question is not None
    said = {"yes": yes, "minutes": question.minutes, "seen": question.step}
    service.answer_later(here.people[who], here.id, **said, now=now or here.now)


def verbs(here, who):
    return stage_for(here.people[who], here.id, now=here.now).may


def extended(here):
    return here.progress.part.extended


def test_it_happens_by_itself_when_everybody_there_has_said_yes(asked):
    for name in ("bo", "mina", "jo"):
        say(asked, name)
    assert extended(asked) == 0

    say(asked, "sam")

    assert (extended(asked), asked.progress.later, asked.progress.later_asked) == (300, 5, None)
    assert [line.seconds for line in lines_of(asked.id) if line.kind == "extension"] == [300]


def test_one_no_ends_the_question(asked):
    say(asked, "bo")
    say(asked, "mina", yes=False)

    for name in ("jo", "sam"):
        assert "answer_later" not in verbs(asked, name)
    assert not {"ask_later", "withdraw_later"} & verbs(asked, "ada")
    assert extended(asked) == 0
    with pytest.raises(RuleBroken, match="would rather not"):
        ask(asked)


def test_the_facilitator_or_the_timekeeper_asks_and_neither_decides_alone(here):
    here.begun()
    service.name_timekeeper(here.ada, here.id, person_id=here.bo.id, now=here.now)
    with pytest.raises(NotAllowed, match="Say it aloud"):
        ask(here, "mina")

    ask(here, "bo")

    assert extended(here) == 0
    assert "answer_later" in verbs(here, "ada")
    with pytest.raises(NotAllowed, match="You can say no"):
        service.withdraw_later(here.mina, here.id, now=here.now)
    service.withdraw_later(here.ada, here.id, now=here.now)
    assert "ask_later" in verbs(here, "bo")


def test_a_yes_to_what_was_taken_back_counts_for_nothing(asked):
    service.withdraw_later(asked.ada, asked.id, now=asked.now)
    ask(asked, minutes=2)

    with pytest.raises(Stale):
        service.answer_later(asked.bo, asked.id, yes=True, minutes=5, seen=asked.step, now=asked.now)


def test_only_those_in_the_room_are_asked(here):
    here.begun(without=["sam"]).at("present")
    service.arrive(here.sam, here.id, now=here.now)
    ask(here)
    with pytest.raises(NotAllowed):
        say(here, "sam")

    for name in ("bo", "mina", "jo"):
        say(here, name)

    assert extended(here) == 300


def test_whoever_has_left_holds_nobody_up(asked):
    for name in ("bo", "mina", "jo"):
        say(asked, name)

    service.leave_early(asked.sam, asked.id, now=asked.now)

    assert extended(asked) == 300


def test_whoever_dropped_out_is_not_waited_for(asked):
    service.watch(asked.sam, asked.id, connection="s", now=asked.now)
    service.leave(asked.sam.id, "s", now=asked.now)
    later = asked.now + timedelta(seconds=10)

    for name in ("bo", "mina", "jo"):
        say(asked, name, now=later)

    assert extended(asked) == 300


def test_the_question_goes_with_the_part(asked):
    service.advance(asked.ada, asked.id, seen=asked.step, now=asked.now)

    assert asked.progress.later_asked is None


def test_around_one_table_the_facilitator_says_that_all_have_nodded(here):
    here.begun()
    with pytest.raises(RuleBroken, match="on their own screen"):
        service.nod(here.ada, here.id, minutes=2, seen=here.step, now=here.now)
    paper.sit_together(here.ada, here.id, now=here.now)
    with pytest.raises(RuleBroken, match="ask aloud"):
        ask(here)
    with pytest.raises(NotAllowed):
        service.nod(here.bo, here.id, minutes=2, seen=here.step, now=here.now)

    service.nod(here.ada, here.id, minutes=2, seen=here.step, now=here.now)

    assert extended(here) == 120
    assert [(line.person, line.seconds) for line in lines_of(here.id) if line.kind == "nod"] == [(here.ada.id, 120)]


def test_a_presenter_asks_for_more_time_in_one_press_and_nothing_else_happens(here):
    here.begun().at("explore")
    before = here.progress
    with pytest.raises(NotAllowed, match="Only the presenter"):
        service.want_more(here.jo, here.id, now=here.now)

    service.want_more(here.bo, here.id, now=here.now)

    after = here.progress
    assert (after.wants_more, after.step, after.order) == (True, before.step, before.order)
    assert "want_more" not in verbs(here, "bo")
    service.extend(here.ada, here.id, minutes=2, source="slot", seen=here.step, now=here.now)
    assert "want_more" in verbs(here, "bo")


def test_only_the_facilitator_is_told_that_nobody_has_asked_for_two_minutes(here):
    here.begun().at("explore")
    later = here.now + timedelta(minutes=2)

    ada = stage_for(here.ada, here.id, now=here.now)
    assert (ada.is_lull, ada.next_change) == (False, later)
    assert stage_for(here.ada, here.id, now=later).is_lull
    assert not any(stage_for(here.people[name], here.id, now=later).is_lull for name in ("bo", "jo"))

    service.hand_on(here.ada, here.id, holder=here.progress.floor.holder, now=later)
    assert not stage_for(here.ada, here.id, now=later).is_lull


def test_a_question_shown_to_the_room_is_a_question(here):
    here.begun().at("explore")
    holder = next(each for each in here.people.values() if each.id == here.progress.floor.holder)
    asked_at = here.now + timedelta(seconds=90)

    service.ask_written(holder, here.id, text="What matters most to you?", looked=0, now=asked_at)

    assert not stage_for(here.ada, here.id, now=here.now + timedelta(minutes=3)).is_lull
    assert stage_for(here.ada, here.id, now=asked_at + timedelta(minutes=2)).is_lull
