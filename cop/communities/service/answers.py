"""What whoever holds an invitation does with it: comes in, says yes without an account, or says no."""

from datetime import datetime

from sqlalchemy import update

from cop.communities.models import CommunityInvitation, InvitationLink
from cop.communities.queries.invitations import invitation_by, link_by, link_stands, opened_at, stands
from cop.communities.rules import invitations as rules
from cop.communities.service.agreements import accept_on_joining
from cop.communities.service.coming import check_alive, let_in, name_in_spaces
from cop.core import jobs
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.people import service as people
from cop.people.models import User
from cop.people.queries import person_by_email
from cop.people.rules.names import email_of

SPENT = N_("This invitation is spent: it was used, taken back, or it is too old. Ask for a new one.")
ANOTHERS = N_("This invitation is for another address than that of your account. Ask for one of your own.")


def accept(actor: User, token: str, *, accepts: int = 0, now: datetime) -> int:
    """Come in by an invitation or a link, and say where that is. Whoever presses first has the seat, and accepts how
    the community works together: `accepts` is the number of what was read."""
    with transaction() as tx:
        invitation = invitation_by(token, now=now)
        if invitation is None:
            return _by_link(tx, actor, token, accepts=accepts, now=now)
        require(invitation.forwardable or invitation.email == actor.email, ANOTHERS)
        if _redeem(tx, actor, invitation, now=now):
            accept_on_joining(tx, invitation.community_id, person_id=actor.id, number=accepts, now=now)
        return invitation.community_id


def say_yes(token: str, *, now: datetime) -> str | None:
    """Say yes before signing in. The token with which an account is made for this address; None if it has one.

    Only whoever reads the letters to an address holds this token, so it tells them nothing that they do not know.
    """
    with transaction() as tx:
        invitation = invitation_by(token, now=now)
        if invitation is None or invitation.forwardable:
            raise RuleBroken(SPENT)
        check_alive(invitation.community)
        this = (CommunityInvitation.id == invitation.id, CommunityInvitation.state.in_(("waiting", "sent")))
        tx.session.execute(update(CommunityInvitation).where(*this).values(state="opened"))
        if person_by_email(invitation.email):
            return None
        written = people.write_to_newcomer(invitation.email, now=now)
        if written is None:
            raise RuleBroken("You have said so a few times just now. Wait a quarter of an hour, then press again.")
        return written[1]


def ask_for_letter(token: str, email: str, *, now: datetime, language: str = "") -> None:
    """Have a letter sent that leads back here, with which somebody signs in or makes their account."""
    address = email_of(email)
    with transaction() as tx:
        link, invitation = link_by(token, now=now), invitation_by(token, now=now)
        if link is None and (invitation is None or not invitation.forwardable):
            raise RuleBroken(SPENT)
        found = link or invitation
        check_alive(found.community)  # type: ignore[union-attr]  # one of them stands
        if link is not None and not rules.is_from(address, link.domains):
            raise RuleBroken("This link is for addresses at %(domains)s.", domains=link.domains.replace(" ", ", "))
        payload = {"email": address, "seed": found.seed, "language": language}  # type: ignore[union-attr]
        jobs.later(tx, "communities.door", payload=payload, at=now)


def decline(token: str, *, never_again: bool, now: datetime) -> None:
    """Say no; and, if so wished, no to every invitation by anybody from now on."""
    with transaction() as tx:
        invitation = invitation_by(token, now=now)
        if invitation is None:
            raise RuleBroken(SPENT)
        this = (CommunityInvitation.id == invitation.id, *stands(now))
        tx.session.execute(update(CommunityInvitation).where(*this).values(state="declined", ended_at=now))
        if never_again:
            people.invite_no_more(invitation.email, now=now)


def seat_newcomer(tx: Transaction, person: User, *, now: datetime) -> None:
    """Whoever said yes and then made the account for that address is in. They are asked inside to accept how it works
    together, where they read it."""
    for invitation in opened_at(person.email, now=now):
        _redeem(tx, person, invitation, now=now)


def _redeem(tx: Transaction, person: User, invitation: CommunityInvitation, *, now: datetime) -> bool:
    """Whether they came by it: False for whoever was in already."""
    this = (CommunityInvitation.id == invitation.id, *stands(now))
    joined = {"state": "joined", "user_id": person.id, "ended_at": now}
    claim = update(CommunityInvitation).where(*this).values(joined).returning(CommunityInvitation.id)
    if tx.session.scalar(claim.execution_options(synchronize_session=False)) is None:
        raise RuleBroken(SPENT)  # somebody was faster
    came = let_in(tx, invitation.community_id, person_id=person.id, role=invitation.role, now=now)
    named = invitation.space_ids
    name_in_spaces(tx, invitation.community_id, space_ids=named, person_id=person.id, now=now)
    return came


def _by_link(tx: Transaction, actor: User, token: str, *, accepts: int, now: datetime) -> int:
    link = link_by(token, now=now)
    if link is None:
        raise RuleBroken(SPENT)
    require(rules.is_from(actor.email, link.domains), "This link is for people with addresses of another domain.")
    if let_in(tx, link.community_id, person_id=actor.id, role=link.role, now=now):
        this = (InvitationLink.id == link.id, *link_stands(now))
        claim = update(InvitationLink).where(*this).values(uses=InvitationLink.uses + 1).returning(InvitationLink.id)
        if tx.session.scalar(claim.execution_options(synchronize_session=False)) is None:
            raise RuleBroken(SPENT)  # the last seat was taken in this moment
        accept_on_joining(tx, link.community_id, person_id=actor.id, number=accepts, now=now)
    return link.community_id
