"""A line between one person and whoever facilitates, that nobody else reads."""

from datetime import datetime

from sqlalchemy import func, select

from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.meetings.facts import PrivateWordSaid
from cop.meetings.models import PRIVATE_WORD, Meeting, PrivateWord
from cop.meetings.queries import meeting_for, room_of
from cop.people.models import User

MOST = 100


def say_privately(actor: User, meeting_id: int, *, text: str, now: datetime, to: int | None = None) -> PrivateWord:
    """Write to whoever facilitates; whoever facilitates answers those who wrote. Gone when the meeting ends."""
    with transaction() as tx:
        meeting = meeting_for(actor, meeting_id)
        if meeting.closed_at is not None:
            raise RuleBroken("This meeting has ended.")
        if not text.strip() or len(text) > PRIVATE_WORD:
            raise RuleBroken("Write it in %(most)s characters at most.", most=PRIVATE_WORD)
        word = PrivateWord(
            meeting_id=meeting_id,
            from_id=actor.id,
            to_id=_reader(tx, actor, meeting, to),
            text=text.strip(),
            said_at=now,
        )
        tx.session.add(word)
        tx.flush()
        tx.announce(PrivateWordSaid(meeting_id, word.from_id, word.to_id))
        return word


def _reader(tx: Transaction, actor: User, meeting: Meeting, to: int | None) -> int:
    own = (PrivateWord.meeting_id == meeting.id, PrivateWord.from_id == actor.id)
    if (tx.session.scalar(select(func.count()).select_from(PrivateWord).where(*own)) or 0) >= MOST:
        raise RuleBroken("That is as much as one meeting holds. Speak to each other, or pause the meeting.")
    facilitator = room_of(meeting).facilitator
    if to is not None:
        return _asked(tx, actor, meeting, to)
    if facilitator is None or facilitator == actor.id:
        raise RuleBroken("Nobody else facilitates this meeting just now.")
    return facilitator


def _asked(tx: Transaction, actor: User, meeting: Meeting, to: int) -> int:
    """Nobody is written to out of the blue: an answer goes to whoever wrote first."""
    wrote = (PrivateWord.meeting_id == meeting.id, PrivateWord.from_id == to, PrivateWord.to_id == actor.id)
    if tx.session.scalar(select(PrivateWord.id).where(*wrote).limit(1)) is None:
        raise NotVisible
    return to
