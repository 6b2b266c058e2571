"""How a meeting's time is shared: asked for, passed, asked first, split evenly, drawn by lot."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from cop.core.database import db, transaction
from cop.core.errors import RuleBroken
from cop.meetings import service
from cop.meetings.models import Abstention, Meeting
from cop.meetings.queries import stage_for
from cop.sets import service as sets
from cop.sets.models import LedgerEntry, SeasonDate
from cop.sets.queries import dates_of, seats_of
from tests.factories import meetings as make


def agreed(here, way):
    """The set agrees on this way of sharing, and everybody accepts."""
    with transaction():
        set_id = db.session.get_one(Meeting, here.id).set_id
        sets.write_agreement(
            here.ada, set_id, confidentiality="closed", ground_rules="", sharing=way, seen=1, now=here.now
        )
        for seat in seats_of(set_id):
            assert seat.user is not None
            sets.accept_agreement(seat.user, set_id, seen=2, now=here.now)
    return here


def airtime(here, who="ada"):
    found = stage_for(here.people[who], here.id, now=here.now).airtime
    assert found is not None
    return found


def ask(here, *names):
    for name in names:
        service.bid(here.people[name], here.id, sentence="Something", urgency=2, now=here.now)


def agree(here, *names, reason=""):
    order = [here.people[name].id for name in names]
    service.agree(here.ada, here.id, presenters=order, reason=reason, seen=here.step, now=here.now)


def slots(here):
    found: dict[int | None, int] = {}
    for part in here.progress.order:
        if part.slot is not None:
            found[part.presenter] = found.get(part.presenter, 0) + part.seconds
    return found


def test_equal_time_is_split_between_those_who_would_like_some(here):
    agreed(here, "equal").begun().at("bidding", presenters=())
    ask(here, "bo", "mina", "jo")
    here.at("agreed", presenters=())
    room = here.progress.meeting_minutes - 10 - 35

    assert (airtime(here).fitting, airtime(here).minutes) == (3, room // 3)
    agree(here, *[next(n for n, p in here.people.items() if p.id == each) for each in airtime(here).presenters])

    assert slots(here) == {here.people[name].id: 60 * (room // 3) for name in ("bo", "mina", "jo")}


def test_in_a_rotation_nobody_bids_and_everybody_there_has_an_even_part(here):
    agreed(here, "rotation").begun()
    assert "bidding" not in [part.key for part in here.progress.order]
    here.at("agreed", presenters=())

    names = {each: name for name, each in ((name, here.people[name].id) for name in ("bo", "mina", "jo", "sam"))}
    agree(here, *[names[each] for each in airtime(here).presenters])

    each = (here.progress.meeting_minutes - 10 - 31) // 4
    assert slots(here) == dict.fromkeys(names, 60 * each)
    with pytest.raises(RuleBroken, match="Nobody needs to ask"):
        ask(here, "bo")


def test_passing_in_a_rotation_leaves_more_for_the_others_and_may_be_taken_back(here):
    agreed(here, "rotation").begun().at("agreed", presenters=())

    service.abstain(here.jo, here.id, now=here.now)
    without = airtime(here)
    service.withdraw(here.jo, here.id, now=here.now)

    assert here.jo.id not in without.presenters
    assert without.passing == {here.jo.id}
    assert airtime(here).fitting == without.fitting + 1
    assert airtime(here).minutes < without.minutes


def test_an_even_share_leaves_nobody_out_who_would_like_some(here):
    agreed(here, "equal").begun().at("bidding", presenters=())
    ask(here, "bo", "mina")
    here.at("agreed", presenters=())

    with pytest.raises(RuleBroken, match="can pass"):
        agree(here, "bo", reason="Mina is quiet")


def test_passing_takes_a_bid_back_and_bidding_takes_a_pass_back(here):
    here.begun().at("bidding")
    ask(here, "bo")

    service.abstain(here.bo, here.id, now=here.now)
    passed = airtime(here)
    ask(here, "bo")

    assert (list(passed.bids), passed.passing) == ([], {here.bo.id})
    assert [bid.user_id for bid in airtime(here).bids] == [here.bo.id]
    assert airtime(here).passing == frozenset()
    assert airtime(here).silent == (here.mina.id, here.jo.id, here.sam.id)


def test_who_passed_is_forgotten_when_the_meeting_closes(here):
    here.begun().at("bidding")
    service.abstain(here.jo, here.id, now=here.now)
    here.at("closing")

    service.close(here.ada, here.id, seen=here.step, now=here.now)

    assert db.session.scalar(select(func.count()).select_from(Abstention)) == 0


def test_a_set_that_changes_its_way_changes_the_meetings_to_come_and_not_the_one_that_runs(here):
    here.begun()
    agreed(here, "rotation")

    ways = [
        db.session.get_one(Meeting, date.id).sharing for date in dates_of(db.session.get_one(Meeting, here.id).set_id)
    ]

    assert ways[1] == "bid"
    assert ways[2:] == ["rotation", "rotation"]
    assert "bidding" in [part.key for part in here.progress.order]


def test_whoever_is_due_a_slot_is_asked_first_and_comes_first_when_they_say_yes(here):
    waiting_since_the_first(here)
    here.begun().at("bidding")

    assert airtime(here).asked_first == (here.jo.id,)
    ask(here, "bo", "jo")
    here.at("agreed", presenters=())

    places = airtime(here).places
    assert [(place.member, place.reason) for place in places] == [(here.jo.id, "waited"), (here.bo.id, "")]


def waiting_since_the_first(here):
    """This becomes the sixth meeting; Jo presented in the first, the others later, and Jo has been due little."""
    with transaction() as tx:
        meeting = tx.session.get_one(Meeting, here.id)
        dates = dates_of(meeting.set_id)
        own = next(date for date in dates if date.id == here.id)
        later = [date for date in dates if date.number > own.number]
        for number, date in zip((8, 7, 6), [*reversed(later), own], strict=True):
            date.number = number
            tx.flush()
        past = [
            SeasonDate(set_id=meeting.set_id, number=each, starts_at=here.now, minutes=180) for each in (2, 3, 4, 5)
        ]
        tx.session.add_all(past)
        tx.flush()
        first = next(date for date in dates if date.number == 1)
        for date, name in ((first, "jo"), (past[0], "mina"), (past[2], "bo"), (past[3], "sam")):
            tx.session.add(slot_of(here.people[name].id, date, credit=0 if name == "jo" else 4000))


def slot_of(person, date, *, credit):
    return LedgerEntry(
        season_date_id=date.id, set_id=date.set_id, user_id=person, credit_seconds=credit, used_seconds=2700
    )


def test_the_lots_are_told_so_that_anybody_can_draw_them_again(here):
    here.begun().at("bidding")
    told = airtime(here, "bo").lots
    meeting = db.session.get_one(Meeting, here.id)

    assert [lot.member for lot in told] == [here.bo.id, here.mina.id, here.jo.id, here.sam.id]
    assert [lot.text for lot in told] == [f"{meeting.seed}:{seat}" for seat in (2, 3, 4, 5)]
    assert all(lot.digest == sha256(lot.text.encode()).hexdigest() for lot in told)

    ask(here, "bo", "mina", "jo")
    here.at("agreed", presenters=())
    drawn = {lot.member: lot.digest for lot in told}
    assert [place.member for place in airtime(here).places] == sorted(
        [here.bo.id, here.mina.id, here.jo.id], key=lambda member: drawn[member]
    )


def test_a_bid_of_somebody_who_facilitates_by_now_binds_nobody(here):
    here.begun().at("bidding")
    ask(here, "mina", "bo")
    with transaction() as tx:
        tx.session.get_one(Meeting, here.id).handed_to_id = here.mina.id

    assert airtime(here, "bo").willing == [here.bo.id]


def test_what_each_slot_was_planned_for_is_kept_with_the_airtime(here):
    here.begun().at("closing")
    service.close(here.ada, here.id, seen=here.step, now=here.now)

    kept = db.session.scalars(select(LedgerEntry).where(LedgerEntry.season_date_id == here.id)).all()

    assert {entry.user_id: entry.planned_seconds for entry in kept if entry.planned_seconds} == {
        here.bo.id: 45 * 60,
        here.mina.id: 45 * 60,
    }


def entered(here, by):
    """What the ledger holds once this person has closed the meeting, and who is said to have facilitated."""
    service.close(here.people[by], here.id, seen=here.step, now=here.now)
    kept = db.session.scalars(select(LedgerEntry).where(LedgerEntry.season_date_id == here.id)).all()
    return {each.user_id: each.credit_seconds for each in kept}, db.session.get_one(SeasonDate, here.id).facilitator_id


def in_turn(here, name):
    with transaction() as tx:
        tx.session.get_one(SeasonDate, here.id).facilitator_id = here.people[name].id


def test_a_member_whose_turn_it_is_to_facilitate_is_credited_like_everybody_present(here):
    here.begun().at("closing")
    in_turn(here, "sam")

    credit, led_by = entered(here, "sam")

    assert credit == dict.fromkeys([here.people[each].id for each in make.EVERYBODY], 2 * 45 * 60 // 5)
    assert led_by == here.sam.id


def test_whoever_facilitates_the_set_is_no_member_because_somebody_took_one_meeting_over(here):
    here.begun().at("closing")
    service.offer(here.ada, here.id, person_id=here.sam.id, now=here.now)
    service.accept(here.sam, here.id, now=here.now)

    credit, led_by = entered(here, "sam")

    assert credit.keys() == {here.bo.id, here.mina.id, here.jo.id, here.sam.id}
    assert led_by == here.sam.id


def test_a_facilitator_who_never_came_has_no_part_and_is_not_said_to_have_facilitated(here):
    here.begun(without=["sam"]).at("closing")
    in_turn(here, "sam")
    here = replace(here, now=here.now + timedelta(minutes=2))

    credit, led_by = entered(here, "ada")

    assert here.sam.id not in credit
    assert led_by is None
