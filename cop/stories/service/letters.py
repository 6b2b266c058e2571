"""Letters about what became of a story, without a word of it. Each is sent only to whoever may still read what it
leads to."""

from datetime import datetime

from sqlalchemy import select

from cop.core import mail
from cop.core.database import Transaction
from cop.people.models import User
from cop.stories.models import Story
from cop.stories.queries import adapters_of

READING = "stories.reading"
GATHERING = "stories.gathering"
TRYING = "stories.trying"


def tell_teller(tx: Transaction, story_id: int, *, origin_id: int, now: datetime) -> None:
    """Somebody tried what a story tells of: its teller hears of it, if they may read how it went."""
    _tell_of(tx, "stories/mail/adapted.txt", story_id, origin_id=origin_id, now=now)


def tell_of_change(tx: Transaction, story_id: int, *, origin_id: int, now: datetime) -> None:
    """Somebody says what changed since they tried it: its teller hears of it, if they may read how it went."""
    _tell_of(tx, "stories/mail/changed.txt", story_id, origin_id=origin_id, now=now)


def ask_what_changed(tx: Transaction, story: Story, *, email: str, now: datetime) -> None:
    """Somebody told how they tried something, a while ago: what has changed since?"""
    permitted = (TRYING, story.author_id, story.id)
    values = {"story": story.id}
    mail.send_later(tx, email, "stories/mail/what_changed.txt", values, at=now, while_permitted=permitted)


def tell_adapters(tx: Transaction, story_id: int, *, now: datetime) -> None:
    """A story was taken back: whoever told how they tried it hears of that."""
    for made, teller_id, email in adapters_of(story_id):
        permitted = (READING, teller_id, made)
        mail.send_later(
            tx, email, "stories/mail/origin_gone.txt", {"story": made}, at=now, while_permitted=permitted
        )  # fmt: skip


def tell_of_response(tx: Transaction, story: Story, *, now: datetime) -> None:
    """Somebody said something to its teller."""
    there = select(User.email).where(User.id == story.author_id, User.erased_at.is_(None))
    permitted = (READING, story.author_id, story.id)
    for email in tx.session.scalars(there):
        mail.send_later(tx, email, "stories/mail/said.txt", {"story": story.id}, at=now, while_permitted=permitted)


def ask_teller(tx: Transaction, story: Story, *, now: datetime) -> None:
    """An issue has a place for a story: does its teller agree?"""
    there = select(User.email).where(User.id == story.author_id, User.erased_at.is_(None))
    permitted = (GATHERING, story.author_id, story.id)
    for email in tx.session.scalars(there):
        mail.send_later(tx, email, "stories/mail/gathered.txt", {"story": story.id}, at=now, while_permitted=permitted)


def _tell_of(tx: Transaction, letter: str, story_id: int, *, origin_id: int, now: datetime) -> None:
    """Write to the teller of a story, once they may read the other."""
    asked = select(Story.author_id, User.email).join(User, User.id == Story.author_id)
    there = asked.where(Story.id == origin_id, Story.withdrawn_at.is_(None), User.erased_at.is_(None))
    for teller_id, email in tx.session.execute(there):
        permitted = (READING, teller_id, story_id)
        mail.send_later(tx, email, letter, {"story": origin_id}, at=now, while_permitted=permitted)
