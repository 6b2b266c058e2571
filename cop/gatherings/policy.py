"""Who may do what about a gathering: whoever reads its space reads it."""

from typing import Any

from cop.communities import policy as communities
from cop.communities import rules as bounds
from cop.communities.models import Space
from cop.communities.rules import guests
from cop.gatherings.models import Gathering


def can_arrange(viewer: Any, space: Space) -> bool:
    """May ask those who read the space to come together: the core group and coordinators."""
    inside = communities.standing_in(viewer, space.community).role in communities.ORGANISERS
    return inside and space.community.uses("gatherings") and communities.can_post(viewer, space)


def is_guest(viewer: Any, gathering: Gathering) -> bool:
    """Was let in by a guest seat: the door has looked, of whoever does not belong to the community."""
    return gathering.guest_id is not None and gathering.guest_id == communities.person_id(viewer)


def can_read(viewer: Any, gathering: Gathering) -> bool:
    """May know of it; in a Confidential space only of one that was arranged after they came. Or by a guest seat."""
    standing = communities.standing_in_space(viewer, gathering.space)
    created_at, bound = gathering.created_at, gathering.bound
    reads = bounds.reads_item(gathering.space.bounds, standing, created_at=created_at, beyond=bound)
    return reads or is_guest(viewer, gathering)


def can_hide(viewer: Any, gathering: Gathering) -> bool:
    """May hide it, or let it stand again: who organises the community and reads its space, in an archive too, and never
    its host."""
    organises = communities.standing_in(viewer, gathering.space.community).role in communities.ORGANISERS
    return organises and gathering.host_id != communities.person_id(viewer) and can_read(viewer, gathering)


def can_see_hidden(viewer: Any, gathering: Gathering) -> bool:
    """May read what is hidden: who could hide it, and its host where they read."""
    is_host = gathering.host_id is not None and gathering.host_id == communities.person_id(viewer)
    return can_hide(viewer, gathering) or (is_host and can_read(viewer, gathering))


def can_answer(viewer: Any, gathering: Gathering) -> bool:
    """May say whether they come: everybody who belongs to the community and reads it, observers too, and guests."""
    community = gathering.space.community
    lives = communities.is_alive(community) and community.uses("gatherings")
    return lives and can_come(viewer, gathering)


def can_come(viewer: Any, gathering: Gathering) -> bool:
    """May be there, and so learn the way in once they say that they come."""
    return can_see_who_comes(viewer, gathering) or is_guest(viewer, gathering)


def can_see_who_comes(viewer: Any, gathering: Gathering) -> bool:
    """The list is for members, also where anybody may read."""
    return can_read(viewer, gathering) and communities.is_member(viewer, gathering.space.community)


def can_change(viewer: Any, gathering: Gathering) -> bool:
    """May move it or call it off: its host, as long as they may arrange one, and coordinators."""
    is_host = gathering.host_id == communities.person_id(viewer)
    coordinates = communities.can_coordinate(viewer, gathering.space.community)
    return can_arrange(viewer, gathering.space) and (is_host or coordinates)


def can_seat_guests(viewer: Any, gathering: Gathering) -> bool:
    """May give somebody from outside a seat in it: who organises the community and reads it, where it is not sealed."""
    organises = communities.organises(viewer, gathering.space.community)
    return organises and can_read(viewer, gathering) and guests.may_be_given(axes_of(gathering))


def can_end_seat(viewer: Any, gathering: Gathering, *, person_id: int) -> bool:
    """May end a seat: the same people, also when the community has closed, and each guest their own."""
    role = communities.standing_in(viewer, gathering.space.community).role
    own = is_guest(viewer, gathering) and person_id == communities.person_id(viewer)
    return own or (can_read(viewer, gathering) and role in communities.ORGANISERS)


def axes_of(gathering: Gathering) -> bounds.Axes:
    """Where it stands: as its space does now, and never looser than when it was arranged."""
    return bounds.bounded(gathering.space.axes, gathering.bound)
