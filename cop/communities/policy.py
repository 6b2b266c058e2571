"""Who may do what in a community and its spaces.

Answers from what the doors loaded: a community carries the memberships its door loaded, so a person whose membership
was not loaded is treated as an outsider.
"""

from typing import Any

from cop.communities import rules
from cop.communities.models import Community, Founding, FoundingVoice, Programme, Space
from cop.communities.rules import Standing

ORGANISERS = frozenset({"core", "coordinator"})


def person_id(viewer: Any) -> int | None:
    """The id of whoever looks; None for a visitor who is not signed in."""
    return getattr(viewer, "id", None)


def standing_in(viewer: Any, community: Community) -> Standing:
    """How the viewer stands to the community."""
    own = person_id(viewer)
    running = next((each for each in community.memberships if each.user_id == own and each.until is None), None)
    if running is None:
        return Standing(signed_in=own is not None)
    return Standing(signed_in=True, role=running.role, since=running.since)


def standing_in_space(viewer: Any, space: Space) -> Standing:
    """How the viewer stands to the space and its community."""
    own = person_id(viewer)
    there = standing_in(viewer, space.community)
    named_since = next((each.since for each in space.memberships if each.user_id == own and each.until is None), None)
    since = there.since if space.for_everyone else named_since
    return Standing(there.signed_in, there.role, named_in_space=named_since is not None, since=since)


def is_alive(community: Community) -> bool:
    """It has not closed: what is closed is read, and nothing is written in it."""
    return community.closed_at is None


def can_see_members(viewer: Any, community: Community) -> bool:
    """May see who is in it."""
    return rules.lists_members(community.preset, standing_in(viewer, community))


def is_member(viewer: Any, community: Community) -> bool:
    """Belongs to the community now, in whatever role."""
    return standing_in(viewer, community).role is not None


def can_share(viewer: Any, community: Community) -> bool:
    """May share a story of their own with everybody in it."""
    lives = is_alive(community) and community.uses("stories")
    return lives and standing_in(viewer, community).role in rules.WRITERS


def can_tell_in(viewer: Any, space: Space) -> bool:
    """May tell a story in a space."""
    return space.community.uses("stories") and can_post(viewer, space)


def can_propose(viewer: Any, community: Community) -> bool:
    """May ask the members for a vote on what they use."""
    return is_alive(community) and standing_in(viewer, community).role in rules.WRITERS


def can_vote(viewer: Any, community: Community) -> bool:
    """May vote: everybody who belongs to it, observers too."""
    return is_alive(community) and is_member(viewer, community)


def can_join(viewer: Any, community: Community) -> bool:
    """May come in without asking anybody."""
    standing = standing_in(viewer, community)
    freely = is_alive(community) and rules.PRESETS[community.preset].join == "freely"
    return freely and standing.signed_in and standing.role is None


def can_coordinate(viewer: Any, community: Community) -> bool:
    """May add and remove people, give roles and create spaces."""
    return is_alive(community) and standing_in(viewer, community).role == "coordinator"


def can_choose_stage(viewer: Any, community: Community) -> bool:
    """May say at which stage it is."""
    return is_alive(community) and standing_in(viewer, community).role in ORGANISERS


def can_create_set(viewer: Any, community: Community) -> bool:
    """May found a learning set in this community."""
    lives = is_alive(community) and community.uses("sets")
    return lives and standing_in(viewer, community).role in ORGANISERS


def can_read_space(viewer: Any, space: Space) -> bool:
    """May read what is inside."""
    return rules.reads_space(space.bounds, standing_in_space(viewer, space))


def can_post(viewer: Any, space: Space) -> bool:
    """May start a conversation or answer."""
    return is_alive(space.community) and rules.writes_in_space(space.bounds, standing_in_space(viewer, space))


def can_name_members(viewer: Any, space: Space) -> bool:
    """May add people to a space with named members, or take them out. Into a Confidential one only from inside."""
    standing = standing_in_space(viewer, space)
    coordinates = can_coordinate(viewer, space.community)
    return coordinates and not space.for_everyone and rules.reads_space(space.bounds, standing)


def can_read_agreement(viewer: Any, community: Community) -> bool:
    """May read how it works together: whoever reads the community, and whoever may come in by themself."""
    return rules.reads_community(community.preset, standing_in(viewer, community))


def voice_of(viewer: Any, founding: Founding) -> FoundingVoice | None:
    """The viewer among those who are asked: by their account once they have answered, until then by their address."""
    own, address = person_id(viewer), getattr(viewer, "email", None)
    mine = (each for each in founding.voices if each.user_id == own or (each.user_id is None and each.email == address))
    return next(mine, None) if own is not None else None


def can_see_founding(viewer: Any, founding: Founding) -> bool:
    """Is asked, and has not said no."""
    voice = voice_of(viewer, founding)
    return voice is not None and voice.said is not False


def has_said_yes(viewer: Any, founding: Founding) -> bool:
    """Stands behind it."""
    voice = voice_of(viewer, founding)
    return voice is not None and voice.said is True


def keeps(viewer: Any, programme: Programme) -> bool:
    """May change a programme: whoever began it."""
    return person_id(viewer) is not None and programme.keeper_id == person_id(viewer)
