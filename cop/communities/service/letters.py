"""Letters of invitation: each is checked once more in the moment in which it is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

from cop.communities import policy
from cop.communities.models import Community, CommunityInvitation
from cop.communities.queries.invitations import letters_of_today, role_in
from cop.communities.rules import invitations as rules
from cop.core import jobs
from cop.core.database import Transaction, transaction
from cop.core.links import token_of
from cop.people.queries import name_of, wants_no_invitations


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter of invitation says; `place` is empty where it may not be named."""

    email: str
    inviter: str
    place: str
    token: str
    is_reminder: bool


def write_letter(invitation_id: int, *, letters: int, now: datetime) -> Letter | None:
    """The letter after so many, if it is still to be sent. None, and the reason noted, when it is not."""
    with transaction() as tx:
        invitation = tx.session.get(CommunityInvitation, invitation_id)
        if invitation is None or invitation.state not in ("waiting", "sent") or invitation.letters != letters:
            return None
        if invitation.expires_at <= now:
            return None
        community = tx.session.get_one(Community, invitation.community_id)
        ending = _why_not(invitation, community)
        if ending:
            invitation.state, invitation.ended_at = ending, now
            return None
        if letters_of_today(invitation.email, now=now) >= rules.MOST_LETTERS_A_DAY:
            _in_a_day(tx, invitation, now=now)
            return None
        place = community.name if rules.names_its_place(community.axes) else ""
        inviter = name_of(invitation.invited_by_id)
        return Letter(invitation.email, inviter, place, token_of(invitation.seed), is_reminder=letters > 0)


def note_sent(invitation_id: int, *, letters: int, now: datetime) -> None:
    """The letter after so many is on its way; the next reminder is written down."""
    with transaction() as tx:
        this = (CommunityInvitation.id == invitation_id, CommunityInvitation.letters == letters)
        invitation = tx.session.get_one(CommunityInvitation, invitation_id)
        sent_at = invitation.sent_at or now
        sent = {"letters": letters + 1, "sent_at": sent_at, "last_letter_at": now}
        tx.session.execute(update(CommunityInvitation).where(*this).values(sent))
        waiting = (CommunityInvitation.id == invitation_id, CommunityInvitation.state == "waiting")
        tx.session.execute(update(CommunityInvitation).where(*waiting).values(state="sent"))
        due = rules.reminder_at(sent_at, letters=letters + 1)
        if due:
            payload = {"id": invitation_id, "letters": letters + 1}
            jobs.later(tx, "communities.invitation", payload=payload, at=due)


def note_bounced(invitation_id: int, *, now: datetime) -> None:
    """The mail server knows nobody at this address."""
    with transaction() as tx:
        this = (CommunityInvitation.id == invitation_id, CommunityInvitation.state.in_(("waiting", "sent")))
        tx.session.execute(update(CommunityInvitation).where(*this).values(state="bounced", ended_at=now))


def _why_not(invitation: CommunityInvitation, community: Community) -> str | None:
    if not policy.is_alive(community):
        return "withdrawn"
    if wants_no_invitations(invitation.email):
        return "declined"
    role = role_in(invitation.community_id, invitation.invited_by_id)
    return None if invitation.role in rules.roles_offered_by(role) else "withdrawn"


def _in_a_day(tx: Transaction, invitation: CommunityInvitation, *, now: datetime) -> None:
    """Somebody whom many invite gets a few letters a day, and the rest on the days after."""
    payload = {"id": invitation.id, "letters": invitation.letters}
    jobs.later(tx, "communities.invitation", payload=payload, at=now + timedelta(days=1))
