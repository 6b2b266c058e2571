"""Signing in through another place, by OpenID Connect: the way there, and what it says of whoever comes back.

Authlib and joserfc are fetched when the first person takes this way; `requests` comes with them.
"""

import logging
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from cop.config import Settings
from cop.core.errors import N_, RuleBroken

log = logging.getLogger(__name__)

SECONDS = 5
CLOCKS_DIFFER = timedelta(minutes=1)
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")  # signatures by a key of theirs: never none, never one of ours
UNTRUE = N_("What came back is not what we asked for. Begin again from our sign-in page.")
AWAY = N_("The place that you sign in through does not answer just now. Try again in a moment, or come in another way.")


@dataclass(frozen=True, slots=True)
class Trip:
    """What is remembered of somebody on their way, in their own browser, until they are back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who somebody is there. Their address is not asked for: it may be given to another person, or be made up."""

    issuer: str
    subject: str


def new_trip() -> Trip:
    """Three secrets by chance: it is the same browser, the same question, and the same one who asked."""
    return Trip(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))


def way_there(trip: Trip) -> str:
    """The address at the other place."""
    asked = {"state": trip.state, "nonce": trip.nonce, "code_verifier": trip.verifier}
    with _reaching() as reach:
        session, known = reach.session(), reach.known()
        return str(session.create_authorization_url(known["authorization_endpoint"], **asked)[0])


def holder(trip: Trip | None, came: Mapping[str, str], *, now: datetime) -> Holder:
    """Who has come back. Raises RuleBroken when they are not on this trip, or when anything is not as it has to be."""
    settings = _settings()
    if trip is None or not secrets.compare_digest(came.get("state", "").encode(), trip.state.encode()):
        raise RuleBroken(UNTRUE)
    if came.get("iss", settings.oidc_issuer) != settings.oidc_issuer or not came.get("code"):
        raise RuleBroken(UNTRUE)
    with _reaching() as reach:
        known = reach.known()
        given = reach.session().fetch_token(
            known["token_endpoint"], code=came["code"], code_verifier=trip.verifier, timeout=SECONDS
        )
        keys = import_module("joserfc.jwk").KeySet.import_key_set(reach.get(known["jwks_uri"]))
        token = import_module("joserfc.jwt").decode(given["id_token"], keys, algorithms=list(ALGORITHMS))
    return checked(token.claims, nonce=trip.nonce, now=now)


def checked(claims: Mapping[str, Any], *, nonce: str, now: datetime) -> Holder:
    """Whom the claims of a token name, whose signature is right. Raises RuleBroken unless it is by that place, for us,
    for this trip and for now."""
    settings, audience = _settings(), claims.get("aud")
    audience = audience if isinstance(audience, list) else [audience]
    subject, expires = claims.get("sub"), claims.get("exp")
    is_fine = (
        claims.get("iss") == settings.oidc_issuer
        and settings.oidc_client_id in audience
        and (audience == [settings.oidc_client_id] or claims.get("azp") == settings.oidc_client_id)
        and secrets.compare_digest(str(claims.get("nonce")).encode(), nonce.encode())
        and isinstance(expires, int | float)
        and expires > (now - CLOCKS_DIFFER).timestamp()
        and isinstance(subject, str)
        and subject != ""
    )
    if not is_fine:
        log.warning("sso_claims_refused")
        raise RuleBroken(UNTRUE)
    return Holder(settings.oidc_issuer, str(subject))


class _Place:
    """The other place, over the network."""

    def session(self) -> Any:
        """A client of theirs, as Authlib knows it: with PKCE."""
        settings = _settings()
        return import_module("authlib.integrations.requests_client").OAuth2Session(
            settings.oidc_client_id,
            settings.oidc_client_secret,
            scope="openid",
            redirect_uri=f"{settings.public_url.rstrip('/')}/sign-in/sso/back",
            code_challenge_method="S256",
        )

    def known(self) -> Mapping[str, Any]:
        """What the place says of itself, if it says it of itself."""
        issuer = _settings().oidc_issuer
        told: Mapping[str, Any] = self.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if told["issuer"] != issuer:
            raise RuleBroken(UNTRUE)
        ends = {urlsplit(str(told[name])).scheme for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        if ends != {urlsplit(issuer).scheme}:
            raise RuleBroken(UNTRUE)
        return told

    def get(self, address: str) -> Any:
        """What stands there, as JSON. It does not lead on to anywhere else."""
        answer = import_module("requests").get(address, timeout=SECONDS, allow_redirects=False)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def _reaching() -> Iterator[_Place]:
    """Reach the other place: whatever goes wrong on the way becomes a sentence."""
    away = import_module("requests").RequestException
    of_libraries = import_module("authlib.common.errors").AuthlibBaseError, import_module("joserfc.errors").JoseError
    try:
        yield _Place()
    except away as failure:
        log.warning("sso_away", extra={"why": type(failure).__name__})
        raise RuleBroken(AWAY) from failure
    except (*of_libraries, KeyError, TypeError, ValueError) as failure:
        log.warning("sso_refused", extra={"why": type(failure).__name__})
        raise RuleBroken(UNTRUE) from failure


def _settings() -> Settings:
    settings: Settings = current_app.config["COP"]
    return settings
