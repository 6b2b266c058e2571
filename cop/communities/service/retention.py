"""Whom somebody asked into a community is forgotten when it is long over."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from cop.communities.models import CommunityInvitation, InvitationFile
from cop.core.database import transaction

ENDED_KEPT = timedelta(days=90)
FILE_KEPT = timedelta(days=180)


def forget_old(*, now: datetime) -> None:
    """Addresses of invitations that ended, and whole files of them."""
    with transaction() as tx:
        tx.session.execute(delete(CommunityInvitation).where(CommunityInvitation.ended_at < now - ENDED_KEPT))
        tx.session.execute(delete(InvitationFile).where(InvitationFile.created_at < now - FILE_KEPT))
