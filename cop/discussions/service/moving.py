"""Moving a conversation to another space of its community, where nobody reads it who does not read it now."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from cop.communities import policy as communities
from cop.communities.queries import space_for
from cop.core.access import require
from cop.core.database import Transaction, db, transaction
from cop.core.errors import N_, NotVisible
from cop.discussions import policy, rules
from cop.discussions.facts import ThreadMoved
from cop.discussions.models import Post, Thread, ThreadMove
from cop.discussions.queries import could_answer, thread_for
from cop.discussions.queries.moving import place_of
from cop.discussions.rules.moving import check_nobody_is_guessed, check_place, check_writers, is_no_wider, reason_of
from cop.discussions.service.asking import write_to
from cop.discussions.service.conversations import end_sealed_guest_seats
from cop.people.models import User

MOVES = N_("The core group of this community moves conversations that it reads, and none that was asked privately.")


def move(actor: User, thread_id: int, *, space_id: int, reason: str, now: datetime) -> Thread:
    """Put it into another space. Its address stays, and whoever wrote in it hears of it by a letter without a word."""
    reason = reason_of(reason)
    with transaction() as tx:
        thread = thread_for(actor, thread_id)
        require(policy.can_move(actor, thread), MOVES)
        tx.session.execute(select(Thread.id).where(Thread.id == thread.id).with_for_update())
        thread, space = thread_for(actor, thread_id), space_for(actor, space_id)  # as it is now
        if space.community_id != thread.space.community_id or not communities.can_post(actor, space):
            raise NotVisible
        there, here, wrote = place_of(thread, space), place_of(thread, thread.space), _writers(thread, now=now)
        is_narrow = is_no_wider(there, here, began=thread.created_at)
        check_place(is_same=space.id == thread.space_id, is_narrow=is_narrow)
        check_nobody_is_guessed(there, holds_unnamed=_holds_unnamed(thread))
        _put(tx, thread, space_id=space.id, read=there.read)
        check_writers(wrote, could_answer(thread.id, now=now))
        end_sealed_guest_seats(tx, space.community_id, now=now)
        made = ThreadMove(thread_id=thread.id, by_id=actor.id, reason=reason, at=now)
        tx.session.add(made)
        tx.flush()
        tx.announce(ThreadMoved(made.id))
        others = {who: email for who, email in wrote.items() if who != actor.id}
        write_to(tx, others, template="discussions/mail/moved.txt", thread_id=thread.id, now=now)
        return thread


def _writers(thread: Thread, *, now: datetime) -> Mapping[int, str]:
    """Those who wrote in it and read it now, with their addresses."""
    wrote = set(db.session.scalars(select(Post.author_id).where(Post.thread_id == thread.id)))
    return {who: email for who, email in could_answer(thread.id, now=now).items() if who in wrote}


def _holds_unnamed(thread: Thread) -> bool:
    here = (Post.thread_id == thread.id, Post.unnamed)
    return db.session.scalar(select(Post.id).where(*here).limit(1)) is not None


def _put(tx: Transaction, thread: Thread, *, space_id: int, read: int) -> None:
    """What was brought where fewer read it is not read by more when that place is opened: nobody was asked."""
    thread.space_id, thread.bound, thread.edition = space_id, read, rules.new_edition()
    looser = (Post.thread_id == thread.id, Post.bound < read)
    tx.session.execute(update(Post).where(*looser).values(bound=read))
    tx.session.execute(update(Post).where(Post.thread_id == thread.id).values(proposed_at=None, shown_at=None))
    tx.session.execute(update(Thread).where(Thread.into_id == thread.id).values(space_id=space_id, bound=read))
    tx.flush()
