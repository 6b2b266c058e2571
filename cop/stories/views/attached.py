"""Stories as what pictures and recordings hang on: while one is written, and once it is told."""

from functools import partial
from typing import Any

from flask import url_for

from cop.communities.models import Space
from cop.core import clock
from cop.core.access import require
from cop.core.database import db
from cop.core.errors import N_, NotVisible
from cop.core.holders import Holder, Place
from cop.core.words import gettext
from cop.files.rules import PICTURE, SOUND
from cop.stories import policy, queries, rules, service
from cop.stories.models import StoryDraft, StoryDraftFile, StoryFile
from cop.stories.queries.drafts import DRAFT, STORY

TAKES = (PICTURE, SOUND)
INSTEAD = N_(
    "What people read stays as you approved it. You may take a picture or the recording away. To add one, change its "
    "words: the page on which you read it once more asks for pictures, too."
)


def _see_draft(viewer: Any, draft_id: int) -> None:
    queries.draft_for(viewer, draft_id)


def _open_draft(viewer: Any, draft_id: int) -> Place:
    draft = queries.draft_for(viewer, draft_id)
    title = draft.title or gettext("A story that you are writing")
    way = partial(url_for, "stories.writing.read", draft_id=draft_id)
    return Place(title, way, _community_of(draft), TAKES)


def _see_story(viewer: Any, story_id: int) -> None:
    """Whoever reads it; and of a hidden one those who decide about it, as they read its words."""
    try:
        queries.story_for(viewer, story_id)
    except NotVisible:
        queries.hidden_story_for(viewer, story_id)


def _open_story(viewer: Any, story_id: int) -> Place:
    """It may be changed at once for as long as its words may."""
    story = queries.story_for(viewer, story_id)
    require(policy.can_change(viewer, story), service.TELLER)
    told_at = story.published_at or story.created_at
    free = rules.may_change_freely(audience=story.audience, told_at=told_at, now=clock.now())
    way = partial(url_for, "stories.show", story_id=story_id)
    return Place(story.title, way, story.community_id, TAKES if free else (), "" if free else INSTEAD)


def _community_of(draft: StoryDraft) -> int | None:
    """In whose room it will be once it is told: where its teller began to write it."""
    reach = rules.reach(draft.reach)
    if reach.audience == "space":
        space = db.session.get(Space, reach.place_id)
        return space.community_id if space else None
    return reach.place_id


HOLDERS = {
    DRAFT: Holder(StoryDraftFile, StoryDraftFile.draft_id, _see_draft, _open_draft),
    STORY: Holder(StoryFile, StoryFile.story_id, _see_story, _open_story),
}
