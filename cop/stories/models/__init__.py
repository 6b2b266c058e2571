"""The tables of stories."""

from cop.stories.models.issues import Issue, IssueStory
from cop.stories.models.stories import (
    TRACES,
    Story,
    StoryConsent,
    StoryDraft,
    StoryDraftFile,
    StoryFile,
    StoryFollowUp,
    StoryResponse,
)
from cop.stories.models.ways import StoryWay

__all__ = [
    "TRACES",
    "Issue",
    "IssueStory",
    "Story",
    "StoryConsent",
    "StoryDraft",
    "StoryDraftFile",
    "StoryFile",
    "StoryFollowUp",
    "StoryResponse",
    "StoryWay",
]
