"""Mail: written down as a job, rendered and sent by a worker, by SMTP, into a folder or into memory."""

import smtplib
import ssl
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app, render_template

from cop.config import Settings
from cop.core import access, languages
from cop.core.database import Transaction
from cop.core.jobs import Jobs, later, still_permitted

SMTP_SECONDS = 20
PORTS = {"smtp": 25, "smtps": 465}

jobs = Jobs()
Permitted = tuple[()] | tuple[str, int, int]


class Mailer(Protocol):
    """Somebody who delivers a message, or raises so that the job is tried again."""

    def send(self, message: EmailMessage) -> None:
        """Deliver one message."""


class MemoryMailer:
    """Keeps messages for a test to read."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        """Keep the message."""
        self.sent.append(message)


class FileMailer:
    """Writes each message into a folder: nothing leaves the machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write the message under its own id."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = message["Message-ID"].strip("<>").replace("/", "_")
        (self._folder / f"{name}.eml").write_bytes(bytes(message))


class PasswordInClear(Exception):
    """The mail server wants our password where everybody on the way could read it."""


class SmtpMailer:
    """Hands messages to a mail server: by TLS from the start (smtps), or as soon as the server offers it (smtp).

    A certificate that this machine does not trust is an error, never a reason to go on without TLS.
    """

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._host = self._url.hostname or "localhost"
        self._port = self._url.port or PORTS[self._url.scheme]

    def send(self, message: EmailMessage) -> None:
        """Deliver over a connection of its own, so that a restarted mail server needs no care."""
        trust = ssl.create_default_context()
        with self._connect(trust) as server:
            if self._url.scheme == "smtp":
                self._go_private(server, trust)
            if self._url.username:
                server.login(unquote(self._url.username), unquote(self._url.password or ""))
            server.send_message(message)

    def _connect(self, trust: ssl.SSLContext) -> smtplib.SMTP:
        if self._url.scheme == "smtps":
            return smtplib.SMTP_SSL(self._host, self._port, timeout=SMTP_SECONDS, context=trust)
        return smtplib.SMTP(self._host, self._port, timeout=SMTP_SECONDS)

    def _go_private(self, server: smtplib.SMTP, trust: ssl.SSLContext) -> None:
        server.ehlo_or_helo_if_needed()
        if server.has_extn("starttls"):
            server.starttls(context=trust)
        elif self._url.username:
            raise PasswordInClear(
                f"{self._host}:{self._port} offers no STARTTLS, so the password of COP_MAIL was not sent. "
                "Use another port, smtps://, or an address without a name and password."
            )


def init_app(app: Flask) -> None:
    """Give the app the mailer that its settings ask for."""
    app.extensions["cop_mailer"] = mailer_for(app.config["COP"])


def mailer_for(settings: Settings) -> Mailer:
    """The mailer that COP_MAIL asks for."""
    kind, _, rest = settings.mailbox.partition(":")
    if kind == "memory":
        return MemoryMailer()
    return FileMailer(Path(rest)) if kind == "file" else SmtpMailer(settings.mailbox)


def send_later(
    tx: Transaction, to: str, template: str, values: Mapping[str, Any], *, at: datetime, while_permitted: Permitted = ()
) -> None:
    """Write a mail down in this transaction; `template` is a text file whose first line is the subject.

    `while_permitted` is a permit's name, who is written to and what about: it is asked again when the mail is sent, so
    that nobody gets a mail that was written down before they lost the right to it.
    """
    asked = {"while_permitted": list(while_permitted)} if while_permitted else {}
    later(tx, "mail.send", payload={"to": to, "template": template, "values": dict(values), **asked}, at=at)


@jobs.handles("mail.send")
def send(payload: dict[str, Any], *, now: datetime) -> None:
    """Render in the reader's language, and deliver; a reader who has chosen none may have asked in one, `language`.

    The standard library refuses line breaks in headers, so nobody can add one.
    """
    if asked := payload.get("while_permitted"):
        name, person_id, thing_id = asked
        if not still_permitted(name, person_id, thing_id=thing_id):
            return
    settings: Settings = current_app.config["COP"]
    with languages.speaking(languages.choice_of(access.language_of(payload["to"])) or payload.get("language", "")):
        text = render_template(payload["template"], public_url=settings.public_url.rstrip("/"), **payload["values"])
    subject, _, body = text.strip().partition("\n")
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = " ".join(subject.split()), settings.mail_from, payload["to"]
    message["Date"], message["Message-ID"] = now, make_msgid(domain="cop.invalid")
    message.set_content(body.lstrip("\n"))
    current_app.extensions["cop_mailer"].send(message)
