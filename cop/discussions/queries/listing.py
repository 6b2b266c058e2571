"""Lists of conversations, filtered by the database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, and_, bindparam, false, func, select

from cop.communities import queries as communities
from cop.communities.models import CommunityMembership, Space
from cop.core import clock
from cop.core.database import UtcDateTime
from cop.core.questions import Question
from cop.core.rows import Rows
from cop.discussions.models import Thread
from cop.discussions.queries.conversations import READ
from cop.discussions.queries.names import BEGAN
from cop.discussions.queries.within import within_space
from cop.discussions.rules import NEW_FOR, kinds_in
from cop.people.models import User

LATEST = 5


class ListedThread(NamedTuple):
    """A conversation as a list needs it."""

    id: int
    title: str
    author: str | None
    post_count: int
    last_post_at: datetime
    space: str
    read: int | None
    began_lately: bool
    asks: str
    privately: bool
    unnamed: bool

    @property
    def asked(self) -> Sequence[str]:
        """The kinds of voice that are asked for in it."""
        return kinds_in(self.asks)

    @property
    def unread(self) -> int:
        """How many posts are new to whoever has been there before."""
        return 0 if self.read is None else max(0, self.post_count - self.read)

    @property
    def is_new(self) -> bool:
        """Whether it began not long ago, since they came, and they have not been there."""
        return self.read is None and self.began_lately


def threads_visible_to(
    viewer: Any, *, community_id: int | None = None, space_id: int | None = None, most: int = LATEST, skip: int = 0
) -> Sequence[ListedThread]:
    """The conversations of a community or a space that the viewer may read, the liveliest first."""
    where = {"community": community_id, "space": space_id, **listed(most=most, skip=skip)}
    asked = IN_SPACE if space_id is not None else IN_COMMUNITY if community_id is not None else ANYWHERE
    return [ListedThread._make(row) for row in asked.all(communities.as_seen_by(viewer, **where))]


def listed(*, most: int, skip: int) -> Mapping[str, int | datetime]:
    """What such a list is asked with beyond who looks and where."""
    return {"lately": clock.now() - NEW_FOR, "most": most, "skip": skip}


BEGAN_LATELY = and_(
    Thread.created_at > bindparam("lately", type_=UtcDateTime), Thread.created_at > CommunityMembership.since
)
LISTED = (
    within_space(
        select(
            Thread.id,
            Thread.title,
            User.name,
            Thread.post_count,
            Thread.last_post_at,
            Space.name,
            READ,
            func.coalesce(BEGAN_LATELY, false()),
            Thread.asks,
            Thread.privately,
            Thread.unnamed,
        )
    )
    .outerjoin(User, BEGAN)
    .order_by(Thread.last_post_at.desc(), Thread.id.desc())
    .limit(bindparam("most", type_=Integer))
    .offset(bindparam("skip", type_=Integer))
)
ANYWHERE = Question(LISTED)
IN_COMMUNITY = Question(LISTED.where(Space.community_id == bindparam("community", type_=Integer)))
HERE = LISTED.where(Thread.space_id == bindparam("space", type_=Integer))
IN_SPACE, LISTED_IN_SPACE = Question(HERE), Rows(HERE)
