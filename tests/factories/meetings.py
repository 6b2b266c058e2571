"""A meeting for a test, with the set around it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from cop.core.database import db, transaction
from cop.meetings import service
from cop.meetings.models import Meeting
from cop.meetings.queries import bids_in
from cop.meetings.rules import Progress
from cop.people.models import User
from cop.sets.models import Commitment, SeasonDate, Seat
from cop.sets.queries import dates_of
from tests.factories.people import several
from tests.factories.sets import a_set

MEMBERS = ("Bo", "Mina", "Jo", "Sam")
EVERYBODY = ("ada", *(name.lower() for name in MEMBERS))
OTHERS = ("Cy", "Dee", "Eli", "Hana")

People = Mapping[str, User]


def the_people() -> dict[str, User]:
    """Ada facilitates, Bo, Mina, Jo and Sam are members; Cy, Dee, Eli and Hana have no seat."""
    names = ("Ada", *MEMBERS, *OTHERS)
    return dict(zip(map(str.lower, names), several(names, admin="Eli"), strict=True))


def a_meeting(people: People, *, now: datetime, agreed: bool = True, deputy: str = "mina") -> int:
    """The id of the second meeting of a set of four members, due now: its lobby is open."""
    members = [people[name.lower()] for name in MEMBERS]
    dates = [now + timedelta(weeks=5 * number) for number in (-1, 0, 1, 2)]
    set_id = a_set(people["ada"], members, now=now, dates=dates, agreed=agreed)
    with transaction() as tx:
        for seat in tx.session.scalars(select(Seat).where(Seat.set_id == set_id, Seat.user_id == people[deputy].id)):
            seat.is_deputy = True
    return dates_of(set_id)[1].id


def gathered(people: People, meeting_id: int, *, now: datetime, without: Sequence[str] = ()) -> None:
    """Everybody comes into the lobby but those named."""
    for name in ("Ada", *MEMBERS):
        if name.lower() not in without:
            service.arrive(people[name.lower()], meeting_id, now=now)


def begun(people: People, meeting_id: int, *, now: datetime, without: Sequence[str] = ()) -> None:
    """Everybody comes in, and Ada begins."""
    gathered(people, meeting_id, now=now, without=without)
    service.start(people["ada"], meeting_id, seen=step(meeting_id), now=now)


def moved_to(
    people: People, meeting_id: int, key: str, *, now: datetime, presenters: Sequence[str] = ("bo", "mina")
) -> None:
    """Ada moves on, part by part, until this one runs; the presenters have bid and are agreed on the way."""
    while (part := progress(meeting_id).part).key != key:
        if part.key == "bidding":
            asked = {bid.user_id for bid in bids_in(meeting_id)}
            for name in (each for each in presenters if people[each].id not in asked):
                service.bid(people[name], meeting_id, sentence=f"{name} has something", urgency=2, now=now)
        if part.key == "agreed":
            order = [people[name].id for name in presenters]
            service.agree(
                people["ada"], meeting_id, presenters=order, reason="as we said", seen=step(meeting_id), now=now
            )
        service.advance(people["ada"], meeting_id, seen=step(meeting_id), now=now)


def timeless(meeting_id: int) -> None:
    """Nobody has to go for a week, so that minutes are always free."""
    with transaction() as tx:
        meeting = tx.session.get_one(Meeting, meeting_id)
        meeting.progress = replace(meeting.progress, meeting_minutes=7 * 24 * 60)


def progress(meeting_id: int) -> Progress:
    """The progress as it is stored."""
    db.session.expire_all()
    return db.session.get_one(Meeting, meeting_id).progress


def step(meeting_id: int) -> int:
    """What `seen` is for somebody who looks now."""
    return progress(meeting_id).step


def a_commitment(person: User, meeting_id: int, *, now: datetime) -> int:
    """Something this person said at the meeting before, due today."""
    with transaction() as tx:
        date = tx.session.get_one(SeasonDate, meeting_id)
        commitment = Commitment(
            set_id=date.set_id, user_id=person.id, made_at_id=dates_of(date.set_id)[0].id, what="Talk to the ward",
            first_step="Ring Sue", by_when=now.date(), created_at=now,
        )  # fmt: skip
        tx.session.add(commitment)
        tx.session.flush()
        return commitment.id
