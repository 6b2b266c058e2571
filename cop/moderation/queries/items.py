"""The door to anything that can be reported: that of the thing itself, and of a hidden one for those who look at it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from cop.communities.models import Community
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.discussions import policy as discussions
from cop.discussions.models import Post
from cop.discussions.queries import post_for
from cop.discussions.queries.mentions import with_names
from cop.discussions.queries.polls import poll_for
from cop.discussions.rules.mentions import nameless
from cop.files.models import File
from cop.files.queries import files_on
from cop.gatherings.models import Gathering
from cop.gatherings.queries import gathering_for, hidden_gathering_for
from cop.moderation import policy, rules
from cop.moderation.models import Report
from cop.moderation.policy import Thing
from cop.moderation.queries.saying import source_of, title_of
from cop.moderation.rules import Which
from cop.stories.models import Issue, Story, StoryResponse
from cop.stories.queries import hidden_response_for, hidden_story_for, story_for, told_response_for
from cop.stories.queries.issues import hidden_issue_for, issue_for


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was said, with what is hidden of it for those alone who decide about it, and whoever wrote it;
    `tells` says whether its reader is told whom it mentions."""

    which: Which
    thing: Thing
    community: Community
    shows_hidden: bool
    tells: bool = True

    @property
    def author_id(self) -> int | None:
        return policy.author_of(self.thing)

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
        """What it is called, or in what it stands."""
        return title_of(self.thing, shows_hidden=self.shows_hidden)

    @property
    def source(self) -> str:
        """Its words."""
        said = source_of(self.thing, shows_hidden=self.shows_hidden)
        if not isinstance(self.thing, Post):
            return said
        return with_names(self.which.id, said) if self.tells else nameless(said)

    @property
    def files(self) -> Sequence[File]:
        """What hangs on a post, and on a story that is hidden, as far as the words are shown: the pictures of any other
        story stand on its own page."""
        shown = {"post": self.hidden_at is None or self.shows_hidden, "story": self.hidden_at is not None}
        if not shown.get(self.which.kind):
            return []
        return files_on(self.which.kind, [self.which.id]).get(self.which.id, [])


def item_for(viewer: Any, which: Which) -> Item:
    """The only door: whoever reads it, and of a hidden one whoever wrote it and those who decide. What nobody shared
    anywhere is nobody's to look after."""
    return DOORS[which.kind](viewer, which)


def _post(viewer: Any, which: Which) -> Item:
    post = post_for(viewer, which.id)
    shows_hidden = discussions.can_see_hidden(viewer, post)
    tells = discussions.is_inside(viewer, post.thread)
    return Item(which, post, post.thread.space.community, shows_hidden=shows_hidden, tells=tells)


def _poll(viewer: Any, which: Which) -> Item:
    poll = poll_for(viewer, which.id)
    return _let_in(which, poll, poll.thread.space.community)


def _story(viewer: Any, which: Which) -> Item:
    story: Story = _either(viewer, which, story_for, hidden_story_for)
    return _of_story(which, story, story)


def _response(viewer: Any, which: Which) -> Item:
    said: StoryResponse = _either(viewer, which, told_response_for, _asked_to_look)
    return _of_story(which, said, said.story)


def _asked_to_look(viewer: Any, response_id: int) -> StoryResponse:
    """What was said to a teller alone is read by nobody else before the teller has asked for that. What is hidden was
    shown by them, whether or not they still have an account: an appeal against that can be answered."""
    said = hidden_response_for(viewer, response_id)
    asked = select(Report.id).where(Report.response_id == said.id, Report.by_id == said.story.author_id)
    if said.hidden_at is None and db.session.scalar(asked.limit(1)) is None:
        raise NotVisible
    return said


def _issue(viewer: Any, which: Which) -> Item:
    issue: Issue = _either(viewer, which, issue_for, hidden_issue_for)
    if issue.published_at is None:
        raise NotVisible
    return _let_in(which, issue, issue.community)


def _gathering(viewer: Any, which: Which) -> Item:
    gathering: Gathering = _either(viewer, which, gathering_for, hidden_gathering_for)
    return _let_in(which, gathering, gathering.space.community)


def _either(viewer: Any, which: Which, *doors: Callable[[Any, int], Any]) -> Any:
    """Through the door of all who read it, or else that of those who look after it."""
    for_all, for_some = doors
    try:
        return for_all(viewer, which.id)
    except NotVisible:
        return for_some(viewer, which.id)


def _of_story(which: Which, thing: Thing, story: Story) -> Item:
    if story.community is None or story.withdrawn_at is not None:
        raise NotVisible
    return _let_in(which, thing, story.community)


def _let_in(which: Which, thing: Thing, community: Community) -> Item:
    return Item(which, thing, community, shows_hidden=True)  # its door has let them in


DOORS: Final[Mapping[str, Callable[[Any, Which], Item]]] = {
    "post": _post,
    "poll": _poll,
    "story": _story,
    "response": _response,
    "issue": _issue,
    "gathering": _gathering,
}
