"""The second step of signing in: codes of an authenticator app, and recovery codes for the day the app is lost."""

import hmac
import secrets
from datetime import datetime, timedelta

import pyotp

STEP_SECONDS = 30
LEEWAY = 1  # steps: how far the clock of a telephone may be off, to either side
DIGITS = 6
MOST_WRONG = 5
STEP_LASTS = timedelta(minutes=10)
RECOVERY_CODES = 10
RECOVERY_SIGNS = 20  # of 32 each: 100 bits, which nobody guesses, so that a plain hash of them may be kept
FEW = 3
GROUP = 5
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
READ_AS = str.maketrans({"o": "0", "i": "1", "l": "1", "u": "v"})
"""What people read in place of a sign of the alphabet that they were shown."""


def new_secret() -> str:
    """What an app and we share from now on: 160 random bits."""
    return pyotp.random_base32()


def in_groups(secret: str) -> str:
    """A secret as somebody types it who cannot take its picture."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def address_for_apps(secret: str, *, person: str, place: str) -> str:
    """What the picture says to an app."""
    return pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name=place)


def step_of(secret: str, typed: str, *, after: int, now: datetime) -> int | None:
    """Which step of time this code belongs to, of those that may still be used: `after` is the last one that was."""
    code = "".join(typed.split())
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        return None
    this, app = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(secret)
    steps = (step for step in range(this - LEEWAY, this + LEEWAY + 1) if step > after)
    return next((step for step in steps if hmac.compare_digest(app.generate_otp(step), code)), None)


def new_recovery_codes() -> list[str]:
    """Ten of them, as they are shown, once."""
    drawn = ("".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_SIGNS)) for _ in range(RECOVERY_CODES))
    return ["-".join(each[start : start + GROUP] for start in range(0, RECOVERY_SIGNS, GROUP)) for each in drawn]


def plain(typed: str) -> str:
    """A recovery code in the one form of which a fingerprint is kept, however it was typed."""
    return "".join(sign for sign in typed.lower() if sign.isalnum()).translate(READ_AS)
