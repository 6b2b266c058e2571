"""What changed since somebody tried what a story tells of: for its teller, and for whoever said it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from cop.communities import queries as communities
from cop.core.database import db
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.models import Story, StoryFollowUp
from cop.stories.queries.stories import readable

ORIGIN = aliased(Story)


def follow_up_of(story_id: int) -> StoryFollowUp | None:
    """What was asked about an adaptation, and what its teller said to that."""
    return db.session.get(StoryFollowUp, story_id)


def changes_told_to(viewer: Any, story: Story) -> Mapping[int, str]:
    """For the teller of a story, what those say who tried it, by the story in which they tell of that: as far as its
    teller may read those. For everybody else nothing."""
    if not policy.is_teller(viewer, story):
        return {}
    found = db.session.execute(CHANGES, communities.as_seen_by(viewer, story=story.id))
    return {row.id: row.words for row in found}


def to_be_asked(now: datetime) -> Sequence[tuple[Story, str]]:
    """The stories of those who tried something long enough ago and were not asked yet, each with their address."""
    asked = (
        select(Story, User.email)
        .join(User, User.id == Story.author_id)
        .join(ORIGIN, ORIGIN.id == Story.origin_id)
        .outerjoin(StoryFollowUp, StoryFollowUp.story_id == Story.id)
    )
    due = (Story.published_at <= now - rules.ASKED_AFTER, Story.withdrawn_at.is_(None), Story.audience != "me")
    there = (ORIGIN.withdrawn_at.is_(None), User.erased_at.is_(None), StoryFollowUp.story_id.is_(None))
    found = db.session.execute(asked.where(*due, *there).order_by(Story.id))
    return [(story, email) for story, email in found]


CHANGES = (
    readable(
        select(Story.id, StoryFollowUp.words).select_from(Story).join(StoryFollowUp, StoryFollowUp.story_id == Story.id)
    )
    .where(Story.origin_id == bindparam("story"), Story.withdrawn_at.is_(None), StoryFollowUp.said_at.is_not(None))
    .order_by(Story.id)
)
