"""Conversations on the wire: one question, and one piece of news that says only that somebody has answered."""

from typing import Any

from cop.core import clock
from cop.core.errors import NotVisible
from cop.core.pages import LARGEST_ID
from cop.core.realtime import Wire, tell
from cop.discussions.facts import ThreadMoved, ThreadReplied
from cop.discussions.queries import thread_for
from cop.discussions.queries.hearing import people_in
from cop.discussions.queries.ways import ends_of
from cop.people.models import User

wire = Wire("discussions")


@wire.hears("thread.watch")
def watch(viewer: User, payload: dict[str, Any]) -> dict[str, Any]:
    """Asked when a page comes back to its reader: "is there more than I show, or less?"."""
    asked = payload.get("id")
    if type(asked) is not int or not 0 < asked <= LARGEST_ID:
        raise NotVisible
    return {"version": thread_for(viewer, asked).post_count}


@wire.tells(ThreadReplied)
def tell_who_reads(fact: ThreadReplied) -> None:
    tell(people_in(fact.thread_id, now=clock.now()), "thread.moved", id=fact.thread_id)


@wire.tells(ThreadMoved)
def tell_who_reads_where_posts_went(fact: ThreadMoved) -> None:
    """Whoever looks at the old page of a conversation that went into another reads that other now, or hears nothing."""
    for thread_id, watched in ends_of(fact.move_id):
        tell(people_in(thread_id, now=clock.now()), "thread.moved", id=watched)
