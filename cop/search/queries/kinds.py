"""What is asked about each kind of thing: who reads it is said by the very conditions that its list is made of.

Written once for each mix of what narrows it. Nothing sealed is ever among them, whoever asks.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    union,
)

from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.communities.queries.visibility import KNOWS_COMMUNITY, KNOWS_SPACE, in_community, not_sealed
from cop.communities.rules import Door, Read
from cop.core.database import UtcDateTime
from cop.discussions.models import Poll, Post, Thread, ThreadGuest
from cop.discussions.queries.guests import readable as reads_thread
from cop.discussions.queries.names import BEGAN, WROTE
from cop.discussions.queries.within import READS_THREAD
from cop.gatherings.models import Gathering
from cop.gatherings.queries import readable as reads_gathering
from cop.organisations.models import Organisation
from cop.organisations.queries.listing import stood_on
from cop.people.models import User
from cop.search.queries.matching import INDEXES, MOST_PLACES, STANDING, among, is_titled, latest_first
from cop.stories.models import Issue, Story
from cop.stories.queries import readable as reads_story
from cop.stories.queries.issues import WINDOW, out

TITLE, AT = 1, 3
"""Where two of the columns of a kind stand."""
PERSON, COMMUNITY = bindparam("person", type_=Integer), bindparam("community", type_=Integer)
DAY: Final[Any] = bindparam("day", type_=Date)
SINCE, UNTIL = bindparam("since", type_=UtcDateTime), bindparam("until", type_=UtcDateTime)


class Kind(NamedTuple):
    """Its columns, as `Found` names them behind the first three; the joins and conditions of its list; and what can
    narrow it: where something else is asked for, it is not among what is found."""

    columns: tuple[Any, ...]
    read_by: Callable[[Any], Any]
    narrowed: Mapping[str, ColumnElement[bool]]


def says_nothing_of(name: str, narrowed: frozenset[str]) -> bool:
    """Whether something is asked for that a kind of thing does not have."""
    return not narrowed <= set(KINDS[name].narrowed)


@cache
def statement(name: str, *, dialect: str, narrowed: frozenset[str], in_places: bool, rare: bool) -> Select[Any]:
    """What to ask about a kind of thing."""
    kind, index = KINDS[name], INDEXES[name]
    standing = name in STANDING
    titled = literal(name == "thread") if standing else is_titled(index, dialect=dialect)
    columns: tuple[Any, ...] = (literal(name), index.of.id, titled, *kind.columns)
    asked = select(*columns).select_from(index.of)
    found: Select[Any] = kind.read_by(among(asked, index, dialect=dialect))
    found = found.where(*(kind.narrowed[each] for each in sorted(narrowed)))
    asks_places = in_places and dialect == "postgresql"
    found = found.where(*([Thread.space_id.in_(bindparam("places", expanding=True))] if asks_places else []))
    order = () if standing else (titled.desc(), kind.columns[AT].desc())
    return found.order_by(*order, latest_first(index, dialect=dialect, rare=rare)).limit(bindparam("most"))


def _thread(asked: Any) -> Any:
    return reads_thread(asked.outerjoin(User, BEGAN)).where(not_sealed(Thread.bound))


def _post(asked: Any) -> Any:
    joined = asked.join(Thread, Thread.id == Post.thread_id).outerjoin(User, WROTE)
    return reads_thread(joined).where(not_sealed(Thread.bound))


def _poll(asked: Any) -> Any:
    joined = reads_thread(asked.join(Thread, and_(Thread.id == Poll.thread_id, Poll.hidden_at.is_(None))))
    return joined.where(communities.VIEWER.is_not(None), not_sealed(Thread.bound))  # a visitor has no page of it


def _issue(asked: Any) -> Any:
    return out(asked).where(or_(WINDOW, Community.read < Read.SEALED))


def _gathering(asked: Any) -> Any:
    return reads_gathering(asked.outerjoin(User, User.id == Gathering.host_id)).where(not_sealed(Gathering.bound))


def _story(asked: Any) -> Any:
    shared = and_(Story.audience == "community", Community.read < Read.SEALED)
    here = and_(Story.audience == "space", not_sealed(Space.read))
    found = reads_story(asked.join(User, User.id == Story.author_id)).where(Story.withdrawn_at.is_(None))
    found = found.where(or_(Story.in_search, Story.author_id == communities.VIEWER))
    return found.where(or_(Story.audience.in_(("me", "public")), shared, here))


def _community(asked: Any) -> Any:
    return in_community(asked).where(KNOWS_COMMUNITY, Community.read < Read.SEALED)


def _space(asked: Any) -> Any:
    joined = communities.with_standing(asked.join(Community, Community.id == Space.community_id))
    return joined.where(KNOWS_SPACE, not_sealed(Space.read))


def _organisation(asked: Any) -> Any:
    return asked.where(communities.VIEWER.is_not(None), stood_on(Organisation, DAY))


def _bounded(bound: Any) -> ColumnElement[int]:
    return case((bound > communities.OPENNESS, bound), else_=communities.OPENNESS)


def _within(at: Any, *, here: ColumnElement[bool], by: Any = None) -> dict[str, ColumnElement[bool]]:
    whose = {} if by is None else {"person": by == PERSON}
    return {"community": here, **whose, "since": at >= SINCE, "until": at < UNTIL}


def _stands(reads: ColumnElement[bool]) -> tuple[Any, ...]:
    """Where it stands: a guest, who does not read by how they stand, is told nothing around what they are in."""
    return tuple(case((reads, each)) for each in IN_SPACE)


HERE: Final = Community.id == COMMUNITY
IN_SPACE: Final = (Space.name, Community.name, Community.id)
COMES: Final = communities.reads_item(Gathering.created_at, Gathering.bound)
NO_POST: Final = (null(),)
NOBODY: Final = (null(), null(), literal("full"))
PUBLISHED: Final = func.coalesce(Story.published_at, Story.created_at, type_=UtcDateTime)
POST_SAYS: Final = case((Post.claim == "", Post.source), else_=Post.source + "\n\n" + Post.claim)
CHOICES: Final = func.replace(Poll.options, "\n", " · ")
POLL_SAYS: Final = case((Poll.conclusion == "", CHOICES), else_=CHOICES + " · " + Poll.conclusion)
OPEN_TO: Final = case((WINDOW, "public"), else_="community")
SPEAKS_FROM: Final = Post.evidence.contains(bindparam("evidence", type_=String))  # none of them is a part of another
TOLD_READS: Final = case((Story.audience == "space", communities.OPENNESS), else_=Community.read)
AUDIENCE: Final = case(
    (and_(Story.audience == "public", Community.door > Door.ANYONE), "community"), else_=Story.audience
)
BEFORE_A_NOTE: Final = case((Story.note == "", Story.source), else_=literal(""))  # which stands before the text
BRIEFLY: Final = case((Story.named == "place", "first"), else_=Story.named)
TOLD_BY: Final = and_(Story.author_id == PERSON, Story.named == "full")
BEGUN_BY: Final = and_(Thread.author_id == PERSON, not_(Thread.unnamed))
WRITTEN_BY: Final = and_(Post.author_id == PERSON, not_(Post.unnamed))
KINDS: Final = {
    "community": Kind(
        (*NO_POST, Community.name, Community.purpose, Community.founded_at, *NOBODY,
         null(), null(), Community.id, Community.read, literal(True), literal("")),  # noqa: FBT003  a value in SQL
        _community, {"community": HERE},
    ),
    "space": Kind(
        (*NO_POST, Space.name, Space.purpose, Community.founded_at, *NOBODY,
         null(), Community.name, Community.id, communities.OPENNESS, Space.for_everyone, literal("")),
        _space, {"community": HERE},
    ),
    "organisation": Kind(
        (*NO_POST, Organisation.name, Organisation.can_share, cast(null(), UtcDateTime).label("at"), *NOBODY,
         null(), null(), null(), literal(int(Read.NEARBY)), literal(True), literal("")),  # noqa: FBT003  as above
        _organisation, {},
    ),
    "gathering": Kind(
        (*NO_POST, Gathering.title, Gathering.place, Gathering.starts_at, User.name, Gathering.host_id, literal("full"),
         *_stands(COMES), _bounded(Gathering.bound), Space.for_everyone, literal("")),
        _gathering, _within(Gathering.starts_at, by=Gathering.host_id, here=and_(HERE, COMES)),
    ),
    "story": Kind(
        (*NO_POST, Story.title, BEFORE_A_NOTE, PUBLISHED, User.name, Story.author_id, BRIEFLY,
         *IN_SPACE, TOLD_READS, Space.for_everyone, AUDIENCE),
        _story,
        {**_within(PUBLISHED, by=Story.author_id, here=and_(HERE, Story.audience != "me")), "person": TOLD_BY},
    ),
    "issue": Kind(
        (*NO_POST, Issue.title, Issue.note, Issue.published_at, *NOBODY,
         null(), Community.name, Community.id, Community.read, literal(True), OPEN_TO),  # noqa: FBT003  as above
        _issue, _within(Issue.published_at, here=HERE),
    ),
    "thread": Kind(
        (*NO_POST, Thread.title, literal(""), Thread.created_at, User.name, User.id, literal("full"),
         *_stands(READS_THREAD), _bounded(Thread.bound), Space.for_everyone, literal("")),
        _thread,
        {**_within(Thread.created_at, by=Thread.author_id, here=and_(HERE, READS_THREAD)), "person": BEGUN_BY},
    ),
    "poll": Kind(
        (Thread.id, Poll.question, POLL_SAYS, Poll.begun_at, *NOBODY,
         *_stands(READS_THREAD), _bounded(Thread.bound), Space.for_everyone, literal("")),
        _poll, _within(Poll.begun_at, here=and_(HERE, READS_THREAD)),
    ),
    "post": Kind(
        (Thread.id, Thread.title, POST_SAYS, Post.created_at, User.name, User.id,
         literal("full"), *_stands(READS_THREAD), _bounded(Thread.bound), Space.for_everyone, literal("")),
        _post,
        {**_within(Post.created_at, by=Post.author_id, here=and_(HERE, READS_THREAD)), "person": WRITTEN_BY,
         "evidence": SPEAKS_FROM},
    ),
}  # fmt: skip
READ: Final = communities.with_standing(select(Space.id).join(Community, Community.id == Space.community_id)).where(
    communities.READS_SPACE, not_sealed(Space.read)
)


@cache
def places(*, narrowed: bool) -> CompoundSelect[Any]:
    """The spaces in which the viewer may read something that is not sealed, and where they have or had a guest seat,
    which looks for itself whether it stands: a few more than an index is asked for."""
    read = READ.where(HERE) if narrowed else READ
    visited = select(Thread.space_id).join(ThreadGuest, ThreadGuest.thread_id == Thread.id)
    most, own = MOST_PLACES + 1, visited.where(ThreadGuest.user_id == communities.VIEWER)
    return union(select(read.limit(most).subquery()), select(own.limit(most).subquery()))
