"""Moving a conversation to another space of its community, where nobody reads it who does not read it now."""

from datetime import datetime

from sqlalchemy import update

from cop.core.database import Transaction, transaction
from cop.core.errors import N_
from cop.discussions import rules
from cop.discussions.models import Post, Thread, ThreadMove
from cop.discussions.queries import could_answer
from cop.discussions.queries.moving import place_of
from cop.discussions.queries.splitting import posts_in
from cop.discussions.rules.moving import check_nobody_is_guessed, check_place, check_writers, is_no_wider, reason_of
from cop.discussions.service.conversations import end_sealed_guest_seats
from cop.discussions.service.regrouping import (
    UNSEEN,
    bind,
    held,
    hold_unnamed,
    place_for,
    tell,
    writers_of,
)
from cop.people.models import User

MOVES = N_("The core group of this community moves conversations that it reads, and none that was asked privately.")


def move(actor: User, thread_id: int, *, space_id: int, reason: str, now: datetime) -> Thread:
    """Put it into another space. Its address stays, and whoever wrote in it hears of it by a letter without a word."""
    reason = reason_of(reason)
    with transaction() as tx:
        [thread] = held(tx, actor, thread_id, refusal=MOVES)
        space = place_for(actor, space_id, community_id=thread.space.community_id)
        posts = posts_in(thread.id)
        there, here, wrote = place_of(thread, space), place_of(thread, thread.space), writers_of(thread, posts, now=now)
        is_narrow = is_no_wider(there, here, began=thread.created_at)
        check_place(is_same=space.id == thread.space_id, is_narrow=is_narrow)
        check_nobody_is_guessed(there, holds_unnamed=hold_unnamed(posts))
        _put(tx, thread, space_id=space.id, read=there.read)
        check_writers(wrote, could_answer(thread.id, now=now))
        end_sealed_guest_seats(tx, space.community_id, now=now)
        made = ThreadMove(thread_id=thread.id, by_id=actor.id, reason=reason, at=now)
        tell(tx, made, wrote=wrote, template="discussions/mail/moved.txt")
        return thread


def _put(tx: Transaction, thread: Thread, *, space_id: int, read: int) -> None:
    thread.space_id, thread.bound, thread.edition = space_id, read, rules.new_edition()
    bind(tx, thread.id, read=read)
    tx.session.execute(update(Post).where(Post.thread_id == thread.id).values(UNSEEN))
    tx.session.execute(update(Thread).where(Thread.into_id == thread.id).values(space_id=space_id, bound=read))
    tx.flush()
