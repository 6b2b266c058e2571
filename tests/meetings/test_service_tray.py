"""The tray: what is written, kept, put in line and asked, and who never learns of it."""

import logging
from datetime import timedelta

import pytest

from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.meetings import service
from cop.meetings.queries import stage_for, tray_for, tray_of

ADVICE = "Have you tried asking HR?"
OPEN = "What have you already tried?"


def tray(here, name):
    return tray_for(here.people[name], here.id, progress=here.progress)


def texts(here, name, *states):
    return [each.text for each in tray(here, name).in_state(*states)]


def keep(here, name, text):
    return service.keep_question(here.people[name], here.id, text=text).id


def gives_floor(here, name):
    service.give_floor(here.ada, here.id, person_id=here.people[name].id, now=here.now)


def line_up(here, name, text):
    service.ask_written(here.people[name], here.id, text=text, looked=0, now=here.now)


def seen_by(here, name):
    asked = stage_for(here.people[name], here.id, now=here.now).asked
    return asked.text if asked else None


def version(here):
    return stage_for(here.bo, here.id, now=here.now).meeting.version


def test_what_is_written_is_there_on_the_next_device(here):
    here.begun().at("present")

    service.write(here.jo, here.id, text="What wo", page="phone", turn=1)
    service.write(here.jo, here.id, text="What would", page="phone", turn=2, seen=1)

    assert tray(here, "jo").writing.text == "What would"
    assert texts(here, "jo", "draft") == []


def test_two_devices_at_once_lose_nothing(here):
    here.begun().at("present")
    service.write(here.jo, here.id, text="Who gains?", page="phone", turn=1)

    service.write(here.jo, here.id, text="Who loses?", page="laptop", turn=1)

    assert tray(here, "jo").writing.text == "Who loses?"
    assert texts(here, "jo", "draft") == ["Who gains?"]


def test_what_another_device_is_writing_stays_when_a_question_is_kept_or_put_in_line(here):
    here.begun().at("explore")
    gives_floor(here, "sam")
    service.write(here.jo, here.id, text="Who gains?", page="phone", turn=1)

    service.keep_question(here.jo, here.id, text="Who loses?", page="laptop", turn=1)
    service.ask_written(here.jo, here.id, text=OPEN, looked=0, now=here.now, page="laptop", turn=2)

    assert tray(here, "jo").writing.text == "Who gains?"
    assert (texts(here, "jo", "draft"), texts(here, "jo", "queued")) == (["Who loses?"], [OPEN])


def test_what_another_device_is_writing_is_kept_when_the_coach_shows_what_it_sees(here):
    here.begun().at("explore")
    service.write(here.jo, here.id, text="Who gains?", page="phone", turn=1)

    service.ask_written(here.jo, here.id, text=ADVICE, looked=0, now=here.now, page="laptop", turn=1)

    assert tray(here, "jo").writing.text == ADVICE
    assert texts(here, "jo", "draft") == ["Who gains?"]


def test_a_question_that_another_device_puts_in_other_words_is_not_written_over(here):
    here.begun().at("present")
    first = keep(here, "jo", "One?")
    service.change_question(here.jo, here.id, question_id=first)

    service.keep_question(here.jo, here.id, text="Two?", page="laptop", turn=1, seen=0)

    assert (tray(here, "jo").writing.text, tray(here, "jo").changing) == ("One?", first)
    assert [each.text for each in tray(here, "jo").questions] == ["One?", "Two?"]


def test_a_choice_between_two_keeps_the_other_once(here):
    here.begun().at("present")
    service.write(here.jo, here.id, text="What is hard? Who helps?", page="a", turn=1)

    for _ in range(2):
        service.write(here.jo, here.id, text="What is hard?", rest="Who helps?", page="a", turn=2, seen=1)

    assert tray(here, "jo").writing.text == "What is hard?"
    assert texts(here, "jo", "draft") == ["Who helps?"]


def test_questions_stay_in_the_order_in_which_they_were_written_even_when_put_in_other_words(here):
    here.begun().at("present")
    first = keep(here, "jo", "One?")
    keep(here, "jo", "Two?")
    service.write(here.jo, here.id, text="Half a thought")

    service.change_question(here.jo, here.id, question_id=first)
    during = tray(here, "jo")
    service.keep_question(here.jo, here.id, text="One, again?", seen=during.writing.revision)

    assert (during.writing.text, [each.text for each in during.in_state("draft")]) == (
        "One?",
        ["Two?", "Half a thought"],
    )
    assert texts(here, "jo", "draft") == ["One, again?", "Two?", "Half a thought"]
    assert tray(here, "jo").writing.text == ""


def test_a_starter_does_not_push_out_what_was_being_written(here):
    here.begun().at("explore")
    service.write(here.jo, here.id, text="Half a thought")

    service.begin_with(here.jo, here.id, text="And what else?")

    assert tray(here, "jo").writing.text == "And what else?"
    assert texts(here, "jo", "draft") == ["Half a thought"]


