"""What is offered while somebody writes: for whoever may write at that place, and no faster than anybody writes."""

import time
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from flask import current_app
from flask_login import current_user

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.communities.models import Space
from cop.core.access import require
from cop.core.database import LARGEST_ID
from cop.core.errors import NotVisible
from cop.core.limits import Buckets
from cop.discussions import policy, queries, service
from cop.discussions.models import Post, Thread

TOO_MANY: Final = 429
PER_SECOND, AT_ONCE = 2, 60
There = TypeVar("There")


def at(place: str, doors: Mapping[str, Callable[[int], There]]) -> There:
    """What the door of this place answers: «thread:7», «post:7:change». Raises NotVisible for no such place."""
    kind, _, rest = place.partition(":")
    number = rest.partition(":")[0]
    if kind not in doors or not number.isdecimal() or int(number) > LARGEST_ID:
        raise NotVisible
    return doors[kind](int(number))


def may_ask(what: str) -> bool:
    """Whoever types rests between two questions: more is no writer."""
    asked: Buckets = current_app.extensions.setdefault(what, Buckets(per_second=PER_SECOND, burst=AT_ONCE))
    return asked.take(current_user.id, at=time.monotonic())


def thread_to_answer(thread_id: int) -> Thread:
    """A conversation for whoever may answer in it."""
    thread = queries.thread_for(current_user, thread_id)
    require(policy.can_reply(current_user, thread), service.READS_ONLY)
    return thread


def space_to_begin_in(space_id: int) -> Space:
    """A space for whoever may begin a conversation there."""
    space = communities.space_for(current_user, space_id)
    require(places.can_post(current_user, space), service.READS_ONLY)
    return space


def post_to_change(post_id: int) -> Post:
    """A post for whoever may change it."""
    post = queries.post_for(current_user, post_id)
    require(policy.can_edit(current_user, post), service.WRITER)
    return post
