"""Mail servers on this machine that keep what they are sent, with TLS or without."""

import asyncio
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from importlib.metadata import version
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.real import parts, processes

DAY = timedelta(days=1)


class Mailbox(MessageHandler):
    """What arrived, oldest first. A recipient in `refused` is turned away for good (550); any password is taken."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []
        self.logins: list[tuple[str, str]] = []
        self.refused: set[str] = set()
        self.port = processes.free_port()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def waited_for(self, count: int) -> bool:
        """Whether so many messages have come, or come soon."""
        until = time.monotonic() + processes.PATIENCE
        while len(self.messages) < count and time.monotonic() < until:
            time.sleep(0.05)
        return len(self.messages) == count

    def handle_message(self, message: Message) -> None:
        self.messages.append(message)

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802  aiosmtpd calls it so
        if address in self.refused:
            return "550 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def authenticate(self, server, session, envelope, mechanism, data) -> AuthResult:
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=True)


class Receiver(Controller):
    """Ends every line before it stops: whoever sent may have gone a moment ago, and nobody closes what is left then."""

    def __init__(self, handler: Mailbox, **how: Any) -> None:
        super().__init__(handler, **how)
        self.lines: list[SMTP] = []

    def factory(self) -> SMTP:
        self.lines.append(super().factory())
        return self.lines[-1]

    def hang_up(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end_lines(), self.loop).result(processes.PATIENCE)

    async def _end_lines(self) -> None:
        for line in self.lines:
            if line.transport is not None:
                line.transport.close()
        for _ in range(3):
            await asyncio.sleep(0)  # a line is closed in a turn after the one in which it was ended


@dataclass(frozen=True)
class Certificate:
    """A certificate for 127.0.0.1 alone, signed by itself: whoever is to trust it is told so."""

    file: Path

    def served(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file)
        return context


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Trusted where SSL_CERT_FILE is its file, and nowhere else."""
    key = ec.generate_private_key(ec.SECP256R1())
    file = tmp_path_factory.mktemp("certificate") / "both.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + _signed_by(key).public_bytes(serialization.Encoding.PEM))
    return Certificate(file)


@pytest.fixture
def mail_server() -> Iterator[Callable[..., Mailbox]]:
    """Start receivers with `.url`, `.messages` and `.logins`; words for aiosmtpd's Controller say how they listen."""
    controllers: list[Receiver] = []

    def listen(**how: Any) -> Mailbox:
        mailbox = Mailbox()
        how |= {"hostname": "127.0.0.1", "port": mailbox.port, "authenticator": mailbox.authenticate}
        controllers.append(Receiver(mailbox, **how))
        controllers[-1].start()
        parts.took_part("SMTP", f"aiosmtpd {version('aiosmtpd')}")
        return mailbox

    yield listen
    for controller in controllers:
        controller.hang_up()
        controller.stop()


@pytest.fixture
def smtp(mail_server: Callable[..., Mailbox]) -> Mailbox:
    """A receiver that knows neither TLS nor passwords."""
    return mail_server()


def _signed_by(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a mail server of the tests")])
    today = datetime.now(UTC)  # noqa: TID251  a certificate is compared with the real date
    itself = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    builder = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), today - DAY, today + DAY
    )
    for extension, critical in (
        (x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), False),
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (itself, False),
        (x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(itself), False),
    ):
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(key, hashes.SHA256())
