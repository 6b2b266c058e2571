"""Who looks after what is said in a community: its core group and coordinators, where they read it, never about
themselves."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from cop.communities import policy as communities
from cop.communities.models import Community
from cop.discussions import policy as discussions
from cop.discussions.models import Poll, Post
from cop.gatherings import policy as gatherings
from cop.gatherings.models import Gathering
from cop.moderation.models import ModerationAct, Report, Silence
from cop.moderation.rules import APPEALED
from cop.stories import policy as stories
from cop.stories.models import Issue, Story, StoryResponse

Thing = Post | Poll | Story | StoryResponse | Issue | Gathering
HIDES: Final[Mapping[type, Callable[[Any, Any], bool]]] = {
    Post: discussions.can_hide,
    Poll: discussions.can_hide_poll,
    Story: stories.can_hide,
    StoryResponse: stories.can_hide_response,
    Issue: stories.can_hide_issue,
    Gathering: gatherings.can_hide,
}


def looks_after(viewer: Any, community: Community) -> bool:
    """Is of the core group, or coordinates; in an archive too."""
    return communities.standing_in(viewer, community).role in communities.ORGANISERS


def reads_log(viewer: Any, community: Community) -> bool:
    """May read what was done, by whom and why: whoever coordinates."""
    return communities.standing_in(viewer, community).role == "coordinator"


def can_decide(viewer: Any, thing: Thing) -> bool:
    """May decide about what somebody else said: whoever looks after the community and reads it now."""
    return HIDES[type(thing)](viewer, thing)


def author_of(thing: Thing) -> int | None:
    """Whose words they are."""
    if isinstance(thing, Gathering):
        return thing.host_id
    return thing.by_id if isinstance(thing, Poll | Issue) else thing.author_id


def concerned(thing: Thing) -> frozenset[int | None]:
    """Who never decides about it: whose words they are, and to whom they were said."""
    if isinstance(thing, StoryResponse):
        return frozenset({thing.author_id, thing.story.author_id})
    return frozenset({author_of(thing), thing.concluded_by_id if isinstance(thing, Poll) else None})


def is_author(viewer: Any, thing: Thing) -> bool:
    """Wrote it, told it, asked it or arranged it."""
    author = author_of(thing)
    return author is not None and author == communities.person_id(viewer)


def hides_author(thing: Thing) -> bool:
    """Whether other members must not find out who wrote it, by whom a list leaves out: nobody is told who began a poll,
    or an issue."""
    return isinstance(thing, Poll | Issue) or (isinstance(thing, Post) and thing.unnamed)


def can_see_report(viewer: Any, report: Report) -> bool:
    """May see what became of a report: whoever made it."""
    return report.by_id is not None and report.by_id == communities.person_id(viewer)


def can_answer(viewer: Any, act: ModerationAct) -> bool:
    """May answer what is said against a decision: another of those who could decide than whoever did, and than whoever
    it is about."""
    return communities.person_id(viewer) not in {act.by_id, act.person_id}


def can_appeal(viewer: Any, act: ModerationAct) -> bool:
    """May speak against a decision: whoever wrote what it hid, and whoever it silenced."""
    return act.did in APPEALED and act.person_id is not None and act.person_id == communities.person_id(viewer)


def can_end(viewer: Any, silence: Silence) -> bool:
    """May end a silence before it is over: another who coordinates than whoever is silent."""
    return silence.user_id != communities.person_id(viewer)
