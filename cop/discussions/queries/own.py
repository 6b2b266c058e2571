"""What somebody who asks for a copy of their own gets of conversations, without what is others'."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import case, func, or_, select

from cop.communities.models import Space
from cop.core.database import db
from cop.core.errors import N_
from cop.core.own import Part
from cop.discussions import rules
from cop.discussions.models import (
    Disagreement,
    EarlierWording,
    Poll,
    PollVote,
    Post,
    PostMention,
    PostNod,
    Thread,
    ThreadGuest,
    ThreadMove,
    ThreadReading,
)
from cop.discussions.queries.guests import place_told
from cop.discussions.queries.mentions import with_names
from cop.discussions.queries.windows import HIDDEN_TITLE
from cop.discussions.rules.polls import numbers_in


def _threads(person_id: int) -> Iterable[Sequence[Any]]:
    title = func.coalesce(HIDDEN_TITLE, Thread.title)
    own = select(place_told(person_id), title, Thread.created_at, Thread.privately).join_from(Thread, Space)
    return [tuple(row) for row in db.session.execute(own.where(Thread.author_id == person_id).order_by(Thread.id))]


def _posts(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the title of the conversation, which may be another's."""
    words = func.coalesce(Post.hidden_words, Post.source)  # what is hidden is still theirs
    rests_on = (Post.evidence, func.coalesce(Post.hidden_claim, Post.claim))
    times = (Post.created_at, Post.edited_at, Post.shown_at, Post.hidden_at)
    told = select(place_told(person_id), Post.id, words, *rests_on, *times, Post.unnamed)
    own = told.join_from(Post, Thread).join(Space, Space.id == Thread.space_id)
    found = db.session.execute(own.where(Post.author_id == person_id).order_by(Post.id))
    return [(space, with_names(post_id, text), *more) for space, post_id, text, *more in found.all()]


def _earlier_wordings(person_id: int) -> Iterable[Sequence[Any]]:
    said = (EarlierWording.post_id, EarlierWording.source, EarlierWording.claim, EarlierWording.until)
    told = select(place_told(person_id), *said).join_from(EarlierWording, Post)
    own = told.join(Thread, Thread.id == Post.thread_id).join(Space, Space.id == Thread.space_id)
    mine = own.where(Post.author_id == person_id).order_by(EarlierWording.id)
    found = db.session.execute(mine).all()
    return [(space, with_names(post_id, text), *more) for space, post_id, text, *more in found]


