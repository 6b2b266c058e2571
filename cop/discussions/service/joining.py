"""Letting a conversation go into an earlier one, where nobody reads either who does not read both now."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import or_, select, update

from cop.communities.service.guests import end_seats
from cop.core.database import Transaction, transaction
from cop.discussions import rules
from cop.discussions.models import Disagreement, Thread, ThreadGuest, ThreadMove, ThreadReading
from cop.discussions.queries import could_answer
from cop.discussions.queries.joining import began_apart, seats_until
from cop.discussions.queries.moving import place_of
from cop.discussions.queries.polls import has_poll
from cop.discussions.queries.splitting import posts_in
from cop.discussions.rules.joining import (
    asked_together,
    check_earlier,
    check_guests,
    check_length,
    check_no_poll,
    read_together,
    together,
)
from cop.discussions.rules.moving import (
    JOINED,
    check_nobody_is_guessed,
    check_place,
    check_writers,
    is_no_wider,
    reason_of,
)
from cop.discussions.service.regrouping import (
    carry,
    count_anew,
    held,
    hold_unnamed,
    place_for,
    tell,
    writers_of,
)
from cop.drafts import service as drafts
from cop.people.models import User


def join(actor: User, thread_id: int, *, into_id: int, reason: str, now: datetime) -> Thread:
    """Put all posts of a conversation among those of an earlier one, in the order in which they were written, and
    answer that one. Both addresses lead there."""
    reason = reason_of(reason)
    with transaction() as tx:
        thread, into = held(tx, actor, thread_id, into_id)
        place_for(actor, into.space_id, community_id=thread.space.community_id)
        posts, there = posts_in(thread.id), posts_in(into.id)
        check_earlier(there[0], posts[0])
        check_length(len(posts) + len(there))
        check_no_poll(has_poll=has_poll(thread.id))
        check_guests(seats_until(into.id, now=now), seats_until(thread.id, now=now))
        bound = _bound_of_both(thread, into, posts=[*posts, *there])
        told = writers_of(thread, posts, now=now)
        wrote = {**writers_of(into, there, now=now), **told}
        into.bound = bound
        _put_together(tx, thread, into, posts=posts, there=there)
        _close(tx, thread, into, now=now)
        check_writers(wrote, could_answer(into.id, now=now))
        move = ThreadMove(thread_id=into.id, from_id=thread.id, did=JOINED, by_id=actor.id, reason=reason, at=now)
        tell(tx, move, wrote=told, template="discussions/mail/joined.txt")
        return into


def _bound_of_both(thread: Thread, into: Thread, *, posts: Sequence[int]) -> int:
    """How far both will be read there."""
    here, there = place_of(thread, thread.space), place_of(into, into.space)
    both, began = together(there, here), min(thread.created_at, into.created_at)
    is_narrow = is_no_wider(both, here, began=began) and is_no_wider(both, there, began=began)
    check_place(is_same=False, is_narrow=is_narrow)
    if not (both == here == there and thread.created_at == into.created_at):
        check_nobody_is_guessed(both, holds_unnamed=hold_unnamed(posts))
    return both.read


def _put_together(tx: Transaction, thread: Thread, into: Thread, *, posts: Sequence[int], there: Sequence[int]) -> None:
    _join_readings(tx, thread, into, posts=posts, there=there)
    carry(tx, posts, thread=thread, to=into, began=None if began_apart(thread.id) else posts[0])
    into.created_at = min(thread.created_at, into.created_at)
    into.asks = asked_together(into.asks, thread.asks)
    count_anew(tx, into)
    pairs = Disagreement.thread_id == thread.id
    tx.session.execute(update(Disagreement).where(pairs).values(thread_id=into.id))


def _join_readings(
    tx: Transaction, thread: Thread, into: Thread, *, posts: Sequence[int], there: Sequence[int]
) -> None:
    """Up to the first post that somebody has not read in either; for whoever was in one of them, the other is new."""
    here = ThreadReading.thread_id.in_((thread.id, into.id))
    found = tx.session.scalars(select(ThreadReading).where(here).with_for_update()).all()
    known: dict[int, dict[int, int]] = {}
    for each in found:
        known.setdefault(each.user_id, {})[each.thread_id] = each.posts
    for user_id, read in known.items():
        marks = {"read_there": read.get(into.id, 0), "read_here": read.get(thread.id, 0)}
        together_read = read_together(there, posts, **marks)
        tx.session.merge(ThreadReading(thread_id=into.id, user_id=user_id, posts=together_read))
    for each in found:
        if each.thread_id == thread.id:
            tx.session.delete(each)


def _close(tx: Transaction, thread: Thread, into: Thread, *, now: datetime) -> None:
    """Nothing is left of it but its address, and its title over the post that it began with."""
    end_seats(tx, ThreadGuest, ThreadGuest.thread_id == thread.id, now=now)
    drafts.lead_on(tx, rules.answer_place(thread.id), to=rules.answer_place(into.id))
    left: Mapping[str, object] = {"into_id": into.id, "space_id": into.space_id, "bound": into.bound}
    led = or_(Thread.id == thread.id, Thread.into_id == thread.id)
    tx.session.execute(update(Thread).where(led).values(left))
    gone: Mapping[str, object] = {"post_count": 0, "asks": "", "edition": rules.new_edition()}
    if began_apart(thread.id):
        gone = {**gone, "title": ""}
    tx.session.execute(update(Thread).where(Thread.id == thread.id).values(gone))
    tx.flush()
