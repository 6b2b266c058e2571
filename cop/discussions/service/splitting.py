"""Taking posts out of a conversation into one of their own, which nobody reads who does not read them now."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, update

from cop.communities.models import Space
from cop.communities.queries.guests import seat_stands
from cop.core.database import Transaction, transaction
from cop.discussions import rules
from cop.discussions.models import Disagreement, Thread, ThreadGuest, ThreadMove, ThreadReading
from cop.discussions.queries import could_answer
from cop.discussions.queries.moving import place_of
from cop.discussions.queries.splitting import posts_in
from cop.discussions.rules.moving import (
    SPLIT,
    check_nobody_is_guessed,
    check_place,
    check_writers,
    is_no_wider,
    reason_of,
)
from cop.discussions.rules.splitting import check_chosen, check_pairs, read_after_split
from cop.discussions.service.conversations import end_sealed_guest_seats
from cop.discussions.service.regrouping import carry, count_anew, held, hold_unnamed, place_for, tell, writers_of
from cop.people.models import User


def split(
    actor: User, thread_id: int, *, posts: Collection[int], title: str, space_id: int, reason: str, now: datetime
) -> Thread:
    """Begin a conversation with these posts of another, there or in another space, and answer it. They keep all that
    hangs on them; whoever sits in the old one as a guest sits in the new one for as long."""
    title, reason = rules.check_title(title), reason_of(reason)
    with transaction() as tx:
        [thread] = held(tx, actor, thread_id)
        space = place_for(actor, space_id, community_id=thread.space.community_id)
        before = posts_in(thread.id)
        chosen = check_chosen(posts, before)
        _check_pairs(tx, thread, chosen)
        read = _check_place(thread, space, chosen)
        wrote = writers_of(thread, chosen, now=now)
        made = Thread(
            space_id=space.id,
            author_id=actor.id,
            title=title,
            created_at=thread.created_at,
            last_post_at=now,
            bound=read,
        )
        tx.session.add(made)
        tx.flush()
        _take_along(tx, chosen, thread=thread, to=made, before=before, now=now)
        check_writers(wrote, could_answer(made.id, now=now))
        end_sealed_guest_seats(tx, space.community_id, now=now)
        told = {"by_id": actor.id, "reason": reason, "at": now}
        move = ThreadMove(thread_id=made.id, from_id=thread.id, did=SPLIT, **told)
        tell(tx, move, wrote=wrote, template="discussions/mail/split.txt")
        return made


def _check_pairs(tx: Transaction, thread: Thread, chosen: Sequence[int]) -> None:
    pairs = select(Disagreement.one_id, Disagreement.other_id).where(Disagreement.thread_id == thread.id)
    check_pairs([(one, other) for one, other in tx.session.execute(pairs)], chosen=set(chosen))


def _check_place(thread: Thread, space: Space, chosen: Sequence[int]) -> int:
    """How far it will be read there."""
    there, here = place_of(thread, space), place_of(thread, thread.space)
    check_place(is_same=False, is_narrow=is_no_wider(there, here, began=thread.created_at))
    if space.id != thread.space_id:
        check_nobody_is_guessed(there, holds_unnamed=hold_unnamed(chosen))
    return there.read


def _take_along(
    tx: Transaction, chosen: Sequence[int], *, thread: Thread, to: Thread, before: Sequence[int], now: datetime
) -> None:
    carry(tx, chosen, thread=thread, to=to)
    here = (Disagreement.thread_id == thread.id, Disagreement.one_id.in_(chosen))
    tx.session.execute(update(Disagreement).where(*here).values(thread_id=to.id))
    gone = set(chosen)
    _share_readings(tx, thread, to, places=[place for place, each in enumerate(before, 1) if each in gone])
    _seat_guests(tx, thread, to, now=now)
    count_anew(tx, thread)
    count_anew(tx, to)


def _share_readings(tx: Transaction, thread: Thread, to: Thread, *, places: Sequence[int]) -> None:
    """What somebody had read they have read, and what was new to them is."""
    readings = select(ThreadReading).where(ThreadReading.thread_id == thread.id).with_for_update()
    for each in tx.session.scalars(readings).all():
        each.posts, along = read_after_split(each.posts, places)
        tx.session.add(ThreadReading(thread_id=to.id, user_id=each.user_id, posts=along))


def _seat_guests(tx: Transaction, thread: Thread, to: Thread, *, now: datetime) -> None:
    seats = select(ThreadGuest).where(ThreadGuest.thread_id == thread.id, seat_stands(ThreadGuest))
    for seat in tx.session.scalars(seats, {"now": now}).all():
        given: Mapping[str, object] = {"by_id": seat.by_id, "given_at": seat.given_at, "until": seat.until}
        tx.session.add(ThreadGuest(thread_id=to.id, user_id=seat.user_id, **given))
    tx.flush()
