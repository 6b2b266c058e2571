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
from cop.discussions.models import Poll, Post, Thread
from cop.discussions.queries.within import insider_reads_thread
from cop.gatherings.models import Gathering
from cop.moderation import policy
from cop.moderation.queries.items import Item
from cop.people.models import User
from cop.stories.models import Issue, Story, StoryResponse

AT: Final[ColumnElement[Any]] = bindparam("at", type_=UtcDateTime)
BOUND: Final[ColumnElement[Any]] = bindparam("bound", type_=Integer)


class Moderator(NamedTuple):
    """One of them."""

    id: int
    name: str
    email: str


def moderators_of(item: Item, *, but: int | None = None, with_author: bool = False) -> Sequence[Moderator]:
    """Who of the core group could decide about it now, by name; `but` somebody who asks, or has decided already. Whose
    words they are never does, and is among them only where to leave them out would say that it is they."""
    if isinstance(item.thing, Story | StoryResponse) and _story_of(item.thing).audience == "me":
        return []
    statement, values = _asked(item)
    found = db.session.execute(statement, values)
    left_out = {but} if with_author else {*policy.concerned(item.thing), but}
    return [each for each in (Moderator(*row) for row in found) if each.id not in left_out]


def _asked(item: Item) -> tuple[Select[int, str, str], dict[str, object]]:
    thing = item.thing
    if isinstance(thing, Post | Poll):
        return OF_THREAD, _of_thread(thing.thread)
    if isinstance(thing, Gathering):
        return IN_SPACE, {"space": thing.space_id, "at": thing.created_at, "bound": thing.bound}
    told = thing if isinstance(thing, Issue) else _story_of(thing)
    at = told.published_at or (told.began_at if isinstance(told, Issue) else told.created_at)
    if isinstance(told, Story) and told.audience == "space":
        return IN_SPACE, {"space": told.space_id, "at": at, "bound": told.bound}
    statement = OF_ALL if told.audience == "public" else SHARED
    return statement, {"community": item.community.id, "at": at, "bound": told.bound}


def _story_of(thing: Story | StoryResponse) -> Story:
    return thing if isinstance(thing, Story) else thing.story


def _of_thread(thread: Thread) -> dict[str, object]:
    told = {"space": thread.space_id, "at": thread.created_at, "bound": thread.bound}
    return {**told, "privately": thread.privately, "asker": thread.author_id, "asked": thread.asked_id}


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
