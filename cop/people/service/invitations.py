"""Invitations: to somebody, by somebody, or to oneself where sign-up is open."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update

from cop.core import jobs
from cop.core.access import require
from cop.core.database import db, transaction
from cop.core.errors import N_, RuleBroken
from cop.people import policy
from cop.people.models import Invitation, UninvitedAddress, User
from cop.people.queries import open_invitation, person_by_email, wants_no_invitations
from cop.people.rules import tokens
from cop.people.rules.names import email_of
from cop.people.rules.tokens import Entry
from cop.people.service.accounts import add_person
from cop.people.service.sign_ins import new_token, open_sign_in

USED = N_("This invitation was used before, or it is too old. Ask for a new one.")


def invite(actor: User, email: str, *, now: datetime) -> Invitation:
    """Invite an address to an account; asked again after an hour or more, the same one lasts longer and is sent anew.

    Also for addresses that have an account: nobody learns from this who has one, and the letter says what to do.
    """
    require(policy.can_invite(actor), "A suspended account cannot invite.")
    address = email_of(email)
    with transaction() as tx:
        invitation = tx.session.scalar(select(Invitation).where(*_by_to(actor, address)))
        if invitation is None:
            _check_daily(actor, now=now)
            invitation = Invitation(email=address, invited_by_id=actor.id, created_at=now, expires_at=now)
            tx.session.add(invitation)
        if now + tokens.INVITATION_LASTS >= invitation.expires_at + tokens.RESEND_AFTER:
            invitation.expires_at = now + tokens.INVITATION_LASTS
            tx.flush()
            jobs.later(tx, "people.invitation", payload={"id": invitation.id}, at=now)
        return invitation


def ask_to_join(email: str, *, now: datetime, language: str = "") -> None:
    """Have a letter sent to an address where sign-up is open, in the `language` of the page. The worker finds out
    whether there is an account."""
    with transaction() as tx:
        jobs.later(tx, "people.newcomer", payload={"email": email_of(email), "language": language}, at=now)


def write_invitation(invitation_id: int, *, now: datetime) -> tuple[Invitation, str] | None:
    """The invitation and a fresh token for its letter; None when it was accepted meanwhile or is too old."""
    with transaction() as tx:
        invitation = tx.session.get(Invitation, invitation_id)
        if invitation is None or invitation.accepted_at or invitation.expires_at <= now:
            return None
        if invitation.invited_by_id and wants_no_invitations(invitation.email):
            return None
        token = new_token()
        invitation.token_hash = tokens.fingerprint(token)
        return invitation, token


def write_to_newcomer(email: str, *, now: datetime) -> tuple[Invitation, str] | None:
    """An invitation to oneself, and its token; None when the address has had enough letters for now."""
    with transaction() as tx:
        if _asked_lately(email, now=now) >= tokens.MOST_LINKS:
            return None
        expires_at = now + tokens.INVITATION_LASTS
        invitation = Invitation(email=email, created_at=now, expires_at=expires_at)
        tx.session.add(invitation)
        tx.flush()
        return write_invitation(invitation.id, now=now)


def invite_no_more(email: str, *, now: datetime) -> None:
    """Nobody may have an invitation sent to this address from now on. Whoever asks has proved that it is theirs."""
    with transaction() as tx:
        tx.session.merge(UninvitedAddress(address_hash=tokens.fingerprint(email), said_at=now))


def accept(token: str, *, name: str, time_zone: str, password: str | None, device: str, now: datetime) -> Entry:
    """Make the account of an invitation and sign in. Two presses at once make one account."""
    with transaction() as tx:
        invitation = open_invitation(token, now=now)
        if invitation is None:
            raise RuleBroken(USED)
        if person_by_email(invitation.email):
            raise RuleBroken("You have an account with this address already. Sign in instead.")
        same_address = (Invitation.email == invitation.email, Invitation.accepted_at.is_(None))
        tx.session.execute(update(Invitation).where(*same_address).values(accepted_at=now))
        person = add_person(email=invitation.email, name=name, time_zone=time_zone, password=password, now=now)
        return Entry(open_sign_in(person.id, device=device, now=now))


def _by_to(actor: User, address: str) -> tuple[ColumnElement[bool], ...]:
    return Invitation.email == address, Invitation.invited_by_id == actor.id, Invitation.accepted_at.is_(None)


def _check_daily(actor: User, *, now: datetime) -> None:
    lately = (Invitation.invited_by_id == actor.id, Invitation.created_at > now - timedelta(days=1))
    if (db.session.scalar(select(func.count(Invitation.id)).where(*lately)) or 0) >= tokens.MOST_INVITATIONS:
        raise RuleBroken("That is %(most)s invitations in a day. Go on tomorrow.", most=tokens.MOST_INVITATIONS)


def _asked_lately(email: str, *, now: datetime) -> int:
    own = (Invitation.email == email, Invitation.invited_by_id.is_(None))
    lately = Invitation.created_at > now - tokens.LINK_LASTS
    return db.session.scalar(select(func.count(Invitation.id)).where(*own, lately)) or 0
