"""Who looks after something: those of a community's core group who read it, and did not write it."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from sqlalchemy import Boolean, ColumnElement, Integer, Select, bindparam, select, true

from cop.communities import policy as communities
from cop.communities.models import Community, CommunityMembership
from cop.communities.queries.people import insiders
from cop.communities.queries.visibility import insider_reads_item, reads_shared
from cop.core.database import UtcDateTime, db
from cop.discussions.models import Post
from cop.discussions.queries.within import insider_reads_thread
from cop.moderation.queries.items import Item
from cop.people.models import User
from cop.stories.models import Story

AT: Final[ColumnElement[Any]] = bindparam("at", type_=UtcDateTime)
BOUND: Final[ColumnElement[Any]] = bindparam("bound", type_=Integer)


class Moderator(NamedTuple):
    """One of them."""

    id: int
    name: str
    email: str


def moderators_of(item: Item, *, but: int | None = None, with_author: bool = False) -> Sequence[Moderator]:
    """Who of the core group could decide about it now, by name; `but` somebody who asks, or has decided already. Its
    author never does, and is among them only where to leave them out would say that it is they."""
    if isinstance(item.thing, Story) and item.thing.audience == "me":
        return []
    statement, values = _asked(item)
    found = db.session.execute(statement, values)
    left_out = {but} if with_author else {item.author_id, but}
    return [each for each in (Moderator(*row) for row in found) if each.id not in left_out]


def _asked(item: Item) -> tuple[Select[int, str, str], dict[str, object]]:
    if isinstance(item.thing, Post):
        thread = item.thing.thread
        told = {"space": thread.space_id, "at": thread.created_at, "bound": thread.bound}
        few = {"privately": thread.privately, "asker": thread.author_id, "asked": thread.asked_id}
        return OF_THREAD, {**told, **few}
    story = item.thing
    at = story.published_at or story.created_at
    if story.audience == "space":
        return IN_SPACE, {"space": story.space_id, "at": at, "bound": story.bound}
    statement = OF_ALL if story.audience == "public" else SHARED
    return statement, {"community": item.community.id, "at": at, "bound": story.bound}


def _organisers(statement: Select[int, str, str]) -> Select[int, str, str]:
    standing = (User.suspended_at.is_(None), User.erased_at.is_(None))
    of_the_core = CommunityMembership.role.in_(sorted(communities.ORGANISERS))
    return statement.where(of_the_core, *standing).order_by(User.name, User.id)


PEOPLE: Final = select(User.id, User.name, User.email)
MEMBERS: Final = (
    PEOPLE.select_from(CommunityMembership)
    .join(Community, Community.id == CommunityMembership.community_id)
    .join(User, User.id == CommunityMembership.user_id)
    .where(CommunityMembership.community_id == bindparam("community"), CommunityMembership.until.is_(None))
)
IN_SPACE: Final = _organisers(
    insiders(PEOPLE).join(User, User.id == CommunityMembership.user_id).where(insider_reads_item(AT, BOUND))
)
THREAD: Final = SimpleNamespace(
    created_at=AT,
    bound=BOUND,
    privately=bindparam("privately", type_=Boolean),
    author_id=bindparam("asker", type_=Integer),
    asked_id=bindparam("asked", type_=Integer),
)
OF_THREAD: Final = _organisers(
    insiders(PEOPLE).join(User, User.id == CommunityMembership.user_id).where(insider_reads_thread(THREAD))
)
SHARED: Final = _organisers(MEMBERS.where(reads_shared(AT, BOUND)))
OF_ALL: Final = _organisers(MEMBERS.where(true()))
