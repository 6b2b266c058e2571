"""The door to a story, and lists of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, case, false, func, or_, select
from sqlalchemy.orm import contains_eager, defer

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.communities.rules import Door, Read
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.models import Story, StoryConsent

MOST_LISTED = 100


def story_for(viewer: Any, story_id: int) -> Story:
    """The only door to a story, in one query. A withdrawn one opens for its teller alone."""
    found = db.session.scalars(STORY, communities.as_seen_by(viewer, story=story_id)).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def hidden_story_for(viewer: Any, story_id: int) -> Story:
    """The same door for those who look after what is told: to one that is hidden as well, or could be."""
    found = db.session.scalars(LOOKED_AT, communities.as_seen_by(viewer, story=story_id)).unique().one_or_none()
    if found is None or not policy.can_see_hidden(viewer, found):
        raise NotVisible
    return found


def teller_of(story: Story) -> str:
    """What others are told of the teller; empty for one who chose not to be named."""
    if story.named == "anonymous":
        return ""
    name = db.session.scalars(select(User.name).where(User.id == story.author_id)).one()
    return rules.shown_name(name, story.named, place=story.place)


class ListedStory(NamedTuple):
    """A story as a list needs it: of the teller no more than they chose to be told, and no word of the text where a
    note says what it speaks of."""

    id: int
    title: str
    opening: str
    note: str
    minutes: int
    teller: str
    is_own: bool
    audience: str
    place: str
    since: datetime
    withdrawn: bool
    in_engines: bool


def stories_visible_to(
    viewer: Any, *, community_id: int | None = None, space_id: int | None = None, most: int = MOST_LISTED
) -> Sequence[ListedStory]:
    """The stories that the viewer may read, the latest first; of one community or space, only what is shared there."""
    asked = LISTED
    if community_id is not None:
        asked = asked.where(Story.community_id == community_id, *SHARED)
    if space_id is not None:
        asked = asked.where(Story.space_id == space_id, *SHARED)
    found = db.session.execute(asked.limit(most), communities.as_seen_by(viewer))
    return [_listed(viewer, *row) for row in found]


class WindowStory(NamedTuple):
    """A story that stands in a public window, or that its teller would let stand there."""

    id: int
    title: str
    audience: str
    proposed_at: datetime | None
    cleared_at: datetime | None
    opens_at: datetime | None
    is_own: bool
    in_engines: bool


def window_of(viewer: Any, community_id: int) -> Sequence[WindowStory]:
    """What of a community stands in its window, what is proposed, and what the viewer could propose; readable ones."""
    found = db.session.execute(WINDOW, communities.as_seen_by(viewer, community=community_id))
    return [WindowStory(*row) for row in found]


class HeldStory(NamedTuple):
    """A story of one's own that is read by fewer people than read its place now."""

    id: int
    title: str
    created_at: datetime
    openness: int


def held_back(viewer: Any, community_id: int) -> Sequence[HeldStory]:
    """The viewer's own stories in a community that were shared when fewer people read there, the latest first."""
    found = db.session.execute(HELD, communities.as_seen_by(viewer, community=community_id))
    return [HeldStory(*row) for row in found]


def asked_of(viewer: User, *, community_id: int | None = None, by: datetime) -> list[Story]:
    """Their own stories about which they are asked something: whether everybody goes on reading one whose community
    closes and, without `community_id`, whether one goes on whose consent ends before this moment."""
    closing = and_(Story.audience == "public", Community.closes_at.is_not(None))
    here = closing if community_id is None else and_(closing, Story.community_id == community_id)
    ending = Story.until <= by if community_id is None else false()
    asked = select(Story).outerjoin(Community, Community.id == Story.community_id)
    own = asked.options(contains_eager(Story.community)).where(Story.author_id == viewer.id, or_(here, ending))
    found = db.session.scalars(own.where(Story.audience != "me").order_by(Story.id))
    return [each for each in found if policy.is_asked_again(viewer, each) or policy.is_ending(each, by=by)]


def consents_of(story: Story) -> Sequence[StoryConsent]:
    """What its teller has said about who reads it, the first first."""
    asked = select(StoryConsent).where(StoryConsent.story_id == story.id)
    return db.session.scalars(asked.order_by(StoryConsent.id)).all()


