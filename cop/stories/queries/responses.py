"""What was said to tellers: read by whoever told the story, and by whoever said it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import set_committed_value

from cop.communities import policy as places
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.stories import policy
from cop.stories.models import Story, StoryResponse
from cop.stories.queries.stories import hidden_story_for, story_for


class Said(NamedTuple):
    """One of them."""

    id: int
    kind: str
    words: str
    name: str
    said_at: datetime
    is_own: bool
    hidden_at: datetime | None


def responses_to(viewer: Any, story: Story) -> Sequence[Said]:
    """All of them for its teller but what is hidden; for anybody else, their own."""
    own = StoryResponse.author_id == places.person_id(viewer)
    asked = select(
        StoryResponse.id, StoryResponse.kind, StoryResponse.words, User.name, StoryResponse.said_at, own,
        StoryResponse.hidden_at,
    ).join(User, User.id == StoryResponse.author_id)  # fmt: skip
    told = StoryResponse.hidden_at.is_(None) if policy.is_teller(viewer, story) else own
    here = asked.where(StoryResponse.story_id == story.id, told)
    return [Said(*row) for row in db.session.execute(here.order_by(StoryResponse.id))]


def response_for(viewer: Any, response_id: int) -> StoryResponse:
    """The only door to one that is to be taken back: whoever said it."""
    own = (StoryResponse.id == response_id, StoryResponse.author_id == places.person_id(viewer))
    found = db.session.scalars(select(StoryResponse).where(*own)).one_or_none()
    if found is None:
        raise NotVisible
    return found


def told_response_for(viewer: Any, response_id: int) -> StoryResponse:
    """The door for the two whose words these are, as long as they read the story."""
    found = _with_story(response_id, story_by=partial(story_for, viewer))
    if not policy.reads_response(viewer, found):
        raise NotVisible
    return found


def hidden_response_for(viewer: Any, response_id: int) -> StoryResponse:
    """The door for those who could hide it. They read it only once the teller has asked them to: whoever calls this has
    seen to that."""
    found = _with_story(response_id, story_by=partial(hidden_story_for, viewer))
    if not policy.can_hide_response(viewer, found):
        raise NotVisible
    return found


def _with_story(response_id: int, *, story_by: Callable[[int], Story]) -> StoryResponse:
    asked = select(StoryResponse).where(StoryResponse.id == response_id)
    found = db.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotVisible
    set_committed_value(found, "story", story_by(found.story_id))
    return found


def how_many_of(viewer: User, story_id: int) -> int:
    """How often somebody has said something to this teller."""
    own = (StoryResponse.story_id == story_id, StoryResponse.author_id == viewer.id)
    return db.session.scalar(select(func.count()).where(*own)) or 0


def was_said_since(story_id: int, since: datetime) -> bool:
    """Whether anybody has said something to this teller after then."""
    later = (StoryResponse.story_id == story_id, StoryResponse.said_at > since)
    return db.session.scalar(select(StoryResponse.id).where(*later).limit(1)) is not None
