"""Secrets that open something: how long each one lasts, and the only form in which it is kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

Proof = Literal["nothing", "password", "link"]
Way = Literal["password", "link", "passkey", "sso", "demo"]
Second = Literal["", "code", "recovery", "passkey"]
DEMO: Final = "demo"

SIGN_IN_LASTS = timedelta(days=90)
LINK_LASTS = timedelta(minutes=15)
INVITATION_LASTS = timedelta(days=28)
ENDED_KEPT = timedelta(days=30)
LINK_PROVES = timedelta(hours=1)
MOST_LINKS = 3
MOST_INVITATIONS = 50
RESEND_AFTER = timedelta(hours=1)
DEVICE_KNOWN = timedelta(days=365)
MOST_DEVICES = 20
CHALLENGE_LASTS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a browser gets: the token of a sign-in or, where a second step is still asked for, the token of that step,
    which opens nothing else."""

    token: str
    is_whole: bool = True


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


def is_proven(way: str, second: str) -> bool:
    """Whether more than one thing speaks for whoever came in so. The invented people of the demo need none."""
    return second != "" or way == DEMO
