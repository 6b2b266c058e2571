"""Secrets that open something: how long each one lasts, and the only form in which it is kept."""

import hashlib
from datetime import timedelta

SIGN_IN_LASTS = timedelta(days=90)
LINK_LASTS = timedelta(minutes=15)
INVITATION_LASTS = timedelta(days=28)
ENDED_KEPT = timedelta(days=30)
MOST_LINKS = 3


def fingerprint(token: str) -> str:
    """What the database keeps of a token: whoever reads the database can use none of them.

    A plain hash is enough, because a token is 256 random bits and cannot be guessed like a password.
    """
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
