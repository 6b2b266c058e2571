"""Scenes from a season: the plan, the order, what was promised, and who stays outside."""

from datetime import timedelta

import pytest

from cop.core.database import db
from cop.core.errors import RuleBroken
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
    """Ada and six members of whom four have presented; their second meeting has begun and they bid."""
    with app.app_context():
        people = {"ada": a_user("Ada")} | {name.lower(): a_user(name) for name in SIX}
        dates = [now + timedelta(weeks=5 * number) for number in (-1, 0, 1, 2)]
        set_id = a_set(people["ada"], [people[name.lower()] for name in SIX], now=now, dates=dates)
        first, second = dates_of(set_id)[:2]
        had = {people["ben"].id: 1500, **{people[name].id: 2700 for name in ("bo", "mina", "jo", "sam")}}
        enter_airtime(first.id, credit={people[name.lower()].id: 900 for name in SIX}, used=had, now=now)
        for person in people.values():
            service.arrive(person, second.id, now=now)
        service.start(people["ada"], second.id, seen=0, now=now)
        for _ in range(3):
            service.advance(people["ada"], second.id, seen=make.step(second.id), now=now)
        for name in ("ana", "ben", "bo", "mina"):
            service.bid(people[name], second.id, sentence=f"{name} has something", urgency=2, now=now)
        service.advance(people["ada"], second.id, seen=make.step(second.id), now=now)
        yield people, second.id


@pytest.mark.parametrize("minutes", [45, 60])
def test_scene_1_six_people_and_three_hours_leave_room_for_two_slots(client_for, app, minutes):
    with app.app_context():
        ada = a_user("Ada")

    plan = client_for(ada).get(f"/sets/plan?members=6&minutes=180&slot={minutes}&dates=4").text

    assert f"2 slots of {minutes} minutes fit" in plan


def test_scene_1_four_bid_and_the_set_changes_the_suggested_order_with_a_reason(six, now):
    people, meeting_id = six
    stage = stage_for(people["ada"], meeting_id, now=now)
    swapped = [people["ben"].id, people["ana"].id]
    with pytest.raises(RuleBroken, match=r"Everyone presents once|Add a line"):
        service.agree(people["ada"], meeting_id, presenters=swapped, reason="", seen=make.step(meeting_id), now=now)

    agreed = [people["ana"].id, people["bo"].id]
    service.agree(
        people["ada"], meeting_id, presenters=agreed, reason="Bo: tribunal on Monday",
        seen=make.step(meeting_id), now=now,
    )  # fmt: skip

    assert stage.airtime is not None
    assert [place.member for place in stage.airtime.places][:2] == [people["ana"].id, people["ben"].id]
    assert list(stage_for(people["bo"], meeting_id, now=now).presenters) == agreed
    assert db.session.get_one(Meeting, meeting_id).order_reason == "Bo: tribunal on Monday"


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


@pytest.mark.parametrize("who", ["eli", "hana", "cy", "dee"])
def test_scene_10_whoever_administers_the_place_is_refused_like_any_stranger(app, client_for, meeting, who):
    with app.app_context():
        set_id = db.session.get_one(Meeting, meeting.id).set_id
    client = client_for(meeting.people[who])

    for address in (
        f"/sets/{set_id}",
        f"/sets/{set_id}/dates",
        f"/meetings/{meeting.id}",
        f"/meetings/{meeting.id}/line",
    ):
        real, made_up = client.get(address), client.get(address.replace(str(set_id), "987654"))
        assert (real.status_code, made_up.status_code) == (404, 404)


def test_scene_11_seven_people_and_four_meetings_of_two_hours_leave_three_without_a_slot(client_for, app):
    with app.app_context():
        ada = a_user("Ada")

    plan = client_for(ada).get("/sets/plan?members=7&minutes=120&slot=45&dates=4").text

    assert (
        "three of your seven members would never present" in plan or "3 of your 7 members would never present" in plan
    )
