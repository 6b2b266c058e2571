"""What sets do when something happens elsewhere, and when a job of theirs is due."""

from datetime import date, datetime
from typing import Any

from flask import url_for

from cop.core import clock
from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.own import Duty
from cop.core.words import gettext
from cop.people.facts import PersonErased, PersonJoined
from cop.people.models import User
from cop.sets import service
from cop.sets.facts import AgreementWritten, RolesChanged, SeatLeft, SeatTaken, SetFormed
from cop.sets.queries import people_in
from cop.sets.queries.own import facilitated_by
from cop.sets.service import closing, erasure, glass
from cop.sets.service.access import note

listeners = Listeners()
jobs = Jobs()


@jobs.permits_if("sets.sits")
def sits(person_id: int, set_id: int) -> bool:
    """A mail about a set is for those who sit in it when it is sent."""
    return person_id in people_in(set_id)


@listeners.within(PersonJoined)
def seat_the_newcomer(fact: PersonJoined, tx: Transaction) -> None:
    """A seat that waited for an address finds its person."""
    person = tx.session.get_one(User, fact.user_id)
    service.seat_newcomer(tx, person)


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    erasure.forget(tx, fact.user_id, keeps_words=fact.keeps_words, now=clock.now())


def duties_of(person_id: int) -> list[Duty]:
    """The sets in which this person facilitates and somebody else sits, who could."""
    return [
        Duty(gettext("You facilitate a set: %(name)s", name=name), url_for("sets.people", set_id=set_id))
        for set_id, name in facilitated_by(person_id)
    ]


@listeners.within(SetFormed)
def begin_the_log(fact: SetFormed, tx: Transaction) -> None:
    note(tx, fact.set_id, kind="formed", now=clock.now())


@listeners.within(SeatTaken)
def note_who_came(fact: SeatTaken, tx: Transaction) -> None:
    note(tx, fact.set_id, kind="seat_taken", who=fact.user_id, now=clock.now())


@listeners.within(SeatLeft)
def note_who_left(fact: SeatLeft, tx: Transaction) -> None:
    note(tx, fact.set_id, kind="seat_left", about=fact.user_id, now=clock.now())


@listeners.within(RolesChanged)
def note_new_roles(fact: RolesChanged, tx: Transaction) -> None:
    note(tx, fact.set_id, kind="roles_changed", now=clock.now())


@listeners.within(AgreementWritten)
def note_new_agreement(fact: AgreementWritten, tx: Transaction) -> None:
    note(tx, fact.set_id, kind="agreement_written", now=clock.now())


@jobs.handles("sets.tell_of_glass")
def tell_of_glass(payload: dict[str, Any], *, now: datetime) -> None:
    glass.tell_of_glass(payload["glass"], now=now)


@jobs.hourly
def close_and_empty(*, now: datetime) -> None:
    """Sets whose notice is over close, and those that closed long ago are emptied."""
    closing.close_due(now=now)
    closing.empty_due(now=now)


@jobs.hourly
def tell_of_offers(*, now: datetime) -> None:
    """Nobody joins a set that is under way without notice, and whoever waits for it hears when it is over."""
    service.tell_of_offers(now=now)


@jobs.handles("sets.remind")
def remind(payload: dict[str, Any], *, now: datetime) -> None:
    by_when = date.fromisoformat(payload["by_when"])
    service.remind(payload["commitment"], which=payload["which"], by_when=by_when, now=now)
