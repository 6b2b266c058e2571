"""A hundred rooms of eight: accounts, sets and running meetings, written through the services before anybody looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bench.scene import open_app
from cop.core import clock
from cop.core.database import db, transaction
from cop.meetings import service as meetings
from cop.people import service as people
from cop.people.models import User
from cop.sets import rules as set_rules
from cop.sets import service as sets
from cop.sets.models import SeasonDate

PEOPLE = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A meeting that runs, and the tokens of those who sit in it, the facilitator's first."""

    meeting_id: int
    tokens: tuple[str, ...]


def gather(data: Path, *, rooms: int) -> list[Place]:
    """Fill an installation with meetings that have begun."""
    app = open_app(data)
    with app.app_context():
        return list(_places(clock.now(), rooms=rooms))


def _places(now: datetime, *, rooms: int) -> Iterator[Place]:
    everybody = _accounts(now, people=rooms * PEOPLE)
    for first in range(0, len(everybody), PEOPLE):
        seated = everybody[first : first + PEOPLE]
        tokens = tuple(people.open_sign_in(person.id, device="the bench", now=now) for person in seated)
        yield Place(_begin(seated, now), tokens)


def _accounts(now: datetime, *, people: int) -> list[User]:
    """People without a password, whose hash would take longer than all the rest."""
    with transaction() as tx:
        made = [
            User(email=f"seat{number}@crowd.example", name=f"Seat {number}", created_at=now) for number in range(people)
        ]
        tx.session.add_all(made)
    found = list(db.session.scalars(select(User).where(User.email.endswith("@crowd.example")).order_by(User.id)))
    db.session.expunge_all()
    return found


def _begin(seated: list[User], now: datetime) -> int:
    facilitator, *members = seated
    soon = now + timedelta(minutes=5)
    dates = tuple(soon + timedelta(days=30 * number) for number in range(4))
    shape = set_rules.Shape(name="A room of eight", seats=7, meeting_minutes=180, slot_minutes=45, dates=dates)
    made = sets.form_set(
        facilitator, shape, purpose="", facilitator_email=facilitator.email, community_id=None, now=now
    )
    set_id = made.id
    for member in members:
        sets.offer_seat(facilitator, set_id, email=member.email, now=now)
        sets.accept_seat(member, set_id, now=now)
    sets.write_agreement(facilitator, set_id, confidentiality="closed", ground_rules="", seen=0, now=now)
    for person in seated:
        sets.accept_agreement(person, set_id, seen=1, now=now)
    first = select(SeasonDate.id).where(SeasonDate.set_id == set_id).order_by(SeasonDate.number)
    meeting_id = db.session.scalars(first).first() or 0
    for person in seated:
        meetings.arrive(person, meeting_id, now=now)
    meetings.start(facilitator, meeting_id, seen=0, now=now)
    return meeting_id
