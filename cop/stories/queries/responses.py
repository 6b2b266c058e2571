"""What was said to tellers: read by whoever told the story, and by whoever said it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select, true

from cop.communities import policy as places
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.stories import policy
from cop.stories.models import Story, StoryResponse


class Said(NamedTuple):
    """One of them."""

    id: int
    kind: str
    words: str
    name: str
    said_at: datetime
    is_own: bool


def responses_to(viewer: Any, story: Story) -> Sequence[Said]:
    """All of them for its teller; for anybody else, their own."""
    own = StoryResponse.author_id == places.person_id(viewer)
    asked = select(
        StoryResponse.id, StoryResponse.kind, StoryResponse.words, User.name, StoryResponse.said_at, own
    ).join(User, User.id == StoryResponse.author_id)  # fmt: skip
    here = asked.where(StoryResponse.story_id == story.id, true() if policy.is_teller(viewer, story) else own)
    return [Said(*row) for row in db.session.execute(here.order_by(StoryResponse.id))]


def response_for(viewer: Any, response_id: int) -> StoryResponse:
    """The only door to one that is to be taken back: whoever said it."""
    own = (StoryResponse.id == response_id, StoryResponse.author_id == places.person_id(viewer))
    found = db.session.scalars(select(StoryResponse).where(*own)).one_or_none()
    if found is None:
        raise NotVisible
    return found


def how_many_of(viewer: User, story_id: int) -> int:
    """How often somebody has said something to this teller."""
    own = (StoryResponse.story_id == story_id, StoryResponse.author_id == viewer.id)
    return db.session.scalar(select(func.count()).where(*own)) or 0


def was_said_since(story_id: int, since: datetime) -> bool:
    """Whether anybody has said something to this teller after then."""
    later = (StoryResponse.story_id == story_id, StoryResponse.said_at > since)
    return db.session.scalar(select(StoryResponse.id).where(*later).limit(1)) is not None
