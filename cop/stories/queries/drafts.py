"""Stories that are being written: nobody but their teller knows of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from cop.communities import policy as places
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.core.words import worded
from cop.files.models import File
from cop.files.queries import files_on
from cop.people.models import User
from cop.stories import rules
from cop.stories.models import Story, StoryDraft
from cop.stories.queries.ways import told_by

DRAFT, STORY = "draft", "story"
"""What files know them by."""


def draft_for(viewer: Any, draft_id: int) -> StoryDraft:
    """The only door to a draft."""
    own = (StoryDraft.id == draft_id, StoryDraft.author_id == places.person_id(viewer))
    found = db.session.scalars(select(StoryDraft).where(*own)).one_or_none()
    if found is None:
        raise NotVisible
    return found


def drafts_of(viewer: User) -> Sequence[StoryDraft]:
    """What somebody has begun, the latest first."""
    own = select(StoryDraft).where(StoryDraft.author_id == viewer.id)
    return db.session.scalars(own.order_by(StoryDraft.changed_at.desc(), StoryDraft.id.desc())).all()


def how_many_drafts(viewer: User) -> int:
    """How many stories somebody has begun."""
    return db.session.scalar(select(func.count()).where(StoryDraft.author_id == viewer.id)) or 0


def revision_of(story: Story) -> StoryDraft | None:
    """The other words for a story that its teller has begun."""
    return db.session.scalars(select(StoryDraft).where(StoryDraft.story_id == story.id)).one_or_none()


def text_of(draft: StoryDraft) -> rules.Text:
    """What it will say to readers, in the language of its teller."""
    told = by_what(draft)
    source = rules.composed(told, draft.answers, say=worded)
    return text_with(attached_to(draft), title=draft.title, source=source, note=draft.note)


def by_what(draft: StoryDraft) -> rules.Template:
    """The questions by which it is written."""
    return told_by(draft.template, version=draft.template_version, answers=draft.answers)


def attached_to(draft: StoryDraft) -> list[File]:
    """The pictures and the recording that it will have: its own, and those of the story that it is to reword."""
    own = files_on(DRAFT, [draft.id]).get(draft.id, [])
    return [*(attached_to_story(draft.story_id) if draft.story_id is not None else []), *own]


def attached_to_story(story_id: int) -> list[File]:
    """Those of a story that has passed its door."""
    return files_on(STORY, [story_id]).get(story_id, [])


def text_with(files: Sequence[File], *, title: str, source: str, note: str) -> rules.Text:
    """A text together with what is seen and heard beside it."""
    shown = [f"{file.id} {file.is_plain} {file.words}" for file in sorted(files, key=lambda each: each.id)]
    return rules.Text(title, source, note, shown=shown, waits=not all(file.is_ready for file in files))
