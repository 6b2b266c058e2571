"""Who presented in one season is as fresh as anybody in the next: once each is counted season by season."""

from datetime import timedelta

import pytest

from cop.core.errors import RuleBroken
from cop.meetings import service
from cop.meetings.queries import airtime_in, meeting_for, progress_in, room_of
from cop.sets.queries import dates_of
from cop.sets.service.airtime import enter_airtime
from tests.factories import meetings as make
from tests.factories.renewals import another_season
from tests.factories.sets import a_set

SLOT = 45 * 60


@pytest.fixture
def people(app):
    with app.app_context():
        yield make.the_people()


@pytest.fixture
def set_id(people, clock):
    """A set at its last meeting: Bo presented in each of those before."""
    dates = [clock.now + timedelta(weeks=5 * number) for number in (-3, -2, -1, 0)]
    made = a_set(people["ada"], [people[name.lower()] for name in make.MEMBERS], now=clock.now, dates=dates)
    for date in dates_of(made)[:3]:
        present = {people[name.lower()].id: SLOT // 4 for name in make.MEMBERS}
        enter_airtime(date.id, credit=present, used={people["bo"].id: SLOT}, now=clock.now)
    return made


def bidding(people, meeting_id, *, now):
    """Everybody is there, and Mina and Bo would like a slot."""
    make.begun(people, meeting_id, now=now)
    make.moved_to(people, meeting_id, "bidding", now=now)
    for name in ("mina", "bo"):
        service.bid(people[name], meeting_id, sentence="Something", urgency=2, now=now)
    service.advance(people["ada"], meeting_id, seen=make.step(meeting_id), now=now)


def agree(people, meeting_id, *names, now):
    presenters = [people[each].id for each in names]
    step = make.step(meeting_id)
    service.agree(people["ada"], meeting_id, presenters=presenters, reason="so we said", seen=step, now=now)


def suggested(people, meeting_id, *, now):
    meeting = meeting_for(people["ada"], meeting_id)
    room = room_of(meeting)
    return airtime_in(meeting, room, progress=progress_in(meeting, room, now=now))


def the_next(people, set_id, *, clock):
    """The season is over, and another one agreed to; its dates."""
    clock.forward(days=1)
    members = [people["ada"], *(people[name.lower()] for name in make.MEMBERS)]
    another_season(people["ada"], set_id, accepted_by=members, now=clock.now)
    return [each for each in dates_of(set_id) if each.season == 2]


def test_nobody_presents_again_in_a_season_before_each_who_would_like_to(people, set_id, clock):
    last = dates_of(set_id)[3].id
    bidding(people, last, now=clock.now)

    assert suggested(people, last, now=clock.now).places[0].reason == "not_yet"
    with pytest.raises(RuleBroken, match="once before anyone does twice"):
        agree(people, last, "bo", now=clock.now)


def test_in_the_next_season_somebody_who_presented_in_the_last_is_fresh(people, set_id, clock):
    first = the_next(people, set_id, clock=clock)[0]
    clock.now = first.starts_at
    bidding(people, first.id, now=clock.now)
    found = suggested(people, first.id, now=clock.now)

    agree(people, first.id, "bo", now=clock.now)

    assert [place.reason for place in found.places] == ["lot", ""]
    assert found.asked_first == ()


def test_and_from_then_on_it_is_counted_again(people, set_id, clock):
    first, second, *_ = the_next(people, set_id, clock=clock)
    enter_airtime(first.id, credit={people["mina"].id: SLOT}, used={people["bo"].id: SLOT}, now=first.starts_at)
    clock.now = second.starts_at
    bidding(people, second.id, now=clock.now)

    with pytest.raises(RuleBroken, match="once before anyone does twice"):
        agree(people, second.id, "bo", now=clock.now)
    agree(people, second.id, "mina", "bo", now=clock.now)


def test_a_meeting_of_the_season_before_keeps_its_own_history(people, set_id, clock):
    last = dates_of(set_id)[3].id
    bidding(people, last, now=clock.now)
    the_next(people, set_id, clock=clock)

    with pytest.raises(RuleBroken, match="once before anyone does twice"):
        agree(people, last, "bo", now=clock.now)


def test_so_it_does_when_two_change_places(people, set_id, clock):
    last = dates_of(set_id)[3].id
    make.begun(people, last, now=clock.now)
    make.moved_to(people, last, "present", now=clock.now, presenters=("mina", "bo"))
    the_next(people, set_id, clock=clock)

    with pytest.raises(RuleBroken, match="once before anyone does twice"):
        service.swap(people["ada"], last, seen=make.step(last), now=clock.now)


def test_the_lobby_of_a_new_season_waits_for_everybodys_yes(people, set_id, clock):
    clock.forward(days=1)
    another_season(people["ada"], set_id, accepted_by=[people["ada"], people["bo"]], now=clock.now)
    first = next(each for each in dates_of(set_id) if each.season == 2)
    clock.now = first.starts_at

    with pytest.raises(RuleBroken, match="Still to accept: 3"):
        make.begun(people, first.id, now=clock.now)
