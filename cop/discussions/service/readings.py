"""How far somebody has read. Nobody else is ever told, and no time is kept with it."""

from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update

from cop.communities.models import Space
from cop.core.database import Transaction, transaction
from cop.discussions import rules
from cop.discussions.facts import ThreadRead
from cop.discussions.models import Thread, ThreadReading
from cop.discussions.queries import thread_for
from cop.discussions.queries.ways import shape_of
from cop.discussions.service.mentions import see_mentions
from cop.people.models import User


def mark_read(actor: User, thread_id: int, *, posts: int, shape: int = 0) -> None:
    """They have read so many of its posts: never fewer than before, and not more than there are. A page that was drawn
    before posts came here from another conversation, or went to one, knows nothing of that."""
    with transaction() as tx:
        thread = thread_for(actor, thread_id)
        reading = _reading(tx, actor, thread)
        if shape == shape_of(thread.id):
            reading.posts = rules.read_so_far(reading.posts, posts, of=thread.post_count)
            see_mentions(tx, actor, thread=thread, posts=min(posts, thread.post_count))
        tx.announce(ThreadRead(thread.id, actor.id))


def mark_written(tx: Transaction, actor: User, *, thread: Thread) -> None:
    """Their own words are not new to them; what came before those, and they have not read, still is. For whoever had
    read all of it, as most who answer, one statement says so."""
    going_on: Any = tx.session.execute(READ_ON, {"of_thread": thread.id, "by": actor.id})
    if going_on.rowcount:
        return
    reading = _reading(tx, actor, thread)
    reading.posts = rules.read_by_writing(reading.posts, of=thread.post_count)


def forget_readings(tx: Transaction, person_id: int, *, community_id: int | None = None) -> None:
    """Somebody is gone, from a community or for good."""
    theirs = delete(ThreadReading).where(ThreadReading.user_id == person_id)
    if community_id is not None:
        here = select(Thread.id).join(Space, Space.id == Thread.space_id).where(Space.community_id == community_id)
        theirs = theirs.where(ThreadReading.thread_id.in_(here))
    tx.session.execute(theirs)


def _reading(tx: Transaction, actor: User, thread: Thread) -> ThreadReading:
    tx.session.execute(select(User.id).where(User.id == actor.id).with_for_update())  # two tabs come one by one
    found = tx.session.get(ThreadReading, (thread.id, actor.id))
    if found is None:
        found = ThreadReading(thread_id=thread.id, user_id=actor.id, posts=0)
        tx.session.add(found)
    return found


COUNT = select(Thread.post_count).where(Thread.id == bindparam("of_thread")).scalar_subquery()
READ_ON = (
    update(ThreadReading)
    .where(ThreadReading.thread_id == bindparam("of_thread"), ThreadReading.user_id == bindparam("by"))
    .where(or_(ThreadReading.posts == 0, ThreadReading.posts >= COUNT - 1))
    .values(posts=COUNT)
    .execution_options(synchronize_session=False)
)
"""What `read_by_writing` says of whoever had read all before it, or nothing so far."""
