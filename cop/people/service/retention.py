"""What is kept of sign-ins and invitations goes when its days are over."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from cop.core.database import transaction
from cop.people.models import Invitation, KnownDevice, PasskeyChallenge, SignIn, SignInLink, SignInStep
from cop.people.rules.tokens import ENDED_KEPT

LINK_KEPT = timedelta(days=1)
INVITATION_KEPT = timedelta(days=90)


def forget_old(*, now: datetime) -> None:
    """Sign-ins that ended long ago, links, steps and browsers that ran out, and addresses that nobody waits for."""
    old, answered = now - ENDED_KEPT, now - INVITATION_KEPT
    with transaction() as tx:
        tx.session.execute(delete(SignIn).where(or_(SignIn.ended_at < old, SignIn.expires_at < old)))
        tx.session.execute(delete(SignInLink).where(SignInLink.expires_at < now - LINK_KEPT))
        over = or_(Invitation.accepted_at < answered, Invitation.expires_at < answered)
        tx.session.execute(delete(Invitation).where(over))
        for table in (KnownDevice, PasskeyChallenge, SignInStep):
            tx.session.execute(delete(table).where(table.expires_at < now))
