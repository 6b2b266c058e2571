"""Who may do what in a community and its spaces.

Answers from what the doors loaded: a community carries the memberships its door loaded, so a person whose membership
was not loaded is treated as an outsider.
"""

from datetime import datetime
from typing import Any

from cop.communities import rules
from cop.communities.models import (
    Community,
    CommunityInvitation,
    Founding,
    FoundingVoice,
    JoinRequest,
    LeadingRole,
    Programme,
    Space,
)
from cop.communities.rules import Standing, requests

ORGANISERS = frozenset({"core", "coordinator"})


def person_id(viewer: Any) -> int | None:
    """The id of whoever looks; None for a visitor who is not signed in."""
    return getattr(viewer, "id", None)


def standing_in(viewer: Any, community: Community) -> Standing:
    """How the viewer stands to the community. Who coordinates one that is sealed, and came in without a second step, is
    a member for now."""
    if isinstance(viewer, rules.Supposed):
        return viewer.standing
    own = person_id(viewer)
    running = next((each for each in community.memberships if each.user_id == own and each.until is None), None)
    if running is None:
        return Standing(signed_in=own is not None)
    waits = running.role == "coordinator" and not is_proven_for(viewer, community.axes)
    return Standing(signed_in=True, role="member" if waits else running.role_now, since=running.since)


def standing_in_space(viewer: Any, space: Space) -> Standing:
    """How the viewer stands to the space and its community."""
    if isinstance(viewer, rules.Supposed):
        return viewer.standing
    own = person_id(viewer)
    there = standing_in(viewer, space.community)
    named_since = next((each.since for each in space.memberships if each.user_id == own and each.until is None), None)
    since = there.since if space.for_everyone else named_since
    return Standing(there.signed_in, there.role, named_in_space=named_since is not None, since=since)


def is_proven_for(viewer: Any, axes: rules.Axes) -> bool:
    """Came in with the second step that is asked of whoever coordinates a sealed place; elsewhere nobody needs one."""
    return axes.read < rules.Read.SEALED or getattr(viewer, "is_proven", True)


def is_alive(community: Community) -> bool:
    """It has not closed: what is closed is read, and nothing is written in it."""
    return community.closed_at is None


def can_see_members(viewer: Any, community: Community) -> bool:
    """May see who is in it."""
    return rules.lists_members(community.axes, standing_in(viewer, community))


def is_member(viewer: Any, community: Community) -> bool:
    """Belongs to the community now, in whatever role."""
    return standing_in(viewer, community).role is not None


def can_take_archive(viewer: Any, community: Community) -> bool:
    """May take along what they read in it: whoever belongs to one that closes, or has closed."""
    return is_member(viewer, community) and community.closing_since is not None


def can_write(viewer: Any, community: Community) -> bool:
    """May bring something of their own to it."""
    return is_alive(community) and standing_in(viewer, community).role in rules.WRITERS


def can_share(viewer: Any, community: Community) -> bool:
    """May share a story of their own with everybody in it."""
    return community.uses("stories") and can_write(viewer, community)


def can_tell_in(viewer: Any, space: Space) -> bool:
    """May tell a story in a space."""
    return space.community.uses("stories") and can_post(viewer, space)


def can_call_vote(viewer: Any, community: Community) -> bool:
    """May ask the members for a vote on what they use."""
    return can_write(viewer, community)


def can_vote(viewer: Any, community: Community) -> bool:
    """May vote: everybody who belongs to it, observers too."""
    return is_alive(community) and is_member(viewer, community)


def can_join(viewer: Any, community: Community) -> bool:
    """May come in without asking anybody."""
    standing = standing_in(viewer, community)
    freely = is_alive(community) and community.axes.join == rules.Join.FREELY
    return freely and standing.signed_in and standing.role is None


def can_coordinate(viewer: Any, community: Community) -> bool:
    """May add and remove people, give roles and create spaces."""
    return is_alive(community) and standing_in(viewer, community).role == "coordinator"


def can_choose_stage(viewer: Any, community: Community) -> bool:
    """May say at which stage it is."""
    return organises(viewer, community)


