"""Scenes from a season: the plan, the order, what was promised, and who stays outside."""

from datetime import timedelta

import pytest

from cop.core.database import db
from cop.core.errors import NotAllowed, RuleBroken
from cop.meetings import service
from cop.meetings.models import Meeting
from cop.meetings.queries import stage_for
from cop.sets.queries import dates_of
from cop.sets.service.airtime import enter_airtime
from tests.factories import meetings as make
from tests.factories.people import a_user
from tests.factories.sets import a_set

SIX = ("Ana", "Ben", "Bo", "Mina", "Jo", "Sam")


@pytest.fixture
def six(app, now):
    """Ada and six members; a meeting with room for two slots has begun, and four have bid. Ana has never presented, all
    others have once, and Ben had the shortest slot."""
    with app.app_context():
        yield _bidding(now, had={"ben": 1500, **dict.fromkeys(("bo", "mina", "jo", "sam"), 2700)})


@pytest.fixture
def two_who_never_did(app, now):
    """The same, but Ben has not presented either."""
    with app.app_context():
        yield _bidding(now, had=dict.fromkeys(("bo", "mina", "jo", "sam"), 2700))


def _bidding(now, *, had):
    people = {"ada": a_user("Ada")} | {name.lower(): a_user(name) for name in SIX}
    dates = [now + timedelta(weeks=5 * number) for number in (-1, 0, 1, 2)]
    set_id = a_set(people["ada"], [people[name.lower()] for name in SIX], now=now, dates=dates)
    first, second = dates_of(set_id)[:2]
    credit = {people[name.lower()].id: 900 for name in SIX}
    enter_airtime(first.id, credit=credit, used={people[name].id: used for name, used in had.items()}, now=now)
    for person in people.values():
        service.arrive(person, second.id, now=now)
    service.start(people["ada"], second.id, seen=0, now=now)
    for _ in range(3):
        service.advance(people["ada"], second.id, seen=make.step(second.id), now=now)
    for name in ("ana", "ben", "bo", "mina"):
        urgency = 3 if name == "ana" else 2 if name == "ben" else 1
        service.bid(people[name], second.id, sentence=f"{name} has something", urgency=urgency, now=now)
    service.advance(people["ada"], second.id, seen=make.step(second.id), now=now)
    return people, second.id


def _agree(people, meeting_id, *names, now, reason="", actor="ada"):
    """Ada writes down this order, as the set has agreed it aloud."""
    order = [people[name].id for name in names]
    step = make.step(meeting_id)
    service.agree(people[actor], meeting_id, presenters=order, reason=reason, seen=step, now=now)


def _names(people, ids):
    return [name for each in ids for name, person in people.items() if person.id == each]


@pytest.mark.parametrize("minutes", [45, 60])
def test_scene_1_six_people_and_three_hours_leave_room_for_two_slots(client_for, app, minutes):
    with app.app_context():
        ada = a_user("Ada")

    plan = client_for(ada).get(f"/sets/plan?members=6&minutes=180&slot={minutes}&dates=4").text

    assert f"2 slots of {minutes} minutes fit" in plan


def test_scene_1_the_ledger_suggests_whoever_never_presented_and_then_whoever_is_due_most(six, now):
    people, meeting_id = six

    airtime = stage_for(people["ada"], meeting_id, now=now).airtime

    assert airtime is not None
    assert _names(people, airtime.presenters) == ["ana", "ben"]
    assert [place.reason for place in airtime.places[:2]] == ["not_yet", "balance"]


@pytest.mark.parametrize("reason", ["", "Ben: tribunal on Monday"])
def test_scene_1_no_reason_puts_a_second_time_before_somebodys_first(six, now, reason):
    people, meeting_id = six

    for order in (("ben", "ana"), ("ben", "bo"), ("ben",)):
        with pytest.raises(RuleBroken, match="Everyone presents once before anyone does twice"):
            _agree(people, meeting_id, *order, reason=reason, now=now)


def test_scene_1_behind_a_first_time_the_set_swaps_whom_it_likes_and_says_why(six, now):
    people, meeting_id = six
    with pytest.raises(RuleBroken, match="Add a line that says why"):
        _agree(people, meeting_id, "ana", "bo", now=now)

    _agree(people, meeting_id, "ana", "bo", reason="Bo: tribunal on Monday", now=now)

    assert db.session.get_one(Meeting, meeting_id).order_reason == "Bo: tribunal on Monday"


def test_scene_1_two_first_times_change_places_with_a_reason(two_who_never_did, now):
    people, meeting_id = two_who_never_did
    airtime = stage_for(people["ada"], meeting_id, now=now).airtime
    with pytest.raises(RuleBroken, match="Add a line that says why"):
        _agree(people, meeting_id, "ben", "ana", now=now)

    _agree(people, meeting_id, "ben", "ana", reason="Ben leaves at noon", now=now)

    assert airtime is not None
    assert _names(people, airtime.presenters) == ["ana", "ben"]
    assert _names(people, stage_for(people["bo"], meeting_id, now=now).presenters) == ["ben", "ana"]


def test_scene_1_the_order_is_agreed_aloud_written_down_once_and_read_by_all(six, now):
    people, meeting_id = six
    with pytest.raises(RuleBroken, match="Agree who presents"):
        service.advance(people["ada"], meeting_id, seen=make.step(meeting_id), now=now)
    with pytest.raises(NotAllowed, match="the order that the set has agreed"):
        _agree(people, meeting_id, "ana", "ben", actor="ana", now=now)

    _agree(people, meeting_id, "ana", "bo", reason="Bo: tribunal on Monday", now=now)

    for person in people.values():
        stage = stage_for(person, meeting_id, now=now)
        assert _names(people, stage.presenters) == ["ana", "bo"]
        assert stage.meeting.order_reason == "Bo: tribunal on Monday"


def test_scene_7_what_was_promised_is_reported_or_skipped_before_the_set_goes_on(here):
    here.begun().at("updates")
    reported = make.a_commitment(here.bo, here.id, now=here.now)
    skipped = make.a_commitment(here.jo, here.id, now=here.now)
    with pytest.raises(RuleBroken, match="have not been spoken of"):
        service.advance(here.ada, here.id, seen=here.step, now=here.now)
    service.report(here.bo, here.id, commitment_id=reported, outcome="done", note="", by_when=None, now=here.now)
    with pytest.raises(RuleBroken, match="have not been spoken of"):
        service.advance(here.ada, here.id, seen=here.step, now=here.now)
    service.skip(here.ada, here.id, commitment_id=skipped, reason="Jo is ill", now=here.now)

    service.advance(here.ada, here.id, seen=here.step, now=here.now)

    assert here.progress.part.key == "bidding"


def test_scene_11_seven_people_and_four_meetings_of_two_hours_leave_three_without_a_slot(client_for, app):
    with app.app_context():
        ada = a_user("Ada")

    plan = client_for(ada).get("/sets/plan?members=7&minutes=120&slot=45&dates=4").text

    assert (
        "three of your seven members would never present" in plan or "3 of your 7 members would never present" in plan
    )
