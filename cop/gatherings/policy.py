"""Who may do what about a gathering: whoever reads its space reads it."""

from typing import Any

from cop.communities import policy as communities
from cop.communities import rules as bounds
from cop.communities.models import Space
from cop.gatherings.models import Gathering


def can_arrange(viewer: Any, space: Space) -> bool:
    """May ask those who read the space to come together: the core group and coordinators."""
    inside = communities.standing_in(viewer, space.community).role in communities.ORGANISERS
    return inside and space.community.uses("gatherings") and communities.can_post(viewer, space)


def can_read(viewer: Any, gathering: Gathering) -> bool:
    """May know of it; in a Confidential space only of one that was arranged after they came."""
    standing = communities.standing_in_space(viewer, gathering.space)
    return bounds.reads_item(gathering.space.bounds, standing, created_at=gathering.created_at, beyond=gathering.bound)


def can_answer(viewer: Any, gathering: Gathering) -> bool:
    """May say whether they come: everybody who belongs to the community and reads it, observers too."""
    community = gathering.space.community
    lives = communities.is_alive(community) and community.uses("gatherings")
    return lives and can_see_who_comes(viewer, gathering)


def can_see_who_comes(viewer: Any, gathering: Gathering) -> bool:
    """The list is for members, also where anybody may read."""
    return can_read(viewer, gathering) and communities.is_member(viewer, gathering.space.community)


def can_change(viewer: Any, gathering: Gathering) -> bool:
    """May move it or call it off: its host, as long as they may arrange one, and coordinators."""
    is_host = gathering.host_id == communities.person_id(viewer)
    coordinates = communities.can_coordinate(viewer, gathering.space.community)
    return can_arrange(viewer, gathering.space) and (is_host or coordinates)