def test_a_tray_is_nobody_elses_and_tells_nobody(here, caplog):
    here.begun().at("present")
    caplog.set_level(logging.DEBUG)
    before = version(here)
    service.write(here.jo, here.id, text="A secret half")
    question = keep(here, "jo", "A secret?")
    service.ask_in_turn(here.jo, here.id, question_id=question, now=here.now)

    for verb in (service.drop_question, service.keep_for_later, service.change_question, service.take_back):
        with pytest.raises(NotVisible):
            verb(here.ada, here.id, question_id=question)
    for outsider in ("eli", "cy"):
        with pytest.raises(NotVisible):
            tray(here, outsider)

    assert all(not tray(here, name).questions and not tray(here, name).received for name in ("ada", "bo", "mina"))
    assert version(here) == before
    assert "secret" not in caplog.text.lower()


def test_a_question_is_seen_only_while_its_author_has_the_floor(here):
    here.begun().at("explore")
    gives_floor(here, "sam")
    line_up(here, "jo", OPEN)
    before = seen_by(here, "bo")
    gives_floor(here, "jo")
    during = [seen_by(here, name) for name in ("ada", "bo", "jo")]

    service.hand_on(here.jo, here.id, holder=here.jo.id, now=here.now + timedelta(minutes=1))

    assert (before, during) == (None, [OPEN] * 3)
    assert seen_by(here, "bo") is None
    assert tray_of(here.jo, here.id)[0].state == "answered"


def test_questions_in_line_come_one_at_a_turn_in_their_order(here):
    here.begun().at("explore")
    gives_floor(here, "sam")
    line_up(here, "jo", "What first?")
    line_up(here, "jo", "What then?")
    shown = []
    for _ in range(2):
        gives_floor(here, "jo")
        shown.append(seen_by(here, "bo"))
        gives_floor(here, "sam")

    assert shown == ["What first?", "What then?"]


def test_whoever_has_the_floor_asks_at_once_and_may_follow_up(here):
    here.begun().at("explore")
    gives_floor(here, "jo")
    line_up(here, "jo", "What first?")
    first = seen_by(here, "bo")

    line_up(here, "jo", "What then?")

    assert (first, seen_by(here, "bo")) == ("What first?", "What then?")


def test_the_line_does_not_wait_for_the_next_presenter(here):
    here.begun().at("explore")
    gives_floor(here, "sam")
    line_up(here, "jo", OPEN)

    here.at("review")
    service.advance(here.ada, here.id, seen=here.step, now=here.now)

    assert texts(here, "jo", "queued") == []
    assert texts(here, "jo", "draft") == [OPEN]


def test_a_question_stands_in_line_only_while_somebody_else_presents(here):
    here.begun().at("check_in")
    with pytest.raises(RuleBroken, match="while somebody presents"):
        line_up(here, "jo", OPEN)
    here.at("explore")
    with pytest.raises(RuleBroken, match="while somebody presents"):
        line_up(here, "bo", OPEN)
    with pytest.raises(NotAllowed, match="take no turns"):
        line_up(here, "ada", OPEN)

    assert all(texts(here, name, "queued") == [] for name in ("jo", "bo", "ada"))


def test_a_question_in_line_may_be_put_back_and_taken_out(here):
    here.begun().at("explore")
    gives_floor(here, "sam")
    line_up(here, "jo", OPEN)
    question = tray_of(here.jo, here.id)[0].id
    service.keep_for_later(here.jo, here.id, question_id=question)
    gives_floor(here, "jo")
    hidden = seen_by(here, "bo")

    service.drop_question(here.jo, here.id, question_id=question)

    assert hidden is None
    assert list(tray_of(here.jo, here.id)) == []


def test_a_question_in_the_room_may_be_taken_back_and_is_asked_of_nobody_then(here):
    here.begun().at("explore")
    gives_floor(here, "jo")
    line_up(here, "jo", OPEN)
    question = tray_of(here.jo, here.id)[0].id
    with pytest.raises(RuleBroken, match="has been asked"):
        service.drop_question(here.jo, here.id, question_id=question)

    service.take_back(here.jo, here.id, question_id=question)

    assert seen_by(here, "bo") is None
    assert list(tray(here, "bo").received) == []
    with pytest.raises(NotVisible):
        service.answer(here.bo, here.id, question_id=question, how="answered", now=here.now)


@pytest.mark.parametrize("text", ["", "   ", "x" * 501])
def test_a_question_has_words_but_not_too_many(here, text):
    with pytest.raises(RuleBroken):
        keep(here, "jo", text)


def test_a_tray_is_not_bottomless(here):
    for number in range(40):
        keep(here, "jo", f"Question {number}")

    with pytest.raises(RuleBroken, match="40"):
        keep(here, "jo", "One more")
