"""Copies of everything of one's own: asked for, made by a worker, and gone after some days."""

from base64 import b64encode
from datetime import datetime

from sqlalchemy import delete, select

from cop.core import jobs, mail
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.core.seals import keyring
from cop.people.models import User
from cop.people.queries import person_for
from cop.people.service import check_proof
from cop.rights import policy
from cop.rights.facts import CopyAsked, CopyMade
from cop.rights.models.exports import DataCopy, copy_owner
from cop.rights.queries.exports import content_for, copy_of, ended_copies
from cop.rights.rules import exports as rules

MAKING = "rights.copy"


def ask(actor: User, *, now: datetime) -> None:
    """Have a copy made. The one before it is gone with that."""
    with transaction() as tx:
        person = person_for(actor, actor.id)
        require(policy.can_take(actor, person.id), "Everybody takes a copy of their own.")
        tx.session.get(User, person.id, with_for_update=True)  # two presses at once: one after the other
        before = copy_of(person.id, now=now)
        if not rules.may_ask(before and before.asked_at, now=now):
            raise RuleBroken("You have asked within the last hour. Ask again a little later.")
        forget_copies_of(tx, person.id)
        copy = DataCopy(user_id=person.id, asked_at=now)
        tx.session.add(copy)
        tx.flush()
        jobs.later(tx, MAKING, payload={"copy": copy.id}, at=now)
        tx.announce(CopyAsked(person.id))


def keep(copy_id: int, content: bytes, *, days: int, now: datetime) -> None:
    """Lay what was made ready for whoever asked, and tell them: not what is in it. Done twice, it is told once."""
    with transaction() as tx:
        copy = tx.session.get(DataCopy, copy_id, with_for_update=True, populate_existing=True)
        if copy is None or copy.made_at is not None:
            return
        copy.content, copy.made_at = b64encode(content).decode("ascii"), now
        copy.ends_at = rules.ends_at(now, days=days)
        address = tx.session.get_one(User, copy.user_id).email
        mail.send_later(tx, address, "rights/mail/copy.txt", {"days": days}, at=now)
        tx.announce(CopyMade(copy.user_id))


def take(actor: User, sign_in_id: int, *, password: str, now: datetime) -> bytes:
    """Hand the actor's own copy over, once it is certain that it is them."""
    content = content_for(actor, now=now)
    check_proof(actor, sign_in_id, password=password, now=now)
    return content


def forget_ended(*, now: datetime) -> None:
    """Delete copies whose days are over, and their keys: no backup opens them either."""
    for copy_id in ended_copies(now=now):
        keyring().destroy(copy_owner(copy_id))
        with transaction() as tx:
            tx.session.execute(delete(DataCopy).where(DataCopy.id == copy_id))


def forget_copies_of(tx: Transaction, person_id: int) -> None:
    """Delete whatever lies ready for somebody, and its key."""
    for copy_id in tx.session.scalars(select(DataCopy.id).where(DataCopy.user_id == person_id)).all():
        keyring().destroy(copy_owner(copy_id))
        tx.session.execute(delete(DataCopy).where(DataCopy.id == copy_id))
