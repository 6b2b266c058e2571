"""Another place through which people sign in: a small one, in a thread of the test, that can also misbehave."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

CLIENT, SECRET = "us", "a secret between the two of us"
KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": "theirs"}) for _ in range(2))
Claims = dict[str, Any]


@dataclass
class Provider:
    """`misuse` changes the claims that it signs, `signs` how it signs them, `tells` what it says of itself."""

    now: datetime
    port: int = 0
    subject: str = "ada-there"
    misuse: Claims = field(default_factory=dict)
    tells: dict[str, str] = field(default_factory=dict)
    signs: Callable[[Claims], str] = field(default_factory=lambda: by_its_key)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sends_back(self, address: str, **otherwise: str) -> str:
        """Where somebody is led who says yes there: they came by this address."""
        question = dict(parse_qsl(urlsplit(address).query))
        code = f"code-{len(self.asked)}"
        self.asked[code] = question
        state = otherwise.get("state", question["state"])
        return f"/sign-in/sso/back?code={code}&state={state}" + otherwise.get("more", "")

    def answer(self, environ: dict[str, Any], start: Any) -> Any:
        """As WSGI."""
        request = Request(environ)
        told: dict[str, Any] = {"keys": [KEY.as_dict(private=False)]}
        if request.path == "/token":
            told = self._token(request)
        elif request.path != "/jwks":
            told = {**self._of_itself()}
        status = 400 if "error" in told else 200
        return Response(json.dumps(told), status=status, mimetype="application/json")(environ, start)

    def _of_itself(self) -> dict[str, str]:
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        return {"issuer": self.issuer, **{name: f"{self.issuer}/{end}" for name, end in ends.items()}, **self.tells}

    def _token(self, request: Request) -> dict[str, Any]:
        question = self.asked.pop(request.form["code"], None)
        verifier = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        if (
            question is None
            or text(verifier) != question["code_challenge"]
            or question["code_challenge_method"] != "S256"
        ):
            return {"error": "invalid_grant"}
        expires = int(self.now.timestamp()) + 300
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": self.subject, "nonce": question["nonce"], "exp": expires}
        told = {name: value for name, value in {**claims, **self.misuse}.items() if value is not None}
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.signs(told)}


def by_its_key(claims: Claims) -> str:
    return jwt.encode({"alg": "RS256", "kid": "theirs"}, claims, KEY)


def by_nobody(claims: Claims) -> str:
    return _pieces({"alg": "none"}, claims) + "."


def by_the_public_key_as_a_password(claims: Claims) -> str:
    signed = _pieces({"alg": "HS256", "kid": "theirs"}, claims)
    return f"{signed}.{text(hmac.digest(KEY.as_pem(private=False), signed.encode(), 'sha256'))}"


def by_our_secret(claims: Claims) -> str:
    signed = _pieces({"alg": "HS256"}, claims)
    return f"{signed}.{text(hmac.digest(SECRET.encode(), signed.encode(), 'sha256'))}"


def by_another_key(claims: Claims) -> str:
    return jwt.encode({"alg": "RS256", "kid": "theirs"}, claims, OTHER_KEY)


def by_a_key_that_it_brings_along(claims: Claims) -> str:
    return jwt.encode({"alg": "RS256", "jwk": OTHER_KEY.as_dict(private=False)}, claims, OTHER_KEY)


@contextmanager
def open_provider(now: datetime) -> Iterator[Provider]:
    """It answers at a port of its own."""
    provider = Provider(now)
    site = make_server("127.0.0.1", 0, provider.answer, threaded=True)
    provider.port = site.server_port
    serving = Thread(target=site.serve_forever)
    serving.start()
    try:
        yield provider
    finally:
        site.shutdown()
        serving.join()
        site.server_close()


def text(raw: bytes) -> str:
    """Bytes as they are written in a token."""
    return urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _pieces(header: dict[str, str], claims: Claims) -> str:
    return ".".join(text(json.dumps(each).encode()) for each in (header, claims))
