"""The door to gatherings, lists of them filtered by the database, and who comes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import contains_eager

from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.gatherings.models import Gathering, GatheringAnswer
from cop.gatherings.rules import SHOWN_FOR, Answer
from cop.people.models import User

MOST_SHOWN = 20
EARLIER_SHOWN = 3


class ListedGathering(NamedTuple):
    """A gathering as a list needs it, with what the viewer said about it."""

    id: int
    title: str
    starts_at: datetime
    place: str
    moved_at: datetime | None
    called_off_at: datetime | None
    space: str
    going: bool | None
    said_at: datetime | None

    @property
    def answer(self) -> Answer | None:
        """What the viewer said, if anything."""
        return None if self.going is None or self.said_at is None else Answer(self.going, self.said_at)


def gathering_for(viewer: Any, gathering_id: int) -> Gathering:
    """The only door to a gathering, in one query."""
    asked = communities.as_seen_by(viewer, gathering=gathering_id)
    found = db.session.scalars(GATHERING, asked).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def to_come(
    viewer: Any, *, now: datetime, community_id: int | None = None, space_id: int | None = None
) -> Sequence[ListedGathering]:
    """What is to come in a community or a space, the soonest first, among what the viewer may know of."""
    asked = LISTED.where(Gathering.starts_at > now - SHOWN_FOR).order_by(Gathering.starts_at, Gathering.id)
    if community_id is not None:
        asked = asked.where(Space.community_id == community_id)
    if space_id is not None:
        asked = asked.where(Gathering.space_id == space_id)
    found = db.session.execute(asked.limit(MOST_SHOWN), communities.as_seen_by(viewer))
    return [ListedGathering(*row) for row in found]


def held_in(viewer: Any, space_id: int, *, now: datetime) -> Sequence[ListedGathering]:
    """What was held in a space lately, the last first."""
    asked = LISTED.where(Gathering.space_id == space_id, Gathering.starts_at <= now - SHOWN_FOR)
    held = asked.where(Gathering.called_off_at.is_(None)).order_by(Gathering.starts_at.desc(), Gathering.id.desc())
    found = db.session.execute(held.limit(EARLIER_SHOWN), communities.as_seen_by(viewer))
    return [ListedGathering(*row) for row in found]


def all_in(viewer: Any, community_id: int) -> Sequence[ListedGathering]:
    """Whatever took place, or is to, in a community, the first first, among what the viewer may know of."""
    asked = LISTED.where(Space.community_id == community_id).order_by(Gathering.starts_at, Gathering.id)
    return [ListedGathering(*row) for row in db.session.execute(asked, communities.as_seen_by(viewer))]


def asked_of(viewer: User, *, now: datetime) -> Sequence[ListedGathering]:
    """What is to come in the viewer's own communities and not called off."""
    own = LISTED.where(communities.MEMBER, Gathering.starts_at > now - SHOWN_FOR, Gathering.called_off_at.is_(None))
    asked = own.order_by(Gathering.starts_at, Gathering.id).limit(MOST_SHOWN)
    return [ListedGathering(*row) for row in db.session.execute(asked, communities.as_seen_by(viewer))]


def answer_of(viewer: Any, gathering_id: int) -> Answer | None:
    """What the viewer said about a gathering that has passed its door."""
    own = (GatheringAnswer.gathering_id == gathering_id, GatheringAnswer.user_id == getattr(viewer, "id", None))
    found = db.session.execute(select(GatheringAnswer.going, GatheringAnswer.said_at).where(*own)).one_or_none()
    return Answer(*found) if found else None


def who_comes(gathering_id: int, *, space_id: int) -> list[str]:
    """The names of those who come and still read the space. The caller has passed `can_see_who_comes`."""
    asked = select(User.name).join(GatheringAnswer, GatheringAnswer.user_id == User.id)
    going = (GatheringAnswer.gathering_id == gathering_id, GatheringAnswer.going)
    inside = User.id.in_(communities.readers_of_space(space_id))
    return list(db.session.scalars(asked.where(*going, inside).order_by(func.lower(User.name), User.id)))


def _within_space(statement: communities.Statement) -> communities.Statement:
    joined = statement.join(Space, Space.id == Gathering.space_id).join(Community, Community.id == Space.community_id)
    return communities.with_standing(joined).where(communities.reads_item(Gathering.created_at, Gathering.bound))


OWN_ANSWER = and_(GatheringAnswer.gathering_id == Gathering.id, GatheringAnswer.user_id == communities.VIEWER)
GATHERING = (
    _within_space(select(Gathering))
    .where(Gathering.id == bindparam("gathering"))
    .options(contains_eager(Gathering.space).options(*communities.STANDING_LOADED))
    .execution_options(populate_existing=True)
)
LISTED = _within_space(
    select(
        Gathering.id,
        Gathering.title,
        Gathering.starts_at,
        Gathering.place,
        Gathering.moved_at,
        Gathering.called_off_at,
        Space.name,
        GatheringAnswer.going,
        GatheringAnswer.said_at,
    )
).outerjoin(GatheringAnswer, OWN_ANSWER)
