"""Passkeys: what browsers are asked, and whether what they answer is true. The library weighs seven MiB in memory and
is fetched when the first passkey is made or shown: a server on which nobody has one never loads it."""

import json
import logging
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from cop.config import Settings
from cop.core.errors import N_, RuleBroken

log = logging.getLogger(__name__)

PLACE = "Cop"
BYTES = 32
LONGEST_ANSWER = 20_000
NOT_TRUE = N_("That passkey did not work here. Try once more, or come in another way.")


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is kept of a passkey: nothing of it is secret."""

    credential_id: str
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Which passkey somebody says that they show, and whose: nothing of it is proved yet."""

    credential_id: str
    handle: str


def chance() -> str:
    """A challenge, or the handle of a person: it is not their address, and tells nothing."""
    return _text(secrets.token_bytes(BYTES))


def asks_to_make(challenge: str, *, handle: str, email: str, name: str, known: list[str]) -> str:
    """What a browser is asked so that it makes a passkey, as JSON. It has to make sure who holds it, by a PIN or a
    finger: so it counts as two things. `known` are those that need not be made again."""
    library, structs = import_module("webauthn"), import_module("webauthn.helpers.structs")
    selection = structs.AuthenticatorSelectionCriteria(
        resident_key=structs.ResidentKeyRequirement.REQUIRED,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    options = library.generate_registration_options(
        rp_id=_where()[1],
        rp_name=PLACE,
        user_id=_bytes(handle),
        user_name=email,
        user_display_name=name,
        challenge=_bytes(challenge),
        authenticator_selection=selection,
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=_bytes(each)) for each in known],
    )
    return str(library.options_to_json(options))


def made(answer: str, *, challenge: str) -> NewKey:
    """The passkey that was made for this challenge, on this site. Raises RuleBroken otherwise."""
    found = _verified("verify_registration_response", answer, challenge=challenge)
    return NewKey(_text(found.credential_id), found.credential_public_key, found.sign_count)


def asks_to_show(challenge: str) -> str:
    """What a browser is asked so that its owner shows any passkey of this site, as JSON."""
    library, structs = import_module("webauthn"), import_module("webauthn.helpers.structs")
    options = library.generate_authentication_options(
        rp_id=_where()[1],
        challenge=_bytes(challenge),
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return str(library.options_to_json(options))


def claimed(answer: str) -> Claim:
    """What an answer says of itself. Raises RuleBroken when it says nothing."""
    try:
        told = json.loads(answer[:LONGEST_ANSWER])
        return Claim(str(told["id"]), str(told["response"].get("userHandle") or ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as unread:
        raise RuleBroken(NOT_TRUE) from unread


def shown(answer: str, *, challenge: str, public_key: bytes, sign_count: int) -> int:
    """How often the passkey says that it was used. Raises RuleBroken when it is not this one, or not for this challenge
    and site, or was used more often than it says: then there are two of it."""
    kept = {"credential_public_key": public_key, "credential_current_sign_count": sign_count}
    return int(_verified("verify_authentication_response", answer, challenge=challenge, **kept).new_sign_count)


def _verified(verify: str, answer: str, *, challenge: str, **kept: Any) -> Any:
    origin, host = _where()
    wrong = import_module("webauthn.helpers.exceptions").WebAuthnException
    try:
        return getattr(import_module("webauthn"), verify)(
            credential=answer[:LONGEST_ANSWER],
            expected_challenge=_bytes(challenge),
            expected_origin=origin,
            expected_rp_id=host,
            require_user_verification=True,
            **kept,
        )
    except (wrong, ValueError, KeyError, TypeError, RecursionError) as untrue:
        log.info("passkey_refused", extra={"why": type(untrue).__name__})
        raise RuleBroken(NOT_TRUE) from untrue


def _where() -> tuple[str, str]:
    """The origin of this site and its name among sites, as people reach it."""
    settings: Settings = current_app.config["COP"]
    parts = urlsplit(settings.public_url)
    return f"{parts.scheme}://{parts.netloc}", parts.hostname or ""


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
