"""Addresses that open something and can be written again: in a reminder, or for whoever looks after the link.

The database holds a seed and a fingerprint. Only with the key of the installation does a seed become the token, so
that whoever reads the database alone can use none of them.
"""

import hashlib
import hmac
import secrets

from flask import current_app


def new_seed() -> str:
    """256 random bits, from which a token is made."""
    return secrets.token_urlsafe(32)


def token_of(seed: str) -> str:
    """The token of a seed, the same each time, fit for an address."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, b"link:" + seed.encode(), hashlib.sha256).hexdigest()
