"""The poll of a conversation and how it stands. Callers have passed the conversation's door."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.discussions import policy
from cop.discussions.models import Poll, PollVote
from cop.discussions.queries.conversations import thread_for
from cop.discussions.rules import polls
from cop.people.models import User


class Standing(NamedTuple):
    """How a poll stands for one reader: what they chose, how many voted, and the options. Nothing is counted in those
    where its reader may not see it."""

    own: Sequence[int]
    voters: int
    options: Sequence[polls.Option]
    shows: bool
    is_over: bool


def poll_for(viewer: Any, poll_id: int) -> Poll:
    """The door to a poll by its own number: whoever reads its conversation, and of a hidden one whoever began it and
    those who could hide it."""
    asked = select(Poll).where(Poll.id == poll_id)
    poll = db.session.scalar(asked.execution_options(populate_existing=True))
    if poll is None:
        raise NotVisible
    set_committed_value(poll, "thread", thread_for(viewer, poll.thread_id))
    if poll.hidden_at is not None and not policy.can_see_hidden_poll(viewer, poll):
        raise NotVisible
    return poll


def poll_of(thread_id: int) -> Poll:
    """The one poll of a conversation, unless it is hidden."""
    found = poll_in(thread_id)
    if found is None:
        raise NotVisible
    return found


def poll_in(thread_id: int) -> Poll | None:
    """The same where there may be none."""
    return db.session.scalar(select(Poll).where(Poll.thread_id == thread_id, Poll.hidden_at.is_(None)))


def has_poll(thread_id: int) -> bool:
    """Whether there is one, hidden or not."""
    return db.session.scalar(select(Poll.id).where(Poll.thread_id == thread_id)) is not None


def standing_of(poll: Poll, *, viewer_id: int | None, now: datetime) -> Standing:
    """How it stands for this reader, with those who voted in the order of their names."""
    told = select(PollVote.user_id, User.name, PollVote.choices).join(User, User.id == PollVote.user_id)
    cast = db.session.execute(told.where(PollVote.poll_id == poll.id).order_by(User.name, User.id)).all()
    own = next((choices for user_id, _, choices in cast if user_id == viewer_id), None)
    is_over = polls.is_over(poll.closed_at, poll.closes_at, now=now)
    shows = polls.shows_counts(len(cast), named=poll.named, has_voted=own is not None, is_over=is_over)
    counted = [(name, choices) for _, name, choices in cast] if shows else []
    options = polls.tally(poll.options, counted, named=poll.named)
    return Standing(polls.numbers_in(own), len(cast), options, shows, is_over)
