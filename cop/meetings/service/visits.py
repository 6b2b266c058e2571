"""Asking somebody to look on, and what the set says to it."""

from datetime import datetime

from sqlalchemy import func, select

from cop.core import mail
from cop.core.errors import NotVisible, RuleBroken
from cop.meetings.models import VISITOR_NAME, Meeting, Visitor, VisitorKind, VisitorVoice
from cop.meetings.service.change import Change, changing, check_not_ended
from cop.people.models import User
from cop.people.queries import person_by_email
from cop.people.rules.names import email_of
from cop.people.rules.tokens import fingerprint
from cop.people.service.sign_ins import new_token
from cop.sets.queries import set_for
from cop.sets.service.access import note
from cop.sets.service.news import tell_the_others

MOST = 3


def ask_visitor(actor: User, meeting_id: int, *, kind: VisitorKind, name: str, email: str, now: datetime) -> Visitor:
    """Ask somebody to look on at this one meeting. Everybody who sits in the set is told by name who it is."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator asks somebody to look on.")
        check_not_ended(change)
        _check(change, name=name)
        address, token = email_of(email), new_token()
        person = person_by_email(address)
        visitor = Visitor(
            meeting_id=meeting_id, kind=kind, name=name.strip(), user_id=person.id if person else None,
            token_hash=fingerprint(token), asked_by_id=actor.id, asked_at=now,
        )  # fmt: skip
        change.tx.session.add(visitor)
        change.tx.flush()
        change.tx.session.add(VisitorVoice(visitor_id=visitor.id, user_id=actor.id, yes=True, said_at=now))
        mail.send_later(change.tx, address, "meetings/mail/visit.txt", {"token": token, "kind": kind}, at=now)
        tell_the_others(change.tx, set_for(actor, change.meeting.set_id), but=[actor.id], now=now)
        note(change.tx, change.meeting.set_id, kind=f"{kind}_asked", who=actor.id, now=now)
        return visitor


def answer_visitor(actor: User, meeting_id: int, *, visitor_id: int, yes: bool, now: datetime) -> Meeting:
    """Say yes or no to a visitor; the answer may change while the meeting runs, and counts at once."""
    with changing(actor, meeting_id, now=now) as change:
        visitor = _visitor_in(change, visitor_id)
        change.tx.session.merge(VisitorVoice(visitor_id=visitor.id, user_id=actor.id, yes=yes, said_at=now))
        return change.meeting


def send_visitor_away(actor: User, meeting_id: int, *, visitor_id: int, now: datetime) -> Meeting:
    """Take the question back: the link leads nowhere from this moment."""
    with changing(actor, meeting_id, now=now) as change:
        change.only_who_steers("Only the facilitator takes this back. You can say no to it.")
        change.tx.session.delete(_visitor_in(change, visitor_id))
        note(change.tx, change.meeting.set_id, kind="visitor_sent_away", who=actor.id, now=now)
        return change.meeting


def _check(change: Change, *, name: str) -> None:
    if not name.strip() or len(name) > VISITOR_NAME:
        raise RuleBroken("Give the name by which the set knows who it is.")
    asked = select(func.count()).select_from(Visitor).where(Visitor.meeting_id == change.meeting.id)
    if (change.tx.session.scalar(asked) or 0) >= MOST:
        raise RuleBroken("A meeting has %(most)s visitors at most.", most=MOST)


def _visitor_in(change: Change, visitor_id: int) -> Visitor:
    visitor = change.tx.session.get(Visitor, visitor_id)
    if visitor is None or visitor.meeting_id != change.meeting.id:
        raise NotVisible
    return visitor