def _mentions(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the words and by whom, which are others', and without the hour of what has no name."""
    told = select(place_told(person_id), PostMention.called_at, Post.unnamed).join_from(PostMention, Post)
    own = told.join(Thread, Thread.id == Post.thread_id).join(Space, Space.id == Thread.space_id)
    found = db.session.execute(own.where(PostMention.user_id == person_id).order_by(Post.id))
    return [(space, rules.day_of(at) if at and unnamed else at) for space, at, unnamed in found]


def _nods(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the words that they were said to, which are others'."""
    told = (
        select(place_told(person_id), PostNod.kind, PostNod.said_at).join_from(PostNod, Post).join(Thread).join(Space)
    )
    own = told.where(PostNod.user_id == person_id).order_by(PostNod.id)
    return [tuple(row) for row in db.session.execute(own)]


def _disagreements(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the claims, which may be others'."""
    told = select(place_told(person_id), Disagreement.said_at).join_from(Disagreement, Thread).join(Space)
    own = told.where(Disagreement.by_id == person_id).order_by(Disagreement.id)
    return [tuple(row) for row in db.session.execute(own)]


def _guest_seats(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(Thread.title, ThreadGuest.given_at, ThreadGuest.until, ThreadGuest.ended_at)
    own = told.join_from(ThreadGuest, Thread).where(ThreadGuest.user_id == person_id).order_by(ThreadGuest.id)
    return [tuple(row) for row in db.session.execute(own)]


def _asked(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the titles and by whom, which are others'."""
    told = select(place_told(person_id), Thread.created_at).join_from(Thread, Space).where(Thread.asked_id == person_id)
    return [tuple(row) for row in db.session.execute(told.order_by(Thread.id))]


def _moves(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the titles, which are others'."""
    told = (
        select(ThreadMove.did, ThreadMove.reason, ThreadMove.at)
        .where(ThreadMove.by_id == person_id)
        .order_by(ThreadMove.id)
    )
    return [tuple(row) for row in db.session.execute(told)]


def _polls(person_id: int) -> Iterable[Sequence[Any]]:
    """With what they wrote down as an outcome, of polls that others began too: those without their questions."""
    own, wrote = Poll.by_id == person_id, Poll.concluded_by_id == person_id
    began = (case((own, Poll.question), else_=""), case((own, Poll.options), else_=""), case((own, Poll.begun_at)))
    told = select(
        place_told(person_id),
        *began,
        case((wrote, Poll.conclusion), else_=""),
        case((wrote, Poll.concluded_at)),
        Poll.hidden_at,
    )
    here = told.join_from(Poll, Thread).join(Space).where(or_(own, wrote)).order_by(Poll.id)
    return [tuple(row) for row in db.session.execute(here)]


def _votes(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the questions and options, which are others': by their numbers, counted from one."""
    told = select(place_told(person_id), PollVote.choices).join_from(PollVote, Poll).join(Thread).join(Space)
    own = db.session.execute(told.where(PollVote.user_id == person_id).order_by(Poll.id))
    return [(space, ", ".join(str(each + 1) for each in numbers_in(choices))) for space, choices in own]


def _readings(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the titles, which may be others', and without the hour at which one began that has no name."""
    told = select(place_told(person_id), Thread.created_at, ThreadReading.posts, Thread.unnamed)
    own = told.join_from(ThreadReading, Thread).join(Space, Space.id == Thread.space_id)
    found = db.session.execute(own.where(ThreadReading.user_id == person_id).order_by(Thread.id))
    return [(space, rules.day_of(at) if unnamed else at, posts) for space, at, posts, unnamed in found]


PARTS = [
    Part(
        "conversations", N_("Conversations that you began"),
        {"space": N_("Space"), "title": N_("Title"), "at": N_("When"), "privately": N_("Asked privately")}, _threads,
    ),
    Part(
        "posts", N_("What you wrote in conversations"),
        {
            "space": N_("Space"), "text": N_("Text"), "evidence": N_("What you spoke from"),
            "claim": N_("What you claimed"), "at": N_("When"), "edited_at": N_("Changed"),
            "shown_at": N_("Shown publicly"), "hidden_at": N_("Hidden since"),
            "unnamed": N_("Without your name"),
        },
        _posts,
    ),
    Part(
        "earlier_wordings", N_("What you wrote in conversations before you changed it"),
        {"space": N_("Space"), "text": N_("Text"), "claim": N_("What you claimed"), "until": N_("Until")},
        _earlier_wordings,
    ),
    Part(
        "mentions", N_("Where posts mention you, or did before they were changed"),
        {"space": N_("Space"), "at": N_("When")}, _mentions,
    ),
    Part(
        "nods", N_("What you said to posts in one press"),
        {"space": N_("Space"), "said": N_("Said"), "at": N_("When")}, _nods,
    ),
    Part(
        "disagreements", N_("Where you said that two claims disagree"),
        {"space": N_("Space"), "at": N_("When")}, _disagreements,
    ),
    Part(
        "polls", N_("Polls that you began, and outcomes that you wrote"),
        {
            "space": N_("Space"), "question": N_("Question"), "options": N_("Options"), "at": N_("When"),
            "outcome": N_("Outcome"), "outcome_at": N_("Outcome since"),
            "hidden_at": N_("Hidden since"),
        },
        _polls,
    ),
    Part(
        "poll_votes", N_("What you chose in polls"),
        {"space": N_("Space"), "options": N_("The numbers of the options")}, _votes,
    ),
    Part(
        "readings", N_("How far you have read in conversations"),
        {"space": N_("Space"), "at": N_("Begun"), "posts": N_("Posts that you have read")}, _readings,
    ),
    Part(
        "asked", N_("Where somebody asked you something privately"),
        {"space": N_("Space"), "at": N_("When")}, _asked,
    ),
    Part(
        "moves", N_("Conversations that you moved, split or joined"),
        {"what": N_("What"), "reason": N_("Reason"), "at": N_("When")}, _moves,
    ),
    Part(
        "thread_seats", N_("Conversations in which you had a guest seat"),
        {"title": N_("Title"), "since": N_("Since"), "until": N_("Until"), "ended_at": N_("Ended")}, _guest_seats,
    ),
]  # fmt: skip
