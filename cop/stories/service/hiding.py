"""A story that is hidden, and stands again: whoever its audience is, its teller alone reads it and the core group."""

from datetime import datetime

from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import N_
from cop.people.models import User
from cop.stories import policy
from cop.stories.facts import StoryHidden
from cop.stories.models import Story
from cop.stories.queries import hidden_story_for
from cop.stories.service.telling import say_whose_idea

HIDES = N_("The core group of this community hides what somebody else told, where it reads it.")


def hide(actor: User, story_id: int, *, now: datetime) -> Story:
    """Hide a story of somebody else."""
    with transaction() as tx:
        story = hidden_story_for(actor, story_id)
        require(policy.can_hide(actor, story), HIDES)
        if story.hidden_at is None or story.waits:
            story.hidden_at, story.waits = now, False
            tx.announce(StoryHidden(story.id))
        return story


def release(actor: User, story_id: int) -> Story:
    """Let those read it for whom it is meant."""
    with transaction() as tx:
        story = hidden_story_for(actor, story_id)
        require(policy.can_hide(actor, story), HIDES)
        if story.hidden_at is not None:
            is_first, story.hidden_at, story.waits = story.waits, None, False
            tx.announce(StoryHidden(story.id))
            if is_first:
                say_whose_idea(tx, story)
        return story
