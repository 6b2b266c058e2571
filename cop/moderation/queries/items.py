"""The door to anything that can be reported: that of the thing itself, and of a hidden one for those who look at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cop.communities.models import Community
from cop.core.errors import NotVisible
from cop.discussions import policy as discussions
from cop.discussions.models import Post
from cop.discussions.queries import post_for
from cop.discussions.queries.mentions import with_names
from cop.discussions.rules.mentions import nameless
from cop.files.models import File
from cop.files.queries import files_on
from cop.moderation import rules
from cop.moderation.rules import Which
from cop.stories.models import Story
from cop.stories.queries import hidden_story_for, story_for


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was said, with what is hidden of it for those alone who decide about it, and whoever wrote it;
    `tells` says whether its reader is told whom it mentions."""

    which: Which
    thing: Post | Story
    community: Community
    shows_hidden: bool
    tells: bool = True

    @property
    def author_id(self) -> int | None:
        return self.thing.author_id

    @property
    def hidden_at(self) -> datetime | None:
        return self.thing.hidden_at

    @property
    def waits(self) -> bool:
        """Nobody else reads it before somebody of the core group has."""
        return isinstance(self.thing, Story) and self.thing.waits

    def stands(self, last: str | None) -> str:
        """How it stands, by what was decided about it last."""
        return rules.how_it_stands(last, is_hidden=self.hidden_at is not None, waits=self.waits)

    @property
    def title(self) -> str:
        """What it is called, or the conversation in which it stands."""
        if isinstance(self.thing, Story):
            return self.thing.title
        return (self.shows_hidden and self.thing.hidden_title) or self.thing.thread.title

    @property
    def source(self) -> str:
        """Its words."""
        if isinstance(self.thing, Story):
            return "\n\n".join(part for part in (self.thing.note, self.thing.source) if part)
        said = (self.shows_hidden and self.thing.hidden_said) or self.thing.said
        return with_names(self.which.id, said) if self.tells else nameless(said)

    @property
    def files(self) -> Sequence[File]:
        """What hangs on a post, as far as its words are shown; the pictures of a story stand on its own page."""
        if self.which.kind != "post" or (self.hidden_at is not None and not self.shows_hidden):
            return []
        return files_on(self.which.kind, [self.which.id]).get(self.which.id, [])


def item_for(viewer: Any, which: Which) -> Item:
    """The only door: whoever reads it. A story that nobody shared anywhere is nobody's to look after, and one that is
    hidden is there for its teller and those who decide."""
    if which.kind == "post":
        post = post_for(viewer, which.id)
        shows_hidden = discussions.can_see_hidden(viewer, post)
        tells = discussions.is_inside(viewer, post.thread)
        return Item(which, post, post.thread.space.community, shows_hidden=shows_hidden, tells=tells)
    story = _story(viewer, which.id)
    if story.community is None or story.withdrawn_at is not None:
        raise NotVisible
    return Item(which, story, story.community, shows_hidden=True)  # its door has let them in


def _story(viewer: Any, story_id: int) -> Story:
    try:
        return story_for(viewer, story_id)
    except NotVisible:
        return hidden_story_for(viewer, story_id)
