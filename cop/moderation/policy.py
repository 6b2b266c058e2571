"""Who looks after what is said in a community: its core group and coordinators, where they read it, never about
themselves."""

from typing import Any

from cop.communities import policy as communities
from cop.communities.models import Community
from cop.discussions import policy as discussions
from cop.discussions.models import Post
from cop.moderation.models import ModerationAct, Report, Silence
from cop.moderation.rules import APPEALED
from cop.stories import policy as stories
from cop.stories.models import Story


def looks_after(viewer: Any, community: Community) -> bool:
    """Is of the core group, or coordinates; in an archive too."""
    return communities.standing_in(viewer, community).role in communities.ORGANISERS


def reads_log(viewer: Any, community: Community) -> bool:
    """May read what was done, by whom and why: whoever coordinates."""
    return communities.standing_in(viewer, community).role == "coordinator"


def can_decide(viewer: Any, thing: Post | Story) -> bool:
    """May decide about what somebody else said: whoever looks after the community and reads it now."""
    return discussions.can_hide(viewer, thing) if isinstance(thing, Post) else stories.can_hide(viewer, thing)


def is_author(viewer: Any, thing: Post | Story) -> bool:
    """Wrote it, or told it."""
    return thing.author_id is not None and thing.author_id == communities.person_id(viewer)


def hides_author(thing: Post | Story) -> bool:
    """Whether other members must not find out who wrote it, by whom a list leaves out."""
    return isinstance(thing, Post) and thing.unnamed


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
