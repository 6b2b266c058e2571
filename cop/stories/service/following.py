"""Asking whoever tried something what changed since, and telling it to whoever told them of it."""

from datetime import datetime

from sqlalchemy import delete

from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.facts import ChangeTold
from cop.stories.models import StoryFollowUp
from cop.stories.queries import story_for
from cop.stories.queries.following import follow_up_of, to_be_asked
from cop.stories.service import letters
from cop.stories.service.consents import TELLER


def say(actor: User, story_id: int, *, words: str, now: datetime) -> None:
    """Say what changed since one tried it: to whoever told of it first. They get a letter for the first time alone."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.can_change(actor, story), TELLER)
        if story.origin_id is None:
            raise NotVisible
        said = follow_up_of(story.id)
        if said is None:
            said = StoryFollowUp(story_id=story.id, asked_at=now)
            tx.session.add(said)
        if said.said_at is None:
            letters.tell_of_change(tx, story.id, origin_id=story.origin_id, now=now)
        said.words, said.said_at = rules.check_change(words), now
        tx.announce(ChangeTold(story.id))


def ask_due(*, now: datetime) -> None:
    """Ask once, by a letter without a word of it."""
    with transaction() as tx:
        for story, email in to_be_asked(now):
            tx.session.add(StoryFollowUp(story_id=story.id, asked_at=now))
            letters.ask_what_changed(tx, story, email=email, now=now)


def forget(tx: Transaction, story_id: int) -> None:
    """It is taken back, and what its teller said of it with it."""
    tx.session.execute(delete(StoryFollowUp).where(StoryFollowUp.story_id == story_id))
