"""An account emptied for good: the row stays, so that what hangs on its number stays right, and nobody is in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, update

from cop.core import forms, jobs
from cop.core.database import transaction
from cop.core.errors import N_
from cop.core.words import HOME_ZONE
from cop.people.facts import PersonErased
from cop.people.models import (
    Authenticator,
    Invitation,
    KnownDevice,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
    SignIn,
    SignInLink,
    SignInStep,
    SsoIdentity,
    User,
)
from cop.people.rules.names import address_of_nobody
from cop.people.service.sign_ins import end_all

WAYS_IN: tuple[type[Any], ...] = (
    Authenticator, KnownDevice, Passkey, PasskeyChallenge, RecoveryCode, SignInLink, SignInStep, SsoIdentity,
)  # fmt: skip
GONE = N_("Somebody who has left")


def erase(user_id: int, *, keeps_words: bool, now: datetime) -> None:
    """Delete everything of a person: each capability its part, while it knows their address, and then the account.

    `keeps_words` leaves what others have read and answered, without a name. Whoever calls has made sure that it is
    their wish.
    """
    with transaction() as tx:
        person = tx.session.get_one(User, user_id, with_for_update=True)
        with transaction() as first:
            first.announce(PersonErased(user_id, keeps_words))
        end_all(tx, user_id, now=now)
        jobs.forget_about(tx, {person.email, person.name})
        forms.forget_receipts_of(tx, user_id)
        tx.session.execute(update(SignIn).where(SignIn.user_id == user_id).values(device=""))  # its id is not reused
        for table in WAYS_IN:
            tx.session.execute(delete(table).where(table.user_id == user_id))
        tx.session.execute(delete(Invitation).where(Invitation.email == person.email))
        tx.session.execute(update(Invitation).where(Invitation.invited_by_id == user_id).values(invited_by_id=None))
        _empty(person, now=now)


def _empty(person: User, *, now: datetime) -> None:
    person.name, person.email = GONE, address_of_nobody(person.id)
    person.pronouns = person.about = person.locale = ""
    person.time_zone, person.password_hash = HOME_ZONE, None
    person.is_admin = person.is_demo = False
    person.suspended_at, person.erased_at = person.suspended_at or now, now
