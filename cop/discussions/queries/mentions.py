"""Who may be mentioned where somebody writes, and who is mentioned. Callers have passed the door of where that is.

Only who will read the words is found, by a name that the writer may know: of a place whose members they are not told,
those whose names stand in the conversation already.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Final, NamedTuple

from sqlalchemy import (
    Boolean,
    Integer,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    not_,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.communities.models import CommunityMembership, Space
from cop.communities.queries.audience import Lines, split
from cop.communities.queries.people import insiders
from cop.core.database import UtcDateTime, db
from cop.core.questions import Question
from cop.discussions.models import Post, PostMention, Thread, ThreadReading
from cop.discussions.queries.asking import could_answer
from cop.discussions.queries.guests import SEATS, OwnSeat, readable
from cop.discussions.queries.hearing import GUESTS
from cop.discussions.queries.within import insider_reads_thread
from cop.discussions.rules.mentions import MARK, WAITS_FOR, named
from cop.organisations.models import Organisation, OrganisationMembership
from cop.organisations.queries.people import belonged_on
from cop.people.models import User

MOST_WAITING: Final = 20
CAN_SIGN_IN: Final = (User.suspended_at.is_(None), User.erased_at.is_(None))


def mentionable(viewer: User, thread: Thread, *, space: Space, now: datetime) -> Mapping[int, str]:
    """Whom the viewer may mention in a conversation of this space, by number and name; it need not be written down yet:
    who reads it is who would."""
    told = {"space": space.id, "at": thread.created_at, "bound": thread.bound, "privately": bool(thread.privately)}
    parties = {"asker": thread.author_id, "asked": thread.asked_id}
    found = [*db.session.execute(INSIDE, {**told, **parties})]
    if thread.id is not None:
        found += db.session.execute(SEATED, {"thread": thread.id, "now": now})
    known = {row.id: row.name for row in found}
    if places.can_see_members(viewer, space.community):
        return known
    named_here = set(db.session.scalars(STAND_BY_NAME, {"thread": thread.id}))
    return {number: name for number, name in known.items() if number in named_here}


def mentioned_near(thread_id: int, post_ids: Collection[int]) -> Mapping[int, str]:
    """Whom posts of a conversation mention, or did before they were changed: whoever quotes or changes them may."""
    here = NAMES.join(Post, Post.id == PostMention.post_id).where(Post.thread_id == thread_id, Post.id.in_(post_ids))
    return {row.id: row.name for row in db.session.execute(here)} if post_ids else {}


def names_on(*post_ids: int) -> Mapping[int, str]:
    """Whom these posts mention, as they are called now."""
    return {row.id: row.name for row in db.session.execute(NAMES.where(PostMention.post_id.in_(post_ids)))}


def with_names(post_id: int, text: str) -> str:
    """Words of a post as somebody would type them, with the names that people have now."""
    return named(text, names_on(post_id)) if MARK.search(text) else text


def organisations_of(people: Collection[int], *, on: date) -> Mapping[int, str]:
    """Where these people belong on that day, as far as that is confirmed and they let others see it."""
    asked = BELONG.where(OrganisationMembership.user_id.in_(people), belonged_on(on))
    found = db.session.execute(asked).all() if people else ()
    return {number: ", ".join(split(names)) for number, names in found}


class Waiting(NamedTuple):
    """A post that mentions somebody who has not read so far."""

    post_id: int
    thread_id: int
    title: str


def calling(viewer: User, *, now: datetime) -> tuple[Sequence[OwnSeat], Sequence[Waiting]]:
    """Where the viewer is a guest now, the seat that ends soonest first, and the latest posts that mention them and
    that they read now, one of each conversation: one question for both, since a front page asks few."""
    rows = CALLING.all(communities.as_seen_by(viewer, since=now - WAITS_FOR, now=now))
    seats = [OwnSeat(thread_id, title, until) for thread_id, title, until, _, post_id in rows if post_id is None]
    calls = sorted((row for row in rows if row[4] is not None), key=lambda row: (row[3], row[4]))
    latest = {thread_id: Waiting(post_id, thread_id, title) for thread_id, title, _, _, post_id in calls}
    return sorted(seats, key=lambda each: (each.until, each.thread_id)), list(latest.values())[::-1]


def already_told(people: Collection[int], post: Post, *, now: datetime) -> Collection[int]:
    """Those of these people for whom a post before this one of its conversation waits: a letter says so already."""
    here = (PostMention.user_id.in_(people), Post.thread_id == post.thread_id, Post.id != post.id)
    return set(db.session.scalars(UNSEEN_BY.where(*here), {"since": now - WAITS_FOR}))


def is_called(person_id: int, post_id: int, *, now: datetime) -> bool:
    """Whether the conversation in which this post stands now mentions somebody who reads it and has not seen that."""
    here = select(Post.thread_id).where(Post.id == post_id).scalar_subquery()
    called = CALLED.where(PostMention.user_id == person_id, Post.thread_id == here).limit(1)
    thread_id = db.session.scalar(called, {"since": now - WAITS_FOR})
    return thread_id is not None and person_id in could_answer(thread_id, now=now)


TO_BE: Final = SimpleNamespace(
    created_at=bindparam("at", type_=UtcDateTime),
    bound=bindparam("bound", type_=Integer),
    privately=bindparam("privately", type_=Boolean),
    author_id=bindparam("asker", type_=Integer),
    asked_id=bindparam("asked", type_=Integer),
)
INSIDE: Final = (
    insiders(select(User.id, User.name))
    .join(User, User.id == CommunityMembership.user_id)
    .where(insider_reads_thread(TO_BE), *CAN_SIGN_IN)
)
SEATED: Final = select(User.id, User.name).where(User.id.in_(GUESTS), *CAN_SIGN_IN)
STAND_BY_NAME: Final = select(Post.author_id).where(
    Post.thread_id == bindparam("thread"), not_(Post.unnamed), Post.source != ""
)
MENTIONED: Final = (
    select(Lines(cast(PostMention.user_id, String) + " " + User.name))
    .select_from(PostMention)
    .join(User, User.id == PostMention.user_id)
    .where(PostMention.post_id == Post.id)
    .correlate(Post)
    .scalar_subquery()
)
"""A line each: what `names_in` reads."""
BELONG: Final = (
    select(OrganisationMembership.user_id, Lines(Organisation.name))
    .join(Organisation, Organisation.id == OrganisationMembership.organisation_id)
    .where(OrganisationMembership.confirmed, OrganisationMembership.shown)
    .group_by(OrganisationMembership.user_id)
)
NAMES: Final = select(User.id, User.name).join(PostMention, PostMention.user_id == User.id)
_before = aliased(Post)
_earlier = (
    select(func.count())
    .where(_before.thread_id == Post.thread_id, _before.id < Post.id)
    .correlate(Post)
    .scalar_subquery()
)
_read = (
    select(ThreadReading.posts)
    .where(ThreadReading.thread_id == Post.thread_id, ThreadReading.user_id == PostMention.user_id)
    .correlate(Post, PostMention)
    .scalar_subquery()
)
CALLS: Final = and_(PostMention.stands, Post.source != "", Post.author_id.is_distinct_from(PostMention.user_id))
LATE: Final = PostMention.called_at > Post.created_at
"""Mentioned by a change of words, and not seen since: `service.see_mentions` says when that is."""
CALLED_SINCE: Final = and_(CALLS, PostMention.called_at > bindparam("since", type_=UtcDateTime))
UNSEEN: Final = and_(CALLED_SINCE, or_(func.coalesce(_read, 0) <= _earlier, LATE))
UNSEEN_BY: Final = select(PostMention.user_id).join(Post, Post.id == PostMention.post_id).where(UNSEEN)
CALLED: Final = select(Post.thread_id).join(PostMention, PostMention.post_id == Post.id).where(UNSEEN)
BEFORE_LATE: Final = (
    select(func.min(_earlier))
    .select_from(PostMention)
    .join(Post, Post.id == PostMention.post_id)
    .where(PostMention.user_id == communities.VIEWER, Post.thread_id == Thread.id, CALLED_SINCE, LATE)
    .correlate(Thread)
    .scalar_subquery()
)
"""How many posts of a conversation stand before the first that mentions the viewer by such a change."""
_waiting = (
    readable(
        select(Thread.id.label("thread_id"), Thread.title, PostMention.called_at, Post.id.label("post_id"))
        .select_from(PostMention)
        .join(Post, Post.id == PostMention.post_id)
        .join(Thread, Thread.id == Post.thread_id)
    )
    .where(PostMention.user_id == communities.VIEWER, UNSEEN)
    .order_by(PostMention.called_at.desc(), Post.id.desc())
    .limit(literal_column(str(MOST_WAITING)))
    .subquery()
)
_seats = SEATS.subquery()
_no_moment, _nothing = cast(null(), UtcDateTime()), cast(null(), Integer)
_calling = union_all(
    select(_seats.c.thread_id, _seats.c.title, _seats.c.until, _no_moment.label("at"), _nothing.label("post_id")),
    select(_waiting.c.thread_id, _waiting.c.title, _no_moment, _waiting.c.called_at, _waiting.c.post_id),
).subquery()
CALLING: Final = Question(select(_calling))
