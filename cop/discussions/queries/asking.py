"""Who reads what is asked privately. Callers have passed its door."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from cop.core.database import db
from cop.discussions.models import Post, Thread
from cop.discussions.queries.hearing import people_in
from cop.people.models import User


class Parties(NamedTuple):
    """Whoever asks; whether anybody is asked beside those who coordinate; and who that is."""

    asker: str | None
    is_asked: bool
    asked: str | None


def parties_of(thread_id: int) -> Parties:
    """Who they are, as they are called now."""
    asked = aliased(User)
    told = select(User.name, Thread.asked_id.is_not(None), asked.name).select_from(Thread)
    named = told.outerjoin(User, User.id == Thread.author_id).outerjoin(asked, asked.id == Thread.asked_id)
    return Parties(*db.session.execute(named.where(Thread.id == thread_id)).one())


def writer_of(post: Post) -> str | None:
    """Whoever wrote a post, as they are called now."""
    return db.session.scalar(select(User.name).where(User.id == post.author_id))


def could_answer(thread_id: int, *, now: datetime) -> Mapping[int, str]:
    """Everybody inside who reads a conversation now and can sign in, with their addresses."""
    there = (User.id.in_(people_in(thread_id, now=now)), User.suspended_at.is_(None), User.erased_at.is_(None))
    return {row.id: row.email for row in db.session.execute(select(User.id, User.email).where(*there))}
