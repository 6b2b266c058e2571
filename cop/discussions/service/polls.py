"""Polls: one in a conversation, begun, voted in, closed, and what came of it."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, or_, select, update

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible, RuleBroken
from cop.discussions import policy, rules
from cop.discussions.facts import PollChanged
from cop.discussions.models import Poll, PollVote, Thread
from cop.discussions.queries import thread_for
from cop.discussions.rules import polls
from cop.discussions.service.files import READS_ONLY
from cop.people.models import User

UNSAID: Final[dict[str, object]] = {"conclusion": "", "concluded_at": None, "corrected_at": None}
BEGINS_POLLS = N_("Whoever began a conversation begins a poll in it, and so does the core group of its community.")
ENDS_POLLS = N_("Whoever began this poll closes it and says what came of it, and so does the core group.")
REMOVES_POLLS = N_(
    "Whoever began this poll takes it away as long as no outcome is written down, and the core group at any time."
)


def begin_poll(
    actor: User, thread_id: int, *, asked: polls.Asked, closes_at: datetime | None = None, now: datetime
) -> Poll:
    """Ask once what people here choose. From now on the conversation is read by no more people than read it now."""
    polls.check_end(closes_at, now=now)
    with transaction() as tx:
        thread = thread_for(actor, thread_id)
        require(policy.can_ask_for_voices(actor, thread), BEGINS_POLLS)
        tx.session.execute(select(Thread.id).where(Thread.id == thread.id).with_for_update())
        if tx.session.scalar(select(Poll.id).where(Poll.thread_id == thread.id)):
            raise RuleBroken("There is a poll in this conversation already.")
        thread.bound = thread.axes.read
        here = {"thread_id": thread.id, "by_id": actor.id, "bound": thread.bound}
        poll = Poll(**here, begun_at=now, closes_at=closes_at, **asked._asdict())
        tx.session.add(poll)
        _changed(tx, thread)
        tx.flush()
        return poll


def vote(actor: User, thread_id: int, *, numbers: Collection[int], now: datetime) -> None:
    """Choose, or choose otherwise than before, as long as it is open."""
    with transaction() as tx:
        thread, poll = _poll(tx, actor, thread_id)
        require(policy.can_reply(actor, thread), READS_ONLY)
        polls.check_open(is_over=polls.is_over(poll.closed_at, poll.closes_at, now=now))
        choices = polls.chosen(numbers, options=poll.options, many=poll.many)
        tx.session.merge(PollVote(poll_id=poll.id, user_id=actor.id, choices=choices))
        thread.bound = thread.axes.read
        tx.announce(PollChanged(thread.id))


def end_poll(actor: User, thread_id: int, *, now: datetime) -> None:
    """Nobody votes from now on."""
    with transaction() as tx:
        thread, poll = _poll(tx, actor, thread_id)
        require(policy.can_end(actor, poll.by_id, thread=thread), ENDS_POLLS)
        polls.check_open(is_over=polls.is_over(poll.closed_at, poll.closes_at, now=now))
        poll.closed_at = now
        _changed(tx, thread)


def conclude(actor: User, thread_id: int, *, words: str, now: datetime) -> None:
    """Say what came of it; said otherwise later, it says when that was."""
    words = polls.outcome_of(words)
    with transaction() as tx:
        thread, poll = _poll(tx, actor, thread_id)
        require(policy.can_end(actor, poll.by_id, thread=thread), ENDS_POLLS)
        polls.check_closed(is_over=polls.is_over(poll.closed_at, poll.closes_at, now=now))
        if words == poll.conclusion:
            return
        poll.corrected_at = now if poll.concluded_at else None
        poll.concluded_at = poll.concluded_at or now
        poll.conclusion, poll.concluded_by_id = words, actor.id
        _changed(tx, thread)


def remove_poll(actor: User, thread_id: int) -> None:
    """Take it out of the conversation, with its votes."""
    with transaction() as tx:
        thread, poll = _poll(tx, actor, thread_id)
        may = policy.can_remove_poll(actor, poll.by_id, thread=thread, has_outcome=bool(poll.conclusion))
        require(may, REMOVES_POLLS)
        tx.session.execute(delete(Poll).where(Poll.id == poll.id))
        _changed(tx, thread)


def forget_polls(tx: Transaction, person_id: int, *, keeps_words: bool) -> None:
    """Somebody is gone: their votes go. Where their words go too, so do the polls that they began, but for what others
    wrote down as their outcome, and the outcomes that they wrote themself."""
    began, wrote = Poll.by_id == person_id, Poll.concluded_by_id == person_id
    theirs = select(Poll.thread_id).where(or_(began, wrote))
    tx.session.execute(update(Thread).where(Thread.id.in_(theirs)).values(edition=rules.new_edition()))
    tx.session.execute(delete(PollVote).where(PollVote.user_id == person_id))
    if not keeps_words:
        tx.session.execute(update(Poll).where(wrote).values(UNSAID))
        _take_back(tx, began)
    tx.session.execute(update(Poll).where(wrote).values(concluded_by_id=None))
    tx.session.execute(update(Poll).where(began).values(by_id=None))


def withdraw_poll(tx: Transaction, thread_id: int, *, person_id: int) -> None:
    """Somebody takes back what they began a conversation with: a poll that they began there goes like the post, and an
    outcome that they wrote; what others wrote as its outcome keeps its place."""
    began = and_(Poll.thread_id == thread_id, Poll.by_id == person_id)
    tx.session.execute(update(Poll).where(began, Poll.concluded_by_id == person_id).values(UNSAID))
    _take_back(tx, began)


def _take_back(tx: Transaction, began: ColumnElement[bool]) -> None:
    tx.session.execute(delete(Poll).where(began, Poll.conclusion == ""))
    tx.session.execute(delete(PollVote).where(PollVote.poll_id.in_(select(Poll.id).where(began))))
    tx.session.execute(update(Poll).where(began).values(question="", options=""))


def _poll(tx: Transaction, actor: User, thread_id: int) -> tuple[Thread, Poll]:
    """The conversation and its poll; two who change it at once come one by one."""
    thread = thread_for(actor, thread_id)
    found = select(Poll).where(Poll.thread_id == thread.id, Poll.hidden_at.is_(None)).with_for_update()
    poll = tx.session.scalar(found.execution_options(populate_existing=True))
    if poll is None:
        raise NotVisible
    return thread, poll


def _changed(tx: Transaction, thread: Thread) -> None:
    thread.edition = rules.new_edition()
    tx.announce(PollChanged(thread.id))
