"""Signing in through another place: connected by whoever is signed in here, and by nobody else."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from cop.core.database import transaction
from cop.core.errors import N_, RuleBroken
from cop.core.sso import Holder
from cop.people.models import SsoIdentity, User
from cop.people.queries import identity_for, person_for
from cop.people.rules.tokens import Entry
from cop.people.service.sign_ins import SUSPENDED, enter
from cop.people.service.ways_in import tell_of

UNKNOWN = N_("No account here is connected with that one yet. Sign in as you do otherwise, and connect it under «You».")


def sign_in_through(holder: Holder, *, device: str, now: datetime, replaces: int | None = None) -> Entry:
    """What the browser gets of whoever connected their account with this. Nobody is found by their address: it is the
    same answer whether or not somebody has one like it."""
    with transaction() as tx:
        this = (SsoIdentity.issuer == holder.issuer, SsoIdentity.subject == holder.subject)
        user_id = tx.session.scalar(select(SsoIdentity.user_id).where(*this))
        if user_id is None:
            raise RuleBroken(UNKNOWN)
        if tx.session.get_one(User, user_id).suspended_at:
            raise RuleBroken(SUSPENDED)
        return enter(user_id, device=device, now=now, way="sso", replaces=replaces)


def connect(actor: User, holder: Holder, *, now: datetime) -> None:
    """Let the actor come in through there from now on."""
    with transaction() as tx:
        person = person_for(actor, actor.id)
        tx.session.add(SsoIdentity(user_id=person.id, issuer=holder.issuer, subject=holder.subject, connected_at=now))
        try:
            tx.flush()
        except IntegrityError:
            raise RuleBroken("That account is connected already: with yours, or with somebody else's.") from None
        tell_of(tx, person.id, change="connected", now=now)


def disconnect(actor: User, identity_id: int, *, now: datetime) -> None:
    """Nobody comes in through there any more."""
    with transaction() as tx:
        tx.session.delete(identity_for(actor, identity_id))
        tell_of(tx, actor.id, change="disconnected", now=now)
