"""The doors to conversations and their posts, filtered by the database.

A page of posts is read as plain rows: at twenty posts, objects cost three times as much as all the rest of the page.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, null, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager

from cop.communities import queries as communities
from cop.communities.models import Community, CommunityMembership, Space
from cop.communities.policy import person_id
from cop.communities.queries.audience import split
from cop.communities.queries.guests import may_be_guest
from cop.communities.rules.silences import SILENCED
from cop.core import clock
from cop.core.database import UtcDateTime, db
from cop.core.errors import NotVisible
from cop.core.questions import Answer, Question
from cop.discussions.models import Poll, Post, PostFile, PostStood, Thread, ThreadMove, ThreadReading
from cop.discussions.queries.guests import COMES_FROM, GUEST_UNTIL, GUESTS, of_guests
from cop.discussions.queries.mentions import BEFORE_LATE, MENTIONED
from cop.discussions.queries.names import WROTE_OR_TOLD
from cop.discussions.queries.nods import SAID
from cop.discussions.queries.within import within_space
from cop.discussions.rules import (
    NO_CLAIM,
    POSTS_ON_A_PAGE,
    Claim,
    Conversation,
    answer_place,
    claim_in,
    nods_in,
)
from cop.discussions.rules.mentions import WAITS_FOR, drawn, names_in
from cop.discussions.rules.moving import MOVED
from cop.drafts.queries import begun_here
from cop.people.models import User

Reading = Callable[[Any], Any]


def thread_for(viewer: Any, thread_id: int) -> Thread:
    """The only door to a conversation, in one query; whoever is from outside is asked for a guest seat in a second."""
    found = db.session.scalars(THREAD, communities.as_seen_by(viewer, thread=thread_id)).unique().one_or_none()
    as_guest = None
    if may_be_guest(viewer, found.space.community if found else None):
        asked = communities.as_seen_by(viewer, thread=thread_id, now=clock.now())
        as_guest = db.session.scalars(THREAD_OF_GUEST, asked).unique().one_or_none()
    thread = found or as_guest
    if thread is None:
        raise NotVisible
    thread.guest_id = person_id(viewer) if as_guest else None
    return thread


def conversation_for(viewer: Any, thread_id: int, *, on: date) -> Conversation:
    """The same door as `thread_for`, with plain values for a page, and who reads it on that day: half the price of
    objects."""
    asked = conversation_asked(viewer, thread_id, on=on)
    return conversation_told(viewer, CONVERSATION.one_or_none(asked), asked=asked)


def conversation_asked(viewer: Any, thread_id: int, *, on: date) -> Mapping[str, object]:
    """What `CONVERSATION` is asked with."""
    now = clock.now()
    told = {"day": on, "now": now, "since": now - WAITS_FOR, "place": answer_place(thread_id)}
    return communities.as_seen_by(viewer, thread=thread_id, **told)


def conversation_told(viewer: Any, row: Answer | None, *, asked: Mapping[str, object]) -> Conversation:
    """What this door gives whoever was answered so; where it does not know them they may be a guest."""
    found = _told(row)
    if person_id(viewer) is not None and (found is None or found.role is None):
        found = _told(CONVERSATION_OF_GUEST.one_or_none(asked)) or found
    if found is None:
        raise NotVisible
    return found


def _told(row: Answer | None) -> Conversation | None:
    return Conversation._make(row) if row else None


def readers_of(thread: Thread, *, on: date) -> communities.Readers:
    """Who reads a conversation now, and so what is answered in it."""
    return communities.audience_of_item(thread.space_id, on=on, at=thread.created_at, bound=thread.bound)


def post_for(viewer: Any, post_id: int) -> Post:
    """The only door to a single post, in one query, and another where its conversation's would ask one."""
    found = db.session.scalars(POST, communities.as_seen_by(viewer, post=post_id)).unique().one_or_none()
    as_guest = None
    if may_be_guest(viewer, found.thread.space.community if found else None):
        asked = communities.as_seen_by(viewer, post=post_id, now=clock.now())
        as_guest = db.session.scalars(POST_OF_GUEST, asked).unique().one_or_none()
    post = found or as_guest
    if post is None:
        raise NotVisible
    post.thread.guest_id = person_id(viewer) if as_guest else None
    return post


class ShownPost(NamedTuple):
    """A post as a page needs it; `opened` is the title of the conversation that it began before that went into this."""

    id: int
    html: str
    created_at: datetime
    edited_at: datetime | None
    author: str | None
    author_id: int | None
    by_guest: bool
    said: str | None
    is_hidden: bool
    from_where: str | None
    unnamed: bool
    evidence: str
    claimed: str
    has_files: bool
    opened: str | None
    mentioned: str | None

    @property
    def comes_from(self) -> str:
        """Where whoever wrote it as a guest belongs, as far as they let others see that."""
        return ", ".join(split(self.from_where))

    def drawn(self, *, inside: bool) -> str:
        """Its words for a page; whoever is from outside is not told whom they mention."""
        return drawn(self.html, names_in(self.mentioned), tells=inside)

    @property
    def claim(self) -> Claim:
        """What it rests on; nothing where its words are gone."""
        return claim_in(self.evidence, self.claimed) if self.html else NO_CLAIM

    @property
    def nods(self) -> Mapping[str, Sequence[str]]:
        """What was said to it in one press, and by whom; nothing under words that are hidden."""
        return nods_in(self.said if self.html else None)


