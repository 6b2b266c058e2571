"""A story, an issue or a word to a teller that is hidden, and stands again: whoever told, gathered or said it reads it
alone, and the core group."""

from datetime import datetime

from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import N_
from cop.people.models import User
from cop.stories import policy
from cop.stories.facts import IssueChanged, ResponseHidden, StoryHidden
from cop.stories.models import Story
from cop.stories.queries import hidden_response_for, hidden_story_for
from cop.stories.queries.issues import hidden_issue_for
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


def hide_issue(actor: User, issue_id: int, *, now: datetime) -> None:
    """Hide what somebody else gathered. The stories in it stand where they were told."""
    _keep_issue(actor, issue_id, hidden_at=now)


def release_issue(actor: User, issue_id: int) -> None:
    """Let those read it for whom it is."""
    _keep_issue(actor, issue_id, hidden_at=None)


def hide_response(actor: User, response_id: int, *, now: datetime) -> None:
    """Hide from a teller what somebody said to them."""
    _keep_response(actor, response_id, hidden_at=now)


def release_response(actor: User, response_id: int) -> None:
    """Let the teller read it."""
    _keep_response(actor, response_id, hidden_at=None)


def _keep_issue(actor: User, issue_id: int, *, hidden_at: datetime | None) -> None:
    with transaction() as tx:
        issue = hidden_issue_for(actor, issue_id)
        require(policy.can_hide_issue(actor, issue), HIDES)
        issue.hidden_at = hidden_at
        tx.announce(IssueChanged(issue.id))


def _keep_response(actor: User, response_id: int, *, hidden_at: datetime | None) -> None:
    with transaction() as tx:
        said = hidden_response_for(actor, response_id)
        said.hidden_at = hidden_at
        tx.announce(ResponseHidden(said.id))
