"""Where posts of a conversation went, and where those in it came from: told to whoever reads there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, bindparam, false, func, select, true, union_all
from sqlalchemy.orm import aliased

from cop.communities import queries as communities
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.core.questions import Question
from cop.discussions.models import Post, PostStood, Thread, ThreadMove
from cop.discussions.queries.conversations import thread_for
from cop.discussions.queries.guests import readable
from cop.discussions.rules.moving import MOVED, SPLIT
from cop.people.models import User


class Way(NamedTuple):
    """Another conversation, in which posts of this one stand now, or from which those in it came."""

    thread_id: int
    title: str
    went: bool
    posts: Sequence[int]


class Regrouped(NamedTuple):
    """What was done with a conversation, by whom and when."""

    did: str
    by: str | None
    at: datetime


def leading_on(thread_id: int) -> int:
    """The conversation into which this one went, or its own number: the door of either is still to be passed."""
    found = LED.one_or_none({"thread": thread_id})
    return (found[0] if found else None) or thread_id


def way_on(viewer: Any, thread_id: int) -> int:
    """The same, as far as the viewer reads there; where it did not go anywhere there is nothing behind its door."""
    there = leading_on(thread_id)
    if there == thread_id:
        raise NotVisible
    return thread_for(viewer, there).id


def ways_of(viewer: Any, thread_id: int, *, now: datetime) -> Sequence[Way]:
    """The ways to and from a conversation that has passed its door, as far as the viewer reads at their other end."""
    asked = communities.as_seen_by(viewer, thread=thread_id, now=now)
    found: dict[tuple[int, str, bool], list[int]] = {}
    for number, title, went, post_id in db.session.execute(WAYS, asked):
        found.setdefault((number, title, went), []).append(post_id)
    return [Way(*where, posts) for where, posts in found.items()]


def regrouped(thread_id: int) -> Sequence[Regrouped]:
    """How it began with posts of another, or others went into it, the first first."""
    told = select(ThreadMove.did, User.name, ThreadMove.at).outerjoin(User, User.id == ThreadMove.by_id)
    here = told.where(ThreadMove.thread_id == thread_id, ThreadMove.did != MOVED).order_by(ThreadMove.id)
    return [Regrouped(*row) for row in db.session.execute(here)]


def shape_of(thread_id: int) -> int:
    """A number that is another one whenever posts come to a conversation from another, or go to one."""
    touched = (ThreadMove.thread_id == thread_id) | (ThreadMove.from_id == thread_id)
    return db.session.scalar(select(func.max(ThreadMove.id)).where(touched, ThreadMove.did != MOVED)) or 0


def ends_of(move_id: int) -> Sequence[tuple[int, int]]:
    """The conversations that it changed: which one is read now, and which one its reader may be looking at."""
    told = select(ThreadMove.did, ThreadMove.thread_id, ThreadMove.from_id).where(ThreadMove.id == move_id)
    did, there, here = db.session.execute(told).one()
    if did == MOVED or here is None:
        return []
    return [(here, here)] if did == SPLIT else [(there, there), (there, here)]


HERE: ColumnElement[int] = bindparam("thread", type_=Integer)
BEFORE = aliased(Thread)
_went = (
    select(Post.thread_id.label("other"), Post.id.label("post"), true().label("went"))
    .join(PostStood, PostStood.post_id == Post.id)
    .where(PostStood.thread_id == HERE)
)
_came = (
    select(func.coalesce(BEFORE.into_id, BEFORE.id), Post.id, false())
    .join(PostStood, PostStood.post_id == Post.id)
    .join(BEFORE, BEFORE.id == PostStood.thread_id)
    .where(Post.thread_id == HERE)
)
_ends = union_all(_went, _came).subquery()
WAYS = (
    readable(select(Thread.id, Thread.title, _ends.c.went, _ends.c.post).join(_ends, _ends.c.other == Thread.id))
    .where(Thread.id != HERE)
    .order_by(_ends.c.went, Thread.id, _ends.c.post)
)
LED = Question(select(Thread.into_id).where(Thread.id == HERE))
