"""Where a conversation could go, and when it was moved. Callers have passed its door."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from cop.communities import policy as communities
from cop.communities.models import Space, SpaceMembership
from cop.communities.queries import spaces_visible_to
from cop.core.database import db
from cop.discussions.models import Thread, ThreadMove
from cop.discussions.rules.moving import Place, is_no_wider
from cop.people.models import User


class Moved(NamedTuple):
    """Who moved a conversation, and when. Where it stood before is not told: not everybody knows that place."""

    by: str | None
    at: datetime


def move_of(move_id: int) -> Moved:
    """The move of this number."""
    told = select(User.name, ThreadMove.at).select_from(ThreadMove).outerjoin(User, User.id == ThreadMove.by_id)
    return Moved(*db.session.execute(told.where(ThreadMove.id == move_id)).one())


def place_of(thread: Thread, space: Space) -> Place:
    """Who would read it in that space."""
    running = (SpaceMembership.space_id == space.id, SpaceMembership.until.is_(None))
    named = select(SpaceMembership.user_id, SpaceMembership.since).where(*running)
    found = {row.user_id: row.since for row in db.session.execute(named)}
    return Place(max(space.axes.read, thread.bound), space.for_everyone, found)


def spaces_for(viewer: Any, thread: Thread) -> Sequence[Space]:
    """Those to which it could go: the viewer writes there, and nobody reads there who does not read it here."""
    here, began = place_of(thread, thread.space), thread.created_at
    others = [each for each in spaces_visible_to(viewer, thread.space.community_id) if each.id != thread.space_id]
    own = [each for each in others if communities.can_post(viewer, each)]
    return [each for each in own if is_no_wider(place_of(thread, each), here, began=began)]