def can_offer_roles(viewer: Any, community: Community) -> bool:
    """May ask members to lead a part of it for a while."""
    return organises(viewer, community)


def can_see_totals(viewer: Any, community: Community) -> bool:
    """May see how many take part how much; of whom nothing is said."""
    return standing_in(viewer, community).role == "coordinator"


def can_see_turn(viewer: Any, role: LeadingRole, *, community: Community) -> bool:
    """May know whose turn it is: a member once it is accepted; before, whoever is asked and those who ask."""
    is_own = role.user_id is not None and role.user_id == person_id(viewer)
    return is_member(viewer, community) and bool(role.accepted or is_own or can_offer_roles(viewer, community))


def can_change_space(viewer: Any, space: Space) -> bool:
    """May tighten it or open it wider; one that is sealed only from inside."""
    is_inside = can_coordinate(viewer, space.community) and can_read_space(viewer, space)
    return is_inside and is_proven_for(viewer, space.axes)


def can_propose(viewer: Any, community: Community) -> bool:
    """May ask for something of their own to be shown in its public window."""
    return community.axes.has_window and can_write(viewer, community)


def can_show(viewer: Any, community: Community) -> bool:
    """May show in its public window what its author has proposed, and nothing else."""
    return community.axes.has_window and organises(viewer, community)


def can_see_as_others(viewer: Any, community: Community) -> bool:
    """May look at its pages as somebody else would see them."""
    return can_coordinate(viewer, community)


def can_see_changes(viewer: Any, community: Community) -> bool:
    """May see how open it was, and is."""
    return is_member(viewer, community)


def can_create_set(viewer: Any, community: Community) -> bool:
    """May found a learning set in this community."""
    return community.uses("sets") and organises(viewer, community)


def can_read_space(viewer: Any, space: Space) -> bool:
    """May read what is inside."""
    return rules.reads_space(space.bounds, standing_in_space(viewer, space))


def can_post(viewer: Any, space: Space) -> bool:
    """May start a conversation or answer."""
    return is_alive(space.community) and rules.writes_in_space(space.bounds, standing_in_space(viewer, space))


def can_name_members(viewer: Any, space: Space) -> bool:
    """May add people to a space with named members, or take them out. Into a Confidential one only from inside."""
    return can_change_space(viewer, space) and not space.for_everyone


def can_invite(viewer: Any, community: Community) -> bool:
    """May ask others to come in."""
    return organises(viewer, community)


def organises(viewer: Any, community: Community) -> bool:
    """Is of the core group, or coordinates, as long as it lives."""
    return is_alive(community) and standing_in(viewer, community).role in ORGANISERS


def can_ask_in(viewer: Any, community: Community) -> bool:
    """May ask to come in."""
    standing = standing_in(viewer, community)
    asked = requests.may_ask(community.axes, signed_in=standing.signed_in, role=standing.role)
    return is_alive(community) and asked


def can_decide(viewer: Any, request: JoinRequest, *, now: datetime) -> bool:
    """May let somebody in who asks, or say no."""
    role = standing_in(viewer, request.community).role
    return is_alive(request.community) and decides(role, request, now=now)


def decides(role: str | None, request: JoinRequest, *, now: datetime) -> bool:
    """The same for somebody whose role in its community, which lives, is known."""
    return requests.may_decide(role, asked_at=request.created_at, now=now)


def can_see_invitation(viewer: Any, invitation: CommunityInvitation, *, community: Community) -> bool:
    """May see what becomes of it: a coordinator of each, a member of the core of their own."""
    role = standing_in(viewer, community).role
    return role == "coordinator" or (role == "core" and invitation.invited_by_id == person_id(viewer))


def can_read_agreement(viewer: Any, community: Community) -> bool:
    """May read how it works together: whoever reads the community, and whoever may come in by themself."""
    return rules.reads_community(community.axes, standing_in(viewer, community)) or can_join(viewer, community)


def can_accept(viewer: Any, community: Community) -> bool:
    """Is asked to accept how it works together: a member, as long as it lives, and nobody who is only supposed."""
    is_there = not isinstance(viewer, rules.Supposed)
    return is_there and is_alive(community) and is_member(viewer, community)


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
