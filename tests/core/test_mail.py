"""Mail: written down with the change, sent by a worker, by whichever way the settings say."""

from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader

from cop.config import Settings
from cop.core import jobs, mail
from cop.core.database import transaction
from tests.core.conftest import Site

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
    sent: list[EmailMessage] = site.app.extensions["cop_mailer"].sent
    return sent


def test_the_first_line_is_the_subject_and_the_rest_the_body(letters: Site) -> None:
    (message,) = _send(letters, "hello.txt", name="Bo")

    assert (message["Subject"], message["To"]) == ("A word", "bo@example.org")
    assert "Dear Bo,\ncome to http://127.0.0.1:8000/sets." in message.get_content()


def test_nobody_can_add_a_header(letters: Site) -> None:
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


@pytest.mark.parametrize("url", ["smtp://somebody:secret@127.0.0.1:{port}"])
def test_a_server_that_knows_no_passwords_is_an_error_that_the_job_keeps(smtp: Any, url: str) -> None:
    with pytest.raises(Exception, match="AUTH"):
        mail.mailer_for(Settings(mail=url.format(port=smtp.port))).send(_message())