def readers_of(story: Story, *, on: date) -> communities.Readers | None:
    """How many members read a story now; None where that is nobody, or anybody."""
    at = story.published_at or story.created_at
    if story.audience == "space" and story.space_id is not None:
        return communities.audience_of_item(story.space_id, on=on, at=at, bound=story.bound)
    if story.audience == "community" and story.community_id is not None:
        return communities.audience_of_shared(story.community_id, on=on, at=at, bound=story.bound)
    return None


def readable(statement: communities.Statement) -> communities.Statement:
    """What of it the viewer may read."""
    shown = and_(Story.withdrawn_at.is_(None), Story.hidden_at.is_(None), _reached())
    return _with_place(statement).where(or_(Story.author_id == communities.VIEWER, shown))


def _with_place(statement: communities.Statement) -> communities.Statement:
    joined = statement.outerjoin(Community, Community.id == Story.community_id)
    return communities.with_standing(joined.outerjoin(Space, Space.id == Story.space_id))


def _reached() -> ColumnElement[bool]:
    """`policy.can_read` for those who did not tell it, as SQL."""
    window = and_(Story.audience == "public", Community.door == Door.ANYONE)
    space = and_(Story.audience == "space", communities.reads_item(Story.published_at, Story.bound))
    shared = and_(
        Story.audience.in_(("public", "community")), communities.reads_shared(Story.published_at, Story.bound)
    )
    return or_(window, shared, and_(communities.MEMBER, space))


def _listed(viewer: Any, story: Story, author: str, community: str | None, space: str | None) -> ListedStory:
    return ListedStory(
        id=story.id,
        title=story.title,
        opening="" if story.note else rules.opening(story.source),
        note=story.note,
        minutes=rules.minutes_to_read(story.source),
        teller=rules.shown_name(author, story.named, place=story.place),
        is_own=story.author_id == places.person_id(viewer),
        audience=story.audience,
        place=(space if story.audience == "space" else community) or "",
        since=story.published_at or story.created_at,
        withdrawn=story.withdrawn_at is not None,
        in_engines=story.in_engines,
    )


OPENNESS = case((Story.audience == "space", communities.OPENNESS), else_=Community.read)
HELD = (
    select(Story.id, Story.title, Story.created_at, OPENNESS)
    .join(Community, Community.id == Story.community_id)
    .outerjoin(Space, Space.id == Story.space_id)
    .where(Story.author_id == communities.VIEWER, Story.community_id == bindparam("community"))
    .where(Story.withdrawn_at.is_(None), Story.bound > OPENNESS)
    .where(
        or_(
            and_(Story.audience == "space", Story.bound > Read.NEARBY),
            and_(Story.audience == "community", Story.bound > Read.INSIDE),
        )
    )
    .order_by(Story.created_at.desc(), Story.id.desc())
)
WINDOW = (
    readable(
        select(
            Story.id, Story.title, Story.audience, Story.proposed_at, Story.cleared_at, Story.opens_at,
            Story.author_id == communities.VIEWER, Story.in_engines,
        )
    )
    .where(Story.community_id == bindparam("community"), Story.withdrawn_at.is_(None), Story.audience != "me")
    .where(or_(Story.audience == "public", Story.proposed_at.is_not(None), Story.author_id == communities.VIEWER))
    .order_by(Story.created_at.desc(), Story.id.desc())
    .limit(MOST_LISTED)
)  # fmt: skip
SHARED = (Story.withdrawn_at.is_(None), Story.audience != "me")
WHOLE = (
    contains_eager(Story.community).contains_eager(Community.memberships),
    contains_eager(Story.space).options(*communities.STANDING_LOADED),
)
LOOKED_AT = (
    _with_place(select(Story))
    .where(Story.id == bindparam("story"), or_(Story.author_id == communities.VIEWER, _reached()))
    .options(*WHOLE)
    .execution_options(populate_existing=True)
)
STORY = (
    readable(select(Story))
    .where(Story.id == bindparam("story"))
    .options(*WHOLE)
    .execution_options(populate_existing=True)
)
LISTED = (
    readable(select(Story, User.name, Community.name, Space.name))
    .join(User, User.id == Story.author_id)
    .order_by(func.coalesce(Story.published_at, Story.created_at).desc(), Story.id.desc())
    .options(defer(Story.html, raiseload=True))
)
