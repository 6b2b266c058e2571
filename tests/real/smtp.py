"""A mail server on this machine that keeps what it is sent."""

from collections.abc import Iterator
from email.message import Message
from importlib.metadata import version

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from tests.real import parts, processes


class Mailbox(MessageHandler):
    """What arrived, oldest first. A recipient in `refused` is turned away for good (550)."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []
        self.refused: set[str] = set()
        self.port = processes.free_port()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def handle_message(self, message: Message) -> None:
        self.messages.append(message)

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802  aiosmtpd calls it so
        if address in self.refused:
            return "550 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def smtp() -> Iterator[Mailbox]:
    """A receiver with `.url` and `.messages`."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    parts.took_part("SMTP", f"aiosmtpd {version('aiosmtpd')}")
    yield mailbox
    controller.stop()
