"""Mail before a commitment is due. It names neither what was said nor the set, and is asked about again when due."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cop.core import mail, words
from cop.core.database import Transaction, transaction
from cop.core.jobs import later
from cop.people.models import User
from cop.sets import rules
from cop.sets.models import Commitment, LearningSet, ReminderRefusal
from cop.sets.queries import is_reminded, people_in

JOB = "sets.remind"


def plan_reminders(tx: Transaction, commitment: Commitment, *, owner: User, now: datetime) -> None:
    """Two jobs at most; those for a date that was changed since find that out by themselves."""
    for which in rules.REMINDERS:
        _plan(tx, commitment, owner=owner, which=which, now=now)


def remind(commitment_id: int, *, which: rules.Reminder, by_when: date, now: datetime) -> None:
    """Write to the owner once, if it is still open, due on that day, theirs to do in this set, and wanted."""
    with transaction() as tx:
        asked = select(Commitment).where(Commitment.id == commitment_id).options(joinedload(Commitment.user))
        commitment = tx.session.scalar(asked.with_for_update(of=Commitment))
        if commitment is None or commitment.by_when != by_when or not _is_wanted(tx, commitment, which):
            return
        owner = commitment.user
        zone = words.zone(owner.time_zone)
        at = rules.remind_at(which, said_at=commitment.dated_at, by_when=by_when, zone=zone)
        if at is None or rules.is_too_late(which, by_when=by_when, today=now.astimezone(zone).date()):
            return
        if at > now:  # they have moved west since
            _plan(tx, commitment, owner=owner, which=which, now=now)
            return
        setattr(commitment, SENT[which], now)
        mail.send_later(tx, owner.email, "sets/mail/due.txt", {"commitment_id": commitment.id}, at=now)


def refuse_reminders(actor: User, *, now: datetime) -> None:
    """No mail about commitments from now on, in any set."""
    with transaction() as tx:
        if is_reminded(actor):
            tx.session.add(ReminderRefusal(user_id=actor.id, since=now))


def want_reminders(actor: User) -> None:
    """Mail again, for what is still to come."""
    with transaction() as tx:
        refusal = tx.session.get(ReminderRefusal, actor.id)
        if refusal is not None:
            tx.session.delete(refusal)


SENT: dict[rules.Reminder, str] = {"halfway": "halfway_sent_at", "eve": "eve_sent_at"}


def _plan(tx: Transaction, commitment: Commitment, *, owner: User, which: rules.Reminder, now: datetime) -> None:
    zone = words.zone(owner.time_zone)
    at = rules.remind_at(which, said_at=commitment.dated_at, by_when=commitment.by_when, zone=zone)
    if at is not None and at > now:
        payload = {"commitment": commitment.id, "which": which, "by_when": commitment.by_when.isoformat()}
        later(tx, JOB, payload=payload, at=at)


def _is_wanted(tx: Transaction, commitment: Commitment, which: rules.Reminder) -> bool:
    if not commitment.is_open or getattr(commitment, SENT[which]) is not None:
        return False
    state = tx.session.scalar(select(LearningSet.state).where(LearningSet.id == commitment.set_id))
    sits = commitment.user_id in people_in(commitment.set_id)
    return sits and state != "closed" and commitment.user.suspended_at is None and is_reminded(commitment.user)
