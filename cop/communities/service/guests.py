"""Giving and ending guest seats, whatever thing they are in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from cop.communities.models import GuestSeat
from cop.communities.queries import members_in
from cop.communities.rules import guests as rules
from cop.communities.service.coming import check_not_banned
from cop.core import mail
from cop.core.database import Transaction
from cop.core.errors import N_, RuleBroken
from cop.people.models import User
from cop.people.service import account_at

GIVE_SEATS = N_("The core group and the coordinators of this community give guest seats, where nothing is sealed.")
END_SEATS = N_("The core group, the coordinators and the guest themself end a guest seat.")


def guest_by_address(tx: Transaction, email: str, *, community_id: int) -> User:
    """Somebody from outside who has an account here. Raises RuleBroken for nobody, for members and for the banned."""
    person = account_at(email)
    if person.id in members_in(community_id):
        raise RuleBroken("They belong to this community already, and need no guest seat.")
    check_not_banned(tx, community_id, person_id=person.id)
    return person


def give_seat(tx: Transaction, new: GuestSeat, *, here: ColumnElement[bool]) -> bool:
    """Let somebody sit there, or for longer or shorter where they do: False. The caller has locked the thing."""
    rules.check_until(new.until, now=new.given_at)
    theirs = select(type(new)).where(here, type(new).user_id == new.user_id, type(new).ended_at.is_(None))
    for held in tx.session.scalars(theirs):
        if rules.stands(until=held.until, ended_at=held.ended_at, now=new.given_at):
            held.until = new.until
            return False
    tx.session.add(new)
    return True


def write_to_guest(tx: Transaction, guest: User, *, path: str, permit: tuple[str, int, int], now: datetime) -> None:
    """The one letter: without a word of what the seat is in, and not sent when it is gone by then."""
    mail.send_later(tx, guest.email, "communities/mail/guest.txt", {"path": path}, at=now, while_permitted=permit)


def end_seat(
    tx: Transaction, seat: type[GuestSeat], *, here: ColumnElement[bool], person_id: int, now: datetime
) -> None:
    """Somebody sits there no longer. Raises RuleBroken when they did not."""
    if not end_seats(tx, seat, here, seat.user_id == person_id, seat.until > now, now=now):
        raise RuleBroken("They have no guest seat here any more.")


def end_seats(tx: Transaction, seat: type[GuestSeat], *which: ColumnElement[bool], now: datetime) -> int:
    """End all of these that have not ended. Answers how many."""
    ending: Any = tx.session.execute(
        update(seat)
        .where(*which, seat.ended_at.is_(None))
        .values(ended_at=now)
        .execution_options(synchronize_session=False)
    )
    return int(ending.rowcount)


def forget_seats(tx: Transaction, seat: type[GuestSeat], *, person_id: int) -> None:
    """Somebody is gone: no seat is theirs, and of those that they gave nobody knows by whom."""
    tx.session.execute(delete(seat).where(seat.user_id == person_id))
    tx.session.execute(update(seat).where(seat.by_id == person_id).values(by_id=None))
