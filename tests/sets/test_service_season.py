"""Moving, cancelling and adding dates, and who facilitates which."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.models import Job
from cop.meetings.models import Meeting
from cop.meetings.queries import stage_for
from cop.sets import queries
from cop.sets.models import LedgerEntry, SeasonDate
from cop.sets.service import season
from cop.sets.service.airtime import enter_airtime

pytestmark = pytest.mark.usefixtures("inside")


def numbers(thursday):
    return [(each.number, each.id) for each in queries.dates_of(thursday.id)]


def move(cast, thursday, at, *, to, now, who="ada"):
    person = getattr(cast, who)
    season.move_date(person, thursday.id, season_date_id=thursday.dates[at], starts_at=to, now=now)


def cancel(cast, thursday, at, *, now, who="ada"):
    season.cancel_date(getattr(cast, who), thursday.id, season_date_id=thursday.dates[at], now=now)


def test_a_date_that_moves_past_another_changes_its_number_and_its_meeting(cast, thursday, now):
    later = now + timedelta(weeks=7)

    move(cast, thursday, 0, to=later, now=now)

    assert numbers(thursday)[:3] == [(1, thursday.dates[1]), (2, thursday.dates[0]), (3, thursday.dates[2])]
    assert db.session.get_one(Meeting, thursday.dates[0]).progress.starts_at == later
    assert [(each.kind, each.after) for each in queries.changes_of(thursday.id)] == [("moved", later)]


def test_the_others_are_told_by_a_mail_that_says_nothing(app, cast, thursday, now):
    move(cast, thursday, 0, to=now + timedelta(weeks=1), now=now)

    letters = [job.payload for job in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]
    assert {each["to"] for each in letters} == {cast.bo.email, cast.mina.email}
    jobs.run_all(now=now)
    sent = app.extensions["cop_mailer"].sent
    assert len(sent) == 2
    assert not any("Thursday" in letter.as_string() for letter in sent)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("bo", NotAllowed),
        ("mina", NotAllowed),
        ("cy", NotVisible),
        ("dee", NotVisible),
        ("eli", NotVisible),
        ("hana", NotVisible),
    ],
)
def test_only_the_facilitator_changes_the_dates(cast, thursday, now, who, refusal):
    person = getattr(cast, who)
    with pytest.raises(refusal):
        move(cast, thursday, 0, to=now + timedelta(weeks=1), now=now, who=who)
    with pytest.raises(refusal):
        cancel(cast, thursday, 0, now=now, who=who)
    with pytest.raises(refusal):
        season.add_date(person, thursday.id, starts_at=now + timedelta(weeks=1), now=now)
    with pytest.raises(refusal):
        season.name_for_date(person, thursday.id, season_date_id=thursday.dates[0], person_id=0, now=now)
    with pytest.raises(refusal):
        season.choose_fewest(person, thursday.id, fewest=4)


def test_a_cancelled_date_is_gone_from_the_season_and_its_page_says_so(cast, thursday, now):
    cancel(cast, thursday, 1, now=now)

    assert numbers(thursday) == [(1, thursday.dates[0]), (2, thursday.dates[2]), (3, thursday.dates[3])]
    assert [each.id for each in queries.set_for(cast.bo, thursday.id).dates] == [thursday.dates[i] for i in (0, 2, 3)]
    assert stage_for(cast.bo, thursday.dates[1], now=now).key == "cancelled"
    with pytest.raises(NotVisible):
        cancel(cast, thursday, 1, now=now)


def test_the_ledger_stays_as_it_is_whatever_becomes_of_the_dates(cast, thursday, now):
    later = now + timedelta(hours=5)
    enter_airtime(thursday.dates[0], credit={cast.bo.id: 900}, used={cast.bo.id: 1200}, now=later)
    before = queries.ledger_of(thursday.id)

    move(cast, thursday, 1, to=now + timedelta(weeks=20), now=later)
    cancel(cast, thursday, 2, now=later)
    season.add_date(cast.ada, thursday.id, starts_at=now + timedelta(weeks=2), now=later)

    assert queries.ledger_of(thursday.id) == before
    assert db.session.scalar(select(LedgerEntry.season_date_id)) == thursday.dates[0]


def test_what_has_begun_or_is_over_stays(cast, thursday, now):
    during = now + timedelta(hours=2)
    with pytest.raises(RuleBroken, match="its date stays"):
        move(cast, thursday, 0, to=now + timedelta(weeks=1), now=during)
    with pytest.raises(RuleBroken, match="its date stays"):
        cancel(cast, thursday, 0, now=during)
    with pytest.raises(RuleBroken, match="its date stays"):
        season.name_for_date(cast.ada, thursday.id, season_date_id=thursday.dates[0], person_id=0, now=during)


def test_a_meeting_that_began_a_little_early_is_neither_moved_nor_cancelled(cast, thursday, now):
    with transaction() as tx:
        tx.session.get_one(Meeting, thursday.dates[0]).opened_at = now
    with pytest.raises(RuleBroken, match="has begun"):
        move(cast, thursday, 0, to=now + timedelta(weeks=1), now=now)
    with pytest.raises(RuleBroken, match="has begun"):
        cancel(cast, thursday, 0, now=now)

    assert numbers(thursday)[0] == (1, thursday.dates[0])


def test_no_two_dates_overlap_and_the_last_one_stays(cast, thursday, now):
    taken = db.session.get_one(SeasonDate, thursday.dates[1]).starts_at
    with pytest.raises(RuleBroken, match="already meets"):
        move(cast, thursday, 0, to=taken + timedelta(hours=1), now=now)
    with pytest.raises(RuleBroken, match="already meets"):
        season.add_date(cast.ada, thursday.id, starts_at=taken, now=now)
    for at in (1, 2, 3):
        cancel(cast, thursday, at, now=now)
    with pytest.raises(RuleBroken, match="last date"):
        cancel(cast, thursday, 0, now=now)

    move(cast, thursday, 0, to=taken, now=now)

    assert numbers(thursday) == [(1, thursday.dates[0])]


def test_a_date_to_make_up_for_a_lost_meeting_says_which(cast, thursday, now):
    lost, during = thursday.dates[0], now + timedelta(hours=2)
    begun_at = db.session.get_one(SeasonDate, lost).starts_at
    made_up = season.add_date(cast.ada, thursday.id, starts_at=now + timedelta(weeks=1), instead_of=lost, now=during)

    change = queries.changes_of(thursday.id)[0]
    assert (change.kind, change.before, change.after) == ("rescheduled", begun_at, now + timedelta(weeks=1))
    assert made_up.number == 2
    assert db.session.get(Meeting, made_up.id) is not None
    with pytest.raises(NotVisible):
        season.add_date(cast.ada, thursday.id, starts_at=now + timedelta(weeks=2), instead_of=10**6, now=now)


def test_a_rota_names_somebody_who_sits_and_can_be_taken_back(cast, thursday, now):
    named = {"season_date_id": thursday.dates[0], "now": now}
    with pytest.raises(RuleBroken, match="sits in the set"):
        season.name_for_date(cast.ada, thursday.id, person_id=cast.cy.id, **named)
    season.name_for_date(cast.ada, thursday.id, person_id=cast.bo.id, **named)
    assert stage_for(cast.mina, thursday.dates[0], now=now).room.facilitator == cast.bo.id

    season.name_for_date(cast.ada, thursday.id, person_id=0, **named)

    assert stage_for(cast.mina, thursday.dates[0], now=now).room.facilitator == cast.ada.id


def test_how_few_may_begin_is_for_the_set_to_say(cast, thursday):
    season.choose_fewest(cast.ada, thursday.id, fewest=5)

    assert queries.set_for(cast.bo, thursday.id).fewest_members == 5
    with pytest.raises(RuleBroken, match="from 2 to 6"):
        season.choose_fewest(cast.ada, thursday.id, fewest=7)
