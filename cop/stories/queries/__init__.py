"""The doors to stories and drafts, lists of them, and the audiences that a story could have."""

from cop.stories.queries.choices import (
    Choice,
    choices_for_draft,
    choices_in_community,
    choices_in_reach,
    choices_in_space,
    narrower,
    opens,
    wider,
)
from cop.stories.queries.drafts import draft_for, drafts_of, how_many_drafts, text_of
from cop.stories.queries.family import Kin, adaptations_of, adapters_of, origin_of
from cop.stories.queries.stories import (
    MOST_LISTED,
    HeldStory,
    ListedStory,
    WindowStory,
    asked_of,
    consents_of,
    held_back,
    readers_of,
    stories_visible_to,
    story_for,
    teller_of,
    window_of,
)

__all__ = [
    "MOST_LISTED",
    "Choice",
    "HeldStory",
    "Kin",
    "ListedStory",
    "WindowStory",
    "adaptations_of",
    "adapters_of",
    "asked_of",
    "choices_for_draft",
    "choices_in_community",
    "choices_in_reach",
    "choices_in_space",
    "consents_of",
    "draft_for",
    "drafts_of",
    "held_back",
    "how_many_drafts",
    "narrower",
    "opens",
    "origin_of",
    "readers_of",
    "stories_visible_to",
    "story_for",
    "teller_of",
    "text_of",
    "wider",
    "window_of",
]
