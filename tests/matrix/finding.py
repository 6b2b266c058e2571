"""What the model says is found by somebody who searches for the word that stands in everything."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from cop.search import queries
from cop.search.rules import Asked
from tests.matrix.model import READS, SEALED, Model, Story

EVERYWHERE = "marigold"
"""Stands in the name or the title of all that the machine makes, but for what the app makes by itself."""


def found(viewer: Any, *, now: datetime) -> list[tuple[str, int]]:
    """All pages of it; what was written in a conversation counts as that conversation."""
    pages, number, more = list[tuple[str, int]](), 1, True
    while more:
        page = queries.found_by(viewer, Asked((EVERYWHERE,)), now=now, on=now.date(), page=number)
        pages += [(each.kind, each.id) for each in page.found]
        number, more = number + 1, page.has_more
    return pages


def expected(model: Model, who: str) -> Iterator[tuple[str, int]]:
    """What they read and is not sealed, now or when it was written."""
    if model.knows_community(who) and READS[model.preset] != SEALED:
        yield from (("community", each) for each in model.communities)
    for space in sorted(model.spaces)[1:]:  # the first has a name of its own
        if model.knows_space(who, space) and READS[model.preset_of(space)] != SEALED:
            yield "space", space
    for number, thread in model.threads.items():
        if model.reads_thread(who, number) and max(READS[model.preset_of(thread.space)], thread.bound) != SEALED:
            yield "thread", number
    for number, story in model.stories.items():
        if not story.withdrawn and model.reads_story(who, number) and not _is_sealed(model, story):
            yield "story", number


def _is_sealed(model: Model, story: Story) -> bool:
    if story.audience == "space" and story.space is not None:
        return max(READS[model.preset_of(story.space)], story.bound) == SEALED
    return story.audience == "community" and max(READS[model.preset], story.bound) == SEALED
