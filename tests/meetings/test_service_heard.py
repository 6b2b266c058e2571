"""What the facilitator writes down when the presenter speaks: theirs when they say so, and nobody's before."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.meetings import service
from cop.meetings.models import HeardCommitment
from cop.meetings.queries import meeting_for
from cop.meetings.queries.heard import heard_in, left_unanswered_by
from cop.meetings.service import heard
from cop.sets.queries import commitments_of

EVERYBODY = ("ada", "bo", "mina", "jo", "sam")


def said(here, **other):
    by_when = (here.now + timedelta(days=20)).date()
    return {"what": "Ring the ward", "first_step": "Find the number", "by_when": by_when} | other


def written(here):
    """Ada has written down what Bo says, in Act."""
    here.begun().at("act")
    return heard.write_down(here.ada, here.id, person_id=here.bo.id, **said(here), now=here.now).id


def shown(here):
    meeting = meeting_for(here.ada, here.id)
    return {name for name in EVERYBODY if heard_in(here.people[name], meeting, progress=here.progress)}


def made(here):
    found = commitments_of(meeting_for(here.ada, here.id).set_id)
    return [(each.user_id, each.what, each.written_by_id) for each in found]


def close(here):
    here.at("closing")
    service.close(here.ada, here.id, seen=here.step, now=here.now)


def test_it_is_seen_by_the_two_and_is_no_commitment_yet(here):
    written(here)

    assert shown(here) == {"ada", "bo"}
    assert made(here) == []


def test_with_a_yes_it_is_the_presenter_s_own(here):
    at = written(here)

    for name in ("mina", "jo"):
        with pytest.raises(NotVisible):
            heard.make_own(here.people[name], here.id, heard_id=at, now=here.now)
    with pytest.raises(NotAllowed):
        heard.make_own(here.ada, here.id, heard_id=at, now=here.now)
    heard.make_own(here.bo, here.id, heard_id=at, now=here.now)

    assert (made(here), shown(here)) == ([(here.bo.id, "Ring the ward", None)], set())
    with pytest.raises(NotVisible):
        heard.make_own(here.bo, here.id, heard_id=at, now=here.now)


def test_in_other_words_it_is_theirs_too(here):
    at = written(here)
    with pytest.raises(NotAllowed):
        heard.put_otherwise(here.ada, here.id, heard_id=at, **said(here, what="Mine"), now=here.now)

    heard.put_otherwise(here.bo, here.id, heard_id=at, **said(here, what="Go there"), now=here.now)

    assert (made(here), shown(here)) == ([(here.bo.id, "Go there", None)], set())


@pytest.mark.parametrize("who", ["ada", "bo"])
def test_either_of_the_two_lets_it_go(here, who):
    at = written(here)
    with pytest.raises(NotVisible):
        heard.let_go(here.mina, here.id, heard_id=at, now=here.now)

    heard.let_go(here.people[who], here.id, heard_id=at, now=here.now)

    assert (made(here), shown(here)) == ([], set())


def test_only_the_facilitator_writes_down_and_only_what_the_presenter_says(here):
    here.begun().at("act")

    for name in ("bo", "mina"):
        with pytest.raises(NotAllowed):
            heard.write_down(here.people[name], here.id, person_id=here.bo.id, **said(here), now=here.now)
    for person, other in ((here.mina, {}), (here.bo, {"by_when": (here.now - timedelta(days=2)).date()})):
        with pytest.raises(RuleBroken):
            heard.write_down(here.ada, here.id, person_id=person.id, **said(here, **other), now=here.now)
    assert shown(here) == set()


def test_before_there_is_anything_to_decide_nothing_is_written_down(here):
    here.begun().at("explore")

    with pytest.raises(RuleBroken, match="Act"):
        heard.write_down(here.ada, here.id, person_id=here.bo.id, **said(here), now=here.now)


def test_who_presents_has_until_after_their_slot_to_answer(here):
    at = written(here)
    here.at("closing")

    heard.make_own(here.bo, here.id, heard_id=at, now=here.now)

    assert made(here) == [(here.bo.id, "Ring the ward", None)]


def test_what_is_not_answered_waits_for_the_presenter_alone(here):
    at = written(here)
    before = left_unanswered_by(here.bo)
    close(here)

    assert (before, shown(here)) == ([], {"bo"})
    assert [each.id for each in left_unanswered_by(here.bo)] == [at]
    assert not left_unanswered_by(here.ada)
    assert not left_unanswered_by(here.bo, community_id=4711)
    with pytest.raises(NotVisible):
        heard.let_go(here.ada, here.id, heard_id=at, now=here.now)
    heard.make_own(here.bo, here.id, heard_id=at, now=here.now)
    assert (made(here), list(left_unanswered_by(here.bo))) == ([(here.bo.id, "Ring the ward", None)], [])


def test_it_goes_with_the_seat_of_whoever_said_it_and_stays_when_the_writer_goes(here):
    written(here)
    set_id = meeting_for(here.ada, here.id).set_id

    service.give_up_seat(here.mina.id, set_id, now=here.now)
    others = shown(here)
    service.give_up_seat(here.bo.id, set_id, now=here.now)

    assert others == {"ada", "bo"}
    assert db.session.scalar(select(func.count(HeardCommitment.id))) == 0


def test_words_written_down_are_sealed_like_all_words_of_the_set(here):
    written(here)
    raw = db.session.connection().exec_driver_sql("SELECT what, first_step FROM heard_commitment").one()

    assert [text for text in raw if "ward" in text or "number" in text] == []
