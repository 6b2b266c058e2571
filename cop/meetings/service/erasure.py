"""What of somebody who goes is deleted with meetings and rounds. Who had the floor when stays, for the ledger."""

from typing import Any

from sqlalchemy import delete, or_, update

from cop.core.database import Transaction
from cop.meetings.models import (
    Abstention,
    Bid,
    Coaching,
    GoAhead,
    HeardCommitment,
    PresenceLease,
    PrivateWord,
    Round,
    RoundSeat,
    TrayQuestion,
    Visitor,
    Writing,
)

THEIRS: tuple[type[Any], ...] = (Abstention, Bid, Coaching, GoAhead, HeardCommitment, PresenceLease, RoundSeat, Visitor)


def forget(tx: Transaction, person_id: int, *, keeps_words: bool) -> None:
    """Whatever nobody has heard yet goes in either case; questions that were asked go with the words."""
    for table in THEIRS:
        tx.session.execute(delete(table).where(table.user_id == person_id))
    said = or_(PrivateWord.from_id == person_id, PrivateWord.to_id == person_id)
    tx.session.execute(delete(PrivateWord).where(said))
    tx.session.execute(delete(Writing).where(Writing.author_id == person_id))
    unheard = TrayQuestion.asked_at.is_(None) if keeps_words else TrayQuestion.id.is_not(None)
    tx.session.execute(delete(TrayQuestion).where(TrayQuestion.author_id == person_id, unheard))
    tx.session.execute(update(Round).where(Round.keeper_id == person_id).values(keeper_id=None))
