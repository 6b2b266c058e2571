"""Mail: written down with the change, sent by a worker, by whichever way the settings say."""

import ssl
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader
from sqlalchemy import select

from cop import create_app
from cop.config import Settings
from cop.core import clock, jobs, mail
from cop.core.database import db, transaction
from cop.core.models import Job
from tests.core.conftest import Site
from tests.real.smtp import Certificate, Mailbox

TEMPLATE = "A word\nfor {{ name }}\n\nDear {{ name }},\ncome to {{ public_url }}/sets.\n"


@pytest.fixture
def letters(site: Site) -> Site:
    site.app.jinja_env.loader = DictLoader({"hello.txt": TEMPLATE, "subject.txt": "{{ name }}\n\nHello."})
    return site


def _send(site: Site, template: str, **values: Any) -> list[EmailMessage]:
    now = site.app.config["COP_CLOCK"]()
    with site.app.app_context():
        with transaction() as tx:
            mail.send_later(tx, "bo@example.org", template, values, at=now)
        jobs.run_all(now=now)
    return list(getattr(site.app.extensions["cop_mailer"], "sent", []))


def _waiting(site: Site) -> list[str | None]:
    with site.app.app_context():
        return list(db.session.scalars(select(Job.error).where(Job.finished_at.is_(None))))


def test_the_first_line_is_the_subject_and_the_rest_the_body(letters: Site) -> None:
    (message,) = _send(letters, "hello.txt", name="Bo")

    assert (message["Subject"], message["To"]) == ("A word", "bo@example.org")
    assert "Dear Bo,\ncome to http://127.0.0.1:8000/sets." in message.get_content()


def test_a_mail_that_asks_a_permit_nobody_gives_is_not_sent(letters: Site, now: datetime) -> None:
    with letters.app.app_context():
        with transaction() as tx:
            asked = ("nobody.knows", 1, 1)
            mail.send_later(tx, "bo@example.org", "hello.txt", {"name": "Bo"}, at=now, while_permitted=asked)
        jobs.run_all(now=now)

    assert not letters.app.extensions["cop_mailer"].sent
    assert _waiting(letters) == ["LookupError"]


def test_abuse_52_nobody_can_add_a_header(letters: Site) -> None:
    (message,) = _send(letters, "subject.txt", name="Hi\r\nBcc: everybody@example.org")

    assert message["Bcc"] is None


def test_nothing_is_sent_for_a_change_that_failed(letters: Site, now: datetime) -> None:
    with letters.app.app_context():
        with pytest.raises(ZeroDivisionError), transaction() as tx:
            mail.send_later(tx, "bo@example.org", "hello.txt", {"name": "Bo"}, at=now)
            raise ZeroDivisionError
        jobs.run_all(now=now)

    assert letters.app.extensions["cop_mailer"].sent == []


def _message() -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "A word", "no-reply@example.org", "bo@example.org"
    message["Message-ID"] = "<1/2@cop.invalid>"
    message.set_content("Hello.")
    return message


def test_mail_can_be_kept_in_a_folder(tmp_path: Path) -> None:
    mail.mailer_for(Settings(data_dir=tmp_path)).send(_message())

    (kept,) = (tmp_path / "mail").iterdir()
    assert "Subject: A word" in kept.read_text()


def test_mail_reaches_a_real_server(smtp: Any) -> None:
    mail.mailer_for(Settings(mail=smtp.url)).send(_message())

    assert [received["Subject"] for received in smtp.messages] == ["A word"]


@pytest.fixture
def trusted(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    return certificate


def test_mail_goes_by_tls_where_the_server_offers_it(mail_server: Callable[..., Mailbox], trusted: Certificate) -> None:
    server = mail_server(tls_context=trusted.served(), require_starttls=True)

    mail.mailer_for(Settings(mail=server.url)).send(_message())

    assert [received["Subject"] for received in server.messages] == ["A word"]


@pytest.mark.parametrize(("scheme", "tls"), [("smtp", "tls_context"), ("smtps", "ssl_context")])
def test_a_password_goes_by_tls(
    mail_server: Callable[..., Mailbox], trusted: Certificate, scheme: str, tls: str
) -> None:
    server = mail_server(**{tls: trusted.served()}, auth_require_tls=scheme == "smtp")

    mail.mailer_for(Settings(mail=f"{scheme}://some%40body:p%3Ass@127.0.0.1:{server.port}")).send(_message())

    assert server.logins == [("some@body", "p:ss")]
    assert [received["Subject"] for received in server.messages] == ["A word"]


@pytest.mark.parametrize("login", ["somebody:secret", "somebody"])
def test_no_password_goes_out_in_clear_even_where_it_is_asked_for(
    mail_server: Callable[..., Mailbox], letters: Site, caplog: pytest.LogCaptureFixture, login: str
) -> None:
    greedy = mail_server(auth_require_tls=False)
    letters.app.extensions["cop_mailer"] = mail.SmtpMailer(f"smtp://{login}@127.0.0.1:{greedy.port}")

    _send(letters, "hello.txt", name="Bo")

    assert (greedy.logins, greedy.messages) == ([], [])
    assert _waiting(letters) == ["PasswordInClear"]
    assert "offers no STARTTLS, so the password of COP_MAIL was not sent." in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize(("scheme", "tls"), [("smtp", "tls_context"), ("smtps", "ssl_context")])
@pytest.mark.parametrize("login", ["", "somebody:secret@"])
def test_a_server_that_cannot_prove_who_it_is_gets_nothing(
    mail_server: Callable[..., Mailbox], certificate: Certificate, scheme: str, tls: str, login: str
) -> None:
    stranger = mail_server(**{tls: certificate.served()}, auth_require_tls=False)

    with pytest.raises(ssl.SSLCertVerificationError):
        mail.SmtpMailer(f"{scheme}://{login}127.0.0.1:{stranger.port}").send(_message())

    assert (stranger.logins, stranger.messages) == ([], [])


def test_a_certificate_for_another_name_is_no_proof(mail_server: Callable[..., Mailbox], trusted: Certificate) -> None:
    server = mail_server(tls_context=trusted.served())

    with pytest.raises(ssl.SSLCertVerificationError, match="localhost"):
        mail.SmtpMailer(f"smtp://localhost:{server.port}").send(_message())

    assert server.messages == []


def test_the_site_itself_sends_by_tls(
    server: Callable[..., Any], mail_server: Callable[..., Mailbox], certificate: Certificate, tmp_path: Path
) -> None:
    """There sockets are gevent's, and so is what encrypts them."""
    mailbox = mail_server(tls_context=certificate.served())
    mail_address = f"smtp://cop:secret@127.0.0.1:{mailbox.port}"
    site = server(COP_MAIL=mail_address, SSL_CERT_FILE=str(certificate.file))

    with create_app(Settings(data_dir=site.data)).app_context():
        with transaction() as tx:
            mail.send_later(tx, "bo@example.org", "sets/mail/seat.txt", {}, at=clock.system_clock())
        db.session.remove()
        db.engine.dispose()

    assert mailbox.waited_for(1), site.log()
    assert mailbox.logins == [("cop", "secret")]
