"""What follows from what happens to people: sockets are cut, letters are written."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select

from cop.core import mail
from cop.core.database import db
from cop.core.errors import N_
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.own import Part
from cop.people import service
from cop.people.facts import SignInEnded
from cop.people.models import Invitation, Passkey, SignIn, SsoIdentity, User
from cop.people.queries import name_of, person_by_email
from cop.people.service import retention

listeners = Listeners()
jobs = Jobs()


@listeners.after(SignInEnded)
def cut_its_sockets(_fact: SignInEnded) -> None:
    """At once in this process; the others' own watch notices within a second."""
    current_app.extensions["cop_open_sockets"].cut_ended()


@jobs.handles("people.link")
def send_link(payload: dict[str, Any], *, now: datetime) -> None:
    """A stranger gets no letter: they did not ask, and nobody learns anything from it."""
    written = service.write_link(payload["email"], now=now)
    if written:
        person, token = written
        _send(person.email, "link", {"name": person.name, "token": token}, asked=payload, now=now)


@jobs.handles("people.invitation")
def send_invitation(payload: dict[str, Any], *, now: datetime) -> None:
    """To somebody who has an account already, the letter says so instead."""
    written = service.write_invitation(payload["id"], now=now)
    if written is None:
        return
    invitation, token = written
    inviter = name_of(invitation.invited_by_id)
    known = person_by_email(invitation.email) is not None
    _send(invitation.email, "known" if known else "invitation", {"inviter": inviter, "token": token}, asked={}, now=now)


@jobs.handles("people.newcomer")
def send_to_newcomer(payload: dict[str, Any], *, now: datetime) -> None:
    """Whoever signs up with an address that has an account gets a link to that account."""
    if person_by_email(payload["email"]):
        send_link(payload, now=now)
        return
    written = service.write_to_newcomer(payload["email"], now=now)
    if written:
        invitation, token = written
        _send(invitation.email, "newcomer", {"token": token}, asked=payload, now=now)


@jobs.hourly
def forget_old(*, now: datetime) -> None:
    """Sign-ins, links and invitations whose days are over."""
    retention.forget_old(now=now)


def _send(to: str, letter: str, values: dict[str, str], *, asked: dict[str, Any], now: datetime) -> None:
    # Sent at once, not through a job of its own: a job's row would keep the token.
    language = asked.get("language", "")
    mail.send({"to": to, "template": f"people/mail/{letter}.txt", "values": values, "language": language}, now=now)


def _profile(person_id: int) -> Iterable[Sequence[Any]]:
    told = (User.name, User.email, User.pronouns, User.about, User.time_zone, User.locale, User.created_at)
    return [tuple(row) for row in db.session.execute(select(*told).where(User.id == person_id))]


def _sign_ins(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(SignIn.way, SignIn.device, SignIn.created_at, SignIn.expires_at, SignIn.ended_at)
    return [tuple(row) for row in db.session.execute(told.where(SignIn.user_id == person_id).order_by(SignIn.id))]


def _invitations(person_id: int) -> Iterable[Sequence[Any]]:
    own = select(Invitation.email, Invitation.created_at, Invitation.accepted_at)
    mine = own.where(Invitation.invited_by_id == person_id).order_by(Invitation.id)
    return [tuple(row) for row in db.session.execute(mine)]


def _passkeys(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(Passkey.name, Passkey.created_at, Passkey.used_at)
    return [tuple(row) for row in db.session.execute(told.where(Passkey.user_id == person_id).order_by(Passkey.id))]


def _elsewhere(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(SsoIdentity.issuer, SsoIdentity.subject, SsoIdentity.connected_at)
    own = told.where(SsoIdentity.user_id == person_id).order_by(SsoIdentity.id)
    return [tuple(row) for row in db.session.execute(own)]


PARTS = [
    Part(
        "profile", N_("Your profile"),
        {
            "name": N_("Name"), "email": N_("Email address"), "pronouns": N_("Pronouns"),
            "about": N_("What you do, in a line"), "time_zone": N_("Time zone"), "language": N_("Language"),
            "joined_at": N_("Joined"),
        },
        _profile,
    ),
    Part(
        "sign_ins", N_("Where you are or were signed in"),
        {
            "way": N_("By"), "device": N_("Browser"), "since": N_("Since"), "until": N_("Until"),
            "ended_at": N_("Ended"),
        },
        _sign_ins,
    ),
    Part(
        "passkeys", N_("Your passkeys"),
        {"name": N_("Name"), "created_at": N_("Since"), "used_at": N_("Last used")}, _passkeys,
    ),
    Part(
        "signing_in_elsewhere", N_("Other places by which you sign in"),
        {"issuer": N_("Place"), "subject": N_("Your number there"), "since": N_("Since")}, _elsewhere,
    ),
    Part(
        "account_invitations", N_("Whom you invited to make an account"),
        {"email": N_("Email address"), "at": N_("When"), "accepted_at": N_("Accepted")}, _invitations,
    ),
]  # fmt: skip
