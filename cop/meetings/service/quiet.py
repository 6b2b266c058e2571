"""A line between one person and whoever facilitates, that nobody else reads."""

from datetime import datetime

from sqlalchemy import func, select

from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.meetings import policy
from cop.meetings.facts import PrivateWordSaid
from cop.meetings.models import PRIVATE_WORD, Meeting, PrivateWord
from cop.meetings.queries import meeting_for, progress_in, room_of
from cop.people.models import User

MOST = 100


def say_privately(actor: User, meeting_id: int, *, text: str, now: datetime, to: int | None = None) -> PrivateWord:
    """Write to whoever has the controls, who answers those who wrote. Gone when the meeting ends.

    `to` is whom the writer saw named: their words go to nobody else, should somebody have stood in meanwhile.
    """
    with transaction() as tx:
        meeting = meeting_for(actor, meeting_id)
        if meeting.closed_at is not None:
            raise RuleBroken("This meeting has ended.")
        if not text.strip() or len(text) > PRIVATE_WORD:
            raise RuleBroken("Write it in %(most)s characters at most.", most=PRIVATE_WORD)
        _check_there_is_room(tx, actor, meeting)
        word = PrivateWord(
            meeting_id=meeting_id,
            from_id=actor.id,
            to_id=_reader(tx, actor, meeting, to, now=now),
            text=text.strip(),
            said_at=now,
        )
        tx.session.add(word)
        tx.flush()
        tx.announce(PrivateWordSaid(meeting_id, word.from_id, word.to_id))
        return word


def _check_there_is_room(tx: Transaction, actor: User, meeting: Meeting) -> None:
    own = (PrivateWord.meeting_id == meeting.id, PrivateWord.from_id == actor.id)
    if (tx.session.scalar(select(func.count()).select_from(PrivateWord).where(*own)) or 0) >= MOST:
        raise RuleBroken("That is as much as one meeting holds. Speak to each other, or pause the meeting.")


def _reader(tx: Transaction, actor: User, meeting: Meeting, to: int | None, *, now: datetime) -> int:
    """Whom the writer saw named; whoever steers where they named nobody. Nobody is written to out of the blue."""
    room = room_of(meeting)
    reader = to or policy.who_steers(room, progress=progress_in(meeting, room, now=now), now=now)
    if reader is None or reader == actor.id:
        raise RuleBroken("Nobody else facilitates this meeting just now.")
    if not policy.can_be_written_to(reader, room) and not _wrote_first(tx, reader, actor, meeting):
        raise NotVisible
    return reader


def _wrote_first(tx: Transaction, reader: int, actor: User, meeting: Meeting) -> bool:
    wrote = (PrivateWord.meeting_id == meeting.id, PrivateWord.from_id == reader, PrivateWord.to_id == actor.id)
    return tx.session.scalar(select(PrivateWord.id).where(*wrote).limit(1)) is not None
