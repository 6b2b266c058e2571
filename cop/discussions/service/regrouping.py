"""What moving, splitting and joining share: who may, where to, what stays bound, and who hears of it; and posts that
change their conversation, with all that is counted of them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from cop.communities import policy as communities
from cop.communities.models import Space
from cop.communities.queries import space_for
from cop.core.access import require
from cop.core.database import Transaction, db
from cop.core.errors import N_, NotVisible
from cop.discussions import policy, rules
from cop.discussions.facts import ThreadMoved
from cop.discussions.models import Poll, Post, PostStood, Thread, ThreadMove
from cop.discussions.queries import could_answer, thread_for
from cop.discussions.service.asking import write_to
from cop.people.models import User

REGROUPS = N_(
    "The core group of this community splits and joins conversations that it reads, and none that was asked privately."
)

UNSEEN: Mapping[str, Any] = {"proposed_at": None, "shown_at": None}
"""Out of public windows: nobody was asked to let it stand in one from there, or under that title."""


def held(tx: Transaction, actor: User, *thread_ids: int, refusal: str = REGROUPS) -> list[Thread]:
    """These conversations as they are now, for whoever may do that to them; whoever writes there comes after."""
    for thread_id in thread_ids:
        require(policy.can_move(actor, thread_for(actor, thread_id)), refusal)
    for thread_id in sorted(thread_ids):  # in one order, so that no two wait for each other
        tx.session.execute(select(Thread.id).where(Thread.id == thread_id).with_for_update())
    return [thread_for(actor, thread_id) for thread_id in thread_ids]


def place_for(actor: User, space_id: int, *, community_id: int) -> Space:
    """A space of this community in which they write."""
    space = space_for(actor, space_id)
    if space.community_id != community_id or not communities.can_post(actor, space):
        raise NotVisible
    return space


def writers_of(thread: Thread, posts: Collection[int], *, now: datetime) -> Mapping[int, str]:
    """Those who wrote these posts and read their conversation now, with their addresses."""
    wrote = set(db.session.scalars(select(Post.author_id).where(Post.id.in_(posts))))
    return {who: email for who, email in could_answer(thread.id, now=now).items() if who in wrote}


def hold_unnamed(posts: Collection[int]) -> bool:
    """Whether one of them was written without a name."""
    here = (Post.id.in_(posts), Post.unnamed)
    return db.session.scalar(select(Post.id).where(*here).limit(1)) is not None


def carry(tx: Transaction, posts: Collection[int], *, thread: Thread, to: Thread, began: int | None = None) -> None:
    """They stand there from now on, and no more people read them than there; `began` is the one that began it."""
    stood = set(tx.session.scalars(select(PostStood.post_id).where(PostStood.thread_id == thread.id)))
    new = [PostStood(post_id=each, thread_id=thread.id, began=each == began) for each in posts if each not in stood]
    tx.session.add_all(new)
    tx.session.execute(update(Post).where(Post.id.in_(posts)).values(thread_id=to.id, **UNSEEN))
    bind(tx, to.id, read=to.bound)


def bind(tx: Transaction, thread_id: int, *, read: int) -> None:
    """What was brought where fewer read it is not read by more when that place is opened: nobody was asked."""
    for each in (Post, Poll):
        looser = update(each).where(each.thread_id == thread_id, each.bound < read)
        tx.session.execute(looser.values(bound=read))


def count_anew(tx: Transaction, thread: Thread) -> None:
    """How many posts it holds, and since when nobody has written there; and its pages are drawn anew."""
    told = select(func.count(Post.id), func.max(Post.created_at)).where(Post.thread_id == thread.id)
    thread.post_count, thread.last_post_at = tx.session.execute(told).one()
    thread.edition = rules.new_edition()
    tx.flush()


def tell(tx: Transaction, move: ThreadMove, *, wrote: Mapping[int, str], template: str) -> None:
    """Write it down, and write to those whose words went: without a word of what it is about."""
    tx.session.add(move)
    tx.flush()
    tx.announce(ThreadMoved(move.id))
    others = {who: email for who, email in wrote.items() if who != move.by_id}
    write_to(tx, others, template=template, thread_id=move.thread_id, now=move.at)
