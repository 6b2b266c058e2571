"""Saying something to a teller, and taking it back."""

from datetime import datetime, timedelta

from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import N_
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.facts import ResponseSaid, ResponseTakenBack
from cop.stories.models import StoryResponse
from cop.stories.queries import how_many_of, response_for, story_for, was_said_since
from cop.stories.service import letters

SAYS = N_("Members of the community in which this was told say something to its teller.")
QUIET = timedelta(days=1)


def respond(actor: User, story_id: int, *, kind: str, words: str, now: datetime) -> StoryResponse:
    """Say something to the teller, who alone reads it. A letter goes out once a day at most."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.can_respond(actor, story), SAYS)
        words = rules.check_response(kind, words, said_before=how_many_of(actor, story_id))
        if not was_said_since(story_id, now - QUIET):
            letters.tell_of_response(tx, story, now=now)
        said = StoryResponse(story_id=story.id, author_id=actor.id, kind=kind, words=words, said_at=now)
        tx.session.add(said)
        tx.flush()
        tx.announce(ResponseSaid(said.id))
        return said


def take_back(actor: User, response_id: int) -> int:
    """Take back what one has said. Answers the story to which it was said."""
    with transaction() as tx:
        said = response_for(actor, response_id)
        tx.session.delete(said)
        tx.announce(ResponseTakenBack(said.id))
        return said.story_id