def posts_of(thread_id: int, *, page: int) -> Sequence[ShownPost]:
    """One page of a conversation that has passed its door, the oldest first; pages count from 1. Of what was written
    without a name it tells none."""
    return [ShownPost(*row) for row in db.session.execute(POSTS, page_asked(thread_id, page=page))]


def page_asked(thread_id: int, *, page: int) -> Mapping[str, object]:
    """The parameters of a statement that asks for one page of a conversation."""
    at = {"most": POSTS_ON_A_PAGE, "skip": (page - 1) * POSTS_ON_A_PAGE}
    return {"thread": thread_id, "day": clock.now().date(), **at}


def _of_this(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    return select(column).where(Thread.id == bindparam("thread")).scalar_subquery()


def _thread(read_by: Reading) -> Select[Thread]:
    found: Select[Thread] = read_by(select(Thread)).where(Thread.id == bindparam("thread"))
    loaded = contains_eager(Thread.space).options(*communities.STANDING_LOADED)
    return found.options(loaded).execution_options(populate_existing=True)


def _post(read_by: Reading) -> Select[Post]:
    found: Select[Post] = read_by(select(Post).join(Thread, Thread.id == Post.thread_id)).where(
        Post.id == bindparam("post")
    )
    loaded = contains_eager(Post.thread).contains_eager(Thread.space).options(*communities.STANDING_LOADED)
    return found.options(loaded).execution_options(populate_existing=True)


def _conversation(read_by: Reading, until: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    asked = select(
        Thread.id, Thread.title, Thread.post_count, Thread.edition,
        Space.id, Space.name, Space.door, Space.read, Space.join,
        Community.id, Community.name, Community.door, Community.read, Community.join, Community.closed_at.is_not(None),
        case((SILENT, SILENCED), else_=CommunityMembership.role).label("role"), Thread.bound, GUESTS, until,
        *communities.readers_columns(
            space=_of_this(Thread.space_id), at=_of_this(Thread.created_at), bound=_of_this(Thread.bound)
        ),
        begun_here(communities.VIEWER), NEW_AFTER, case((SILENT, CommunityMembership.silent_until)),
        Thread.asks, Thread.author_id, Thread.privately, Community.modules, LAST_MOVE, POLL, SHAPE,
    )  # fmt: skip
    found: Select[*tuple[Any, ...]] = read_by(asked)
    return found.where(Thread.id == bindparam("thread"))


NOW: ColumnElement[datetime] = bindparam("now", type_=UtcDateTime)
SILENT = and_(CommunityMembership.silent_until > NOW, CommunityMembership.role != "coordinator")
MOVES = select(func.max(ThreadMove.id)).correlate(Thread)
LAST_MOVE = MOVES.where(ThreadMove.thread_id == Thread.id, ThreadMove.did == MOVED).scalar_subquery()
TOUCHED = or_(ThreadMove.thread_id == Thread.id, ThreadMove.from_id == Thread.id)
SHAPE = MOVES.where(TOUCHED, ThreadMove.did != MOVED).scalar_subquery()
ITS_POLL = and_(Poll.thread_id == Thread.id, Poll.hidden_at.is_(None))
POLL = select(Poll.id).where(ITS_POLL).correlate(Thread).scalar_subquery()
OWN_READING = and_(ThreadReading.thread_id == Thread.id, ThreadReading.user_id == communities.VIEWER)
READ = select(ThreadReading.posts).where(OWN_READING).correlate(Thread).scalar_subquery()
NEW_AFTER = case((BEFORE_LATE < READ, BEFORE_LATE), else_=READ)
"""Words that mention somebody since they read them are new to them again, until they have been there."""
THREAD, THREAD_OF_GUEST = _thread(within_space), _thread(of_guests)
POST, POST_OF_GUEST = _post(within_space), _post(of_guests)
CONVERSATION = Question(_conversation(within_space, null()))
CONVERSATION_OF_GUEST = Question(_conversation(of_guests, GUEST_UNTIL))
SHOWN = (Post.id, Post.html, Post.created_at, Post.edited_at, User.name, Post.author_id, Post.by_guest)
OPENED = (
    select(Thread.title)
    .join(PostStood, PostStood.thread_id == Thread.id)
    .where(PostStood.post_id == Post.id, PostStood.began)
    .correlate(Post)
    .scalar_subquery()
)
HAS_FILES = exists().where(PostFile.post_id == Post.id).correlate(Post)
POSTS = (
    select(
        *SHOWN,
        SAID,
        Post.hidden_at.is_not(None),
        COMES_FROM,
        Post.unnamed,
        Post.evidence,
        Post.claim,
        HAS_FILES,
        OPENED,
        MENTIONED,
    )
    .outerjoin(User, WROTE_OR_TOLD)
    .where(Post.thread_id == bindparam("thread"))
    .order_by(Post.id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
