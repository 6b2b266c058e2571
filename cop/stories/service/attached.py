"""Pictures and a recording of a story: they are part of what its teller approves."""

from cop.core.database import Transaction
from cop.files.service import move
from cop.stories.models import Story, StoryDraft
from cop.stories.queries.drafts import DRAFT, STORY, attached_to_story, text_with


def bring(tx: Transaction, draft: StoryDraft, *, story: Story) -> None:
    """What hung on the draft hangs on what became of it."""
    move(tx, source=(DRAFT, draft.id), target=(STORY, story.id), community_id=story.community_id)


def settle(tx: Transaction, story_id: int) -> None:
    """Its teller has taken something away from what is told, or changed it while that is free: what is left is what
    they approve. What somebody else agreed to was another text."""
    story = tx.session.get_one(Story, story_id)
    text = text_with(attached_to_story(story_id), title=story.title, source=story.source, note=story.note)
    story.approved = text.digest
