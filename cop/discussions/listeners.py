"""What follows for conversations from what happens to people and communities."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, or_, select

from cop.communities.facts import CommunityBegun, MemberCame, MemberWent, PlaceChanged
from cop.communities.models import Community, Founding, Space
from cop.core import clock
from cop.core.database import Transaction, db
from cop.core.errors import N_
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.own import Part
from cop.discussions import queries, service
from cop.discussions.models import (
    Disagreement,
    EarlierWording,
    Poll,
    PollVote,
    Post,
    PostNod,
    Thread,
    ThreadGuest,
    ThreadMove,
    ThreadReading,
)
from cop.discussions.queries.windows import HIDDEN_TITLE
from cop.discussions.rules.polls import numbers_in
from cop.files.facts import FilesChanged
from cop.organisations.facts import BelongingShown, PersonJoinedOrganisation, PersonLeftOrganisation
from cop.people.facts import PersonErased, PersonRenamed
from cop.people.models import User

listeners = Listeners()
jobs = Jobs()


@jobs.permits_if("discussions.guest")
def is_guest(person_id: int, thread_id: int) -> bool:
    return queries.sits_in(person_id, thread_id, now=clock.now())


@jobs.permits_if(service.READING)
def reads(person_id: int, thread_id: int) -> bool:
    return person_id in queries.could_answer(thread_id, now=clock.now())


@listeners.within(MemberCame)
@listeners.within(MemberWent)
def end_their_guest_seats(fact: MemberCame | MemberWent, tx: Transaction) -> None:
    """A member is no guest; and whoever is taken out is not left a seat from before."""
    service.end_guest_seats_of(tx, fact.community_id, person_id=fact.user_id, now=clock.now())


@listeners.within(MemberWent)
def forget_what_they_read(fact: MemberWent, tx: Transaction) -> None:
    service.forget_readings(tx, fact.user_id, community_id=fact.community_id)


@listeners.within(PlaceChanged)
def end_seats_where_it_is_sealed(fact: PlaceChanged, tx: Transaction) -> None:
    service.end_sealed_guest_seats(tx, fact.community_id, now=clock.now())


@listeners.within(PersonRenamed)
def show_the_new_name(fact: PersonRenamed, _tx: Transaction) -> None:
    service.renew_pages_of(fact.user_id)


@listeners.within(PersonJoinedOrganisation)
@listeners.within(BelongingShown)
@listeners.within(PersonLeftOrganisation)
def show_where_guests_come_from(
    fact: PersonJoinedOrganisation | BelongingShown | PersonLeftOrganisation, tx: Transaction
) -> None:
    service.renew_guest_pages_of(tx, fact.user_id)


@listeners.within(FilesChanged)
def show_its_files(fact: FilesChanged, tx: Transaction) -> None:
    if fact.whose == service.POST:
        service.renew_page_of(tx, fact.thing_id)


@jobs.hourly
def forget_old(*, now: datetime) -> None:
    service.forget_old_wordings(now=now)


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    service.forget(tx, fact.user_id, keeps_words=fact.keeps_words)


@listeners.within(CommunityBegun)
def say_the_first_words(fact: CommunityBegun, tx: Transaction) -> None:
    """A new community begins with one conversation: what its proposer wants to know, in their own words."""
    founding = tx.session.get_one(Founding, fact.founding_id)
    proposer = tx.session.get_one(User, founding.proposer_id)
    began = tx.session.get_one(Community, fact.community_id).founded_at
    service.start(proposer, fact.space_id, title=founding.prompt_title, body=founding.prompt, now=began)


def _threads(person_id: int) -> Iterable[Sequence[Any]]:
    title = func.coalesce(HIDDEN_TITLE, Thread.title)
    own = select(Space.name, title, Thread.created_at, Thread.privately).join_from(Thread, Space)
    return [tuple(row) for row in db.session.execute(own.where(Thread.author_id == person_id).order_by(Thread.id))]


def _posts(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the title of the conversation, which may be another's."""
    words = func.coalesce(Post.hidden_words, Post.source)  # what is hidden is still theirs
    rests_on = (Post.evidence, func.coalesce(Post.hidden_claim, Post.claim))
    times = (Post.created_at, Post.edited_at, Post.shown_at, Post.hidden_at)
    told = select(Space.name, words, *rests_on, *times, Post.unnamed)
    own = told.join_from(Post, Thread).join(Space, Space.id == Thread.space_id)
    return [tuple(row) for row in db.session.execute(own.where(Post.author_id == person_id).order_by(Post.id))]


def _earlier_wordings(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(Space.name, EarlierWording.source, EarlierWording.claim, EarlierWording.until).join_from(
        EarlierWording, Post
    )
    own = told.join(Thread, Thread.id == Post.thread_id).join(Space, Space.id == Thread.space_id)
    mine = own.where(Post.author_id == person_id).order_by(EarlierWording.id)
    return [tuple(row) for row in db.session.execute(mine)]


def _nods(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the words that they were said to, which are others'."""
    told = select(Space.name, PostNod.kind, PostNod.said_at).join_from(PostNod, Post).join(Thread).join(Space)
    own = told.where(PostNod.user_id == person_id).order_by(PostNod.id)
    return [tuple(row) for row in db.session.execute(own)]


def _disagreements(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the claims, which may be others'."""
    told = select(Space.name, Disagreement.said_at).join_from(Disagreement, Thread).join(Space)
    own = told.where(Disagreement.by_id == person_id).order_by(Disagreement.id)
    return [tuple(row) for row in db.session.execute(own)]


def _guest_seats(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(Thread.title, ThreadGuest.given_at, ThreadGuest.until, ThreadGuest.ended_at)
    own = told.join_from(ThreadGuest, Thread).where(ThreadGuest.user_id == person_id).order_by(ThreadGuest.id)
    return [tuple(row) for row in db.session.execute(own)]


def _asked(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the titles and by whom, which are others'."""
    told = select(Space.name, Thread.created_at).join_from(Thread, Space).where(Thread.asked_id == person_id)
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
    told = select(Space.name, *began, case((wrote, Poll.conclusion), else_=""), case((wrote, Poll.concluded_at)))
    here = told.join_from(Poll, Thread).join(Space).where(or_(own, wrote)).order_by(Poll.id)
    return [tuple(row) for row in db.session.execute(here)]


def _votes(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the questions and options, which are others': by their numbers, counted from one."""
    told = select(Space.name, PollVote.choices).join_from(PollVote, Poll).join(Thread).join(Space)
    own = db.session.execute(told.where(PollVote.user_id == person_id).order_by(Poll.id))
    return [(space, ", ".join(str(each + 1) for each in numbers_in(choices))) for space, choices in own]


def _readings(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the titles, which may be others'."""
    told = select(Space.name, Thread.created_at, ThreadReading.posts)
    own = told.join_from(ThreadReading, Thread).join(Space, Space.id == Thread.space_id)
    return [tuple(row) for row in db.session.execute(own.where(ThreadReading.user_id == person_id).order_by(Thread.id))]


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
