"""The audiences that a story of one's own could have."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.communities.rules import Axes, Read, bounded
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.models import Story, StoryDraft
from cop.stories.rules import Reach


@dataclass(frozen=True, slots=True)
class Choice:
    """An audience somebody could choose for a story of theirs. `readers` is None where anybody reads."""

    reach: Reach
    community: str = ""
    space: str = ""
    readers: communities.Readers | None = None
    axes: Axes | None = None


def choices_in_space(viewer: Any, space: Space, *, on: date) -> list[Choice]:
    """Oneself, the space, and what its community offers; nothing for somebody who only reads there."""
    if not places.can_tell_in(viewer, space):
        return []
    own = Choice(
        Reach("space", space.id), space.community.name, space.name, communities.audience_of_space(space.id, on=on),
        bounded(space.axes, Read.NEARBY),
    )  # fmt: skip
    first, *rest = choices_in_community(viewer, space.community, on=on)
    return [first, own, *rest]


def choices_in_community(viewer: Any, community: Community, *, on: date) -> list[Choice]:
    """Oneself, the community, and anybody where it has a public window and this person may ask for it."""
    if not places.can_share(viewer, community):
        return []
    members = Choice(
        Reach("community", community.id), community.name, "", communities.audience_of_community(community.id, on=on),
        bounded(community.axes, Read.INSIDE),
    )  # fmt: skip
    window = [Choice(Reach("public", community.id), community.name)] if policy.can_propose(viewer, community) else []
    return [Choice(Reach("me")), members, *window]


def opens(viewer: Any, community: Community) -> bool:
    """Whether they open a story of their own to everybody, and need nobody's yes for it."""
    return rules.opens_window(community.axes, places.standing_in(viewer, community).role)


def opens_alone(viewer: Any, story: Story) -> bool:
    """Whether they open this one and need nobody's yes for it: never where somebody else takes care with them."""
    return story.community is not None and story.decides == rules.ALONE and opens(viewer, story.community)


def narrower(story: Story) -> list[Choice]:
    """What a teller could narrow a story to, wherever they still belong."""
    inside = [Choice(Reach("me"))]
    if story.space is not None:
        inside.append(Choice(Reach("space", story.space.id), space=story.space.name))
    if story.community is not None:
        inside.append(Choice(Reach("community", story.community.id), story.community.name))
    return [each for each in inside if rules.is_wider(story.audience, than=each.reach.audience)]


def wider(viewer: Any, story: Story, *, on: date) -> list[Choice]:
    """What a teller could open a story to where it was told; nothing for one told nowhere yet."""
    if story.space is not None:
        choices = choices_in_space(viewer, story.space, on=on)
    else:
        choices = choices_in_community(viewer, story.community, on=on) if story.community is not None else []
    return [each for each in choices if rules.is_wider(each.reach.audience, than=story.audience)]


def choices_for_draft(viewer: User, draft: StoryDraft, *, on: date) -> list[Choice]:
    """Who may read a story first: never everybody, to whom it opens once others have read it."""
    found = choices_in_reach(viewer, rules.reach(draft.reach), on=on)
    return [each for each in found if each.reach.audience != "public"]


def community_of(viewer: Any, reach: Reach) -> Community | None:
    """The community of the place that a reach names, past its door; none for oneself alone."""
    if reach.place_id is None:
        return None
    if reach.audience == "space":
        return communities.space_for(viewer, reach.place_id).community
    return communities.community_for(viewer, reach.place_id)


def choices_in_reach(viewer: Any, reach: Reach, *, on: date) -> list[Choice]:
    """The audiences to choose from in the place that a reach names, past its door; oneself where it names none."""
    if reach.place_id is None:
        return [Choice(Reach("me"))]
    if reach.audience == "space":
        return choices_in_space(viewer, communities.space_for(viewer, reach.place_id), on=on)
    return choices_in_community(viewer, communities.community_for(viewer, reach.place_id), on=on)
