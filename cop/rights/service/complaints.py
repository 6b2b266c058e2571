"""Complaints: taken in, acknowledged at once, settled with an outcome, and in the end forgotten."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from cop.core import jobs
from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.core.seals import keyring
from cop.people.models import User
from cop.people.rules.names import email_of
from cop.rights import policy
from cop.rights.facts import ComplaintMade, ComplaintSettled
from cop.rights.models.complaints import Complaint, complaint_owner
from cop.rights.queries.complaints import complaint_for, settled_before
from cop.rights.rules import complaints as rules

ACKNOWLEDGING, ANSWERING = "rights.acknowledge", "rights.answer"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a worker writes to whoever complained."""

    to: str
    name: str
    outcome: str


def complain(*, kind: str, name: str, email: str, words: str, now: datetime, by: int | None = None) -> int:
    """Take it in, whoever it comes from, and have it acknowledged. Answers its number."""
    kind, name = rules.check_kind(kind), rules.name_of(name)
    email, words = email_of(email), rules.words_of(words)
    with transaction() as tx:
        made = Complaint(user_id=by, kind=kind, name=name, email=email, words=words, received_at=now)
        tx.session.add(made)
        tx.flush()
        jobs.later(tx, ACKNOWLEDGING, payload={"complaint": made.id}, at=now)
        tx.announce(ComplaintMade(made.id))
        return made.id


def settle(actor: User, complaint_id: int, *, outcome: str, now: datetime) -> None:
    """Say what came of it; whoever complained is told."""
    outcome = rules.words_of(outcome)
    with transaction() as tx:
        complaint = complaint_for(actor, complaint_id)
        require(policy.can_read_register(actor), "Only an administrator can answer a complaint.")
        if complaint.settled_at is not None:
            raise RuleBroken("This was answered already.")
        complaint.outcome, complaint.settled_at, complaint.answered_by_id = outcome, now, actor.id
        if complaint.email:
            jobs.later(tx, ANSWERING, payload={"complaint": complaint.id}, at=now)
        tx.announce(ComplaintSettled(complaint.id))


def acknowledge(complaint_id: int, *, now: datetime) -> Letter | None:
    """The letter that says that we have it, and that it was sent; None when it was forgotten meanwhile."""
    with transaction() as tx:
        complaint = tx.session.get(Complaint, complaint_id)
        if complaint is None or not complaint.email:
            return None
        complaint.acknowledged_at = complaint.acknowledged_at or now
        return Letter(str(complaint.email), str(complaint.name), "")


def answer(complaint_id: int) -> Letter | None:
    """The letter that says what came of it; None when it was forgotten meanwhile."""
    with transaction() as tx:
        complaint = tx.session.get(Complaint, complaint_id)
        if complaint is None or not complaint.email:
            return None
        return Letter(str(complaint.email), str(complaint.name), str(complaint.outcome))


def forget_old(*, now: datetime) -> None:
    """Delete what was settled two years ago, with its key."""
    for complaint_id in settled_before(now - rules.KEPT_AFTER):
        keyring().destroy(complaint_owner(complaint_id))
        with transaction() as tx:
            tx.session.execute(delete(Complaint).where(Complaint.id == complaint_id))
