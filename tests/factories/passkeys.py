"""A telephone with passkeys, in software: it signs as the standard says, or wrongly where a test asks it to."""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Telephone:
    """One passkey of one person on one site."""

    origin: str
    host: str
    flags: int = PRESENT | VERIFIED
    count: int = 0
    handle: str = ""
    credential: bytes = b"a passkey on a telephone"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def makes(self, asked: str, **otherwise: str) -> str:
        """The answer to what the site asks, as JSON: a new passkey."""
        options = json.loads(asked)
        self.handle = options["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        length = len(self.credential).to_bytes(2, "big")
        told = bytes(16) + length + self.credential + cbor2.dumps(public)
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(self.flags | ATTESTED) + told}
        client = self._client("webauthn.create", challenge=otherwise.get("challenge", options["challenge"]))
        return self._answer({"clientDataJSON": text(client), "attestationObject": text(cbor2.dumps(attested))})

    def shows(self, asked: str, **otherwise: str) -> str:
        """The answer to what the site asks, as JSON: signed, and counted."""
        options = json.loads(asked)
        self.count += 1
        client = self._client("webauthn.get", challenge=otherwise.get("challenge", options["challenge"]))
        data = self._data(self.flags)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        handle = otherwise.get("handle", self.handle)
        told = {"authenticatorData": text(data), "signature": text(signature), "userHandle": handle}
        return self._answer({"clientDataJSON": text(client), **told})

    def _client(self, kind: str, *, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _answer(self, response: dict[str, Any]) -> str:
        number = text(self.credential)
        told = {"id": number, "rawId": number, "type": "public-key", "clientExtensionResults": {}}
        return json.dumps({**told, "response": response})


def text(raw: bytes) -> str:
    """Bytes as they are written in JSON."""
    return urlsafe_b64encode(raw).decode("ascii").rstrip("=")
