"""Conversations that were moved, split or joined, in the log of what was done."""

from cop.communities.models import Space
from cop.core.database import Transaction
from cop.discussions.models import Thread, ThreadMove
from cop.moderation.models import ModerationAct


def write_down_move(tx: Transaction, move_id: int) -> None:
    """One more line of the log: about nobody's words, so that nobody speaks against it."""
    move = tx.session.get_one(ThreadMove, move_id)
    thread = tx.session.get_one(Thread, move.thread_id)
    space = tx.session.get_one(Space, thread.space_id)
    tx.session.add(
        ModerationAct(
            community_id=space.community_id, by_id=move.by_id, person_id=None, did=move.did, kind="thread",
            item_id=thread.id, reason=move.reason, at=move.at,
        )
    )  # fmt: skip
