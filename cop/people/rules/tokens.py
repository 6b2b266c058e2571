"""Secrets that open something: how long each one lasts, and the only form in which it is kept."""

import hashlib
from datetime import datetime, timedelta
from typing import Literal

Way = Literal["password", "link", "demo"]
Proof = Literal["nothing", "password", "link"]

SIGN_IN_LASTS = timedelta(days=90)
LINK_LASTS = timedelta(minutes=15)
INVITATION_LASTS = timedelta(days=28)
ENDED_KEPT = timedelta(days=30)
LINK_PROVES = timedelta(hours=1)
MOST_LINKS = 3
MOST_INVITATIONS = 50
RESEND_AFTER = timedelta(hours=1)


def fingerprint(token: str) -> str:
    """What the database keeps of a token: whoever reads the database can use none of them.

    A plain hash is enough, because a token is 256 random bits and cannot be guessed like a password.
    """
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def needs_password(way: str, opened_at: datetime, *, now: datetime) -> bool:
    """Whether a change of password asks for the old one: not for an hour after coming in by a link."""
    return way != "link" or now - opened_at > LINK_PROVES


def proof(way: str, opened_at: datetime, *, has_password: bool, now: datetime) -> Proof:
    """What is asked of somebody before what cannot be undone, or would give everything away: nothing within an hour of
    coming in by a link, else their password, or a new link where there is none."""
    if way != "password" and now - opened_at <= LINK_PROVES:
        return "nothing"
    return "password" if has_password else "link"
