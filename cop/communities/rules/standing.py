"""How somebody stands to a community and its spaces, and what follows from it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from cop.communities.rules.presets import PRESETS, Audience

Role = Literal["observer", "member", "core", "coordinator"]
ROLES: Final[tuple[Role, ...]] = ("observer", "member", "core", "coordinator")
WRITERS: Final = frozenset({"member", "core", "coordinator"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to a community now, and to one of its spaces."""

    signed_in: bool = False
    role: str | None = None
    named_in_space: bool = False
    since: datetime | None = None  # since when they belong to the space


@dataclass(frozen=True, slots=True)
class Bounds:
    """What bounds a space: its community's preset, its own, and whether everyone in the community belongs to it."""

    community: str
    space: str
    for_everyone: bool


def knows_community(preset: str, standing: Standing) -> bool:
    """May know that it exists, and read its card."""
    return _within(PRESETS[preset].door, standing, parent=standing.signed_in, member=standing.role is not None)


def reads_community(preset: str, standing: Standing) -> bool:
    """May read what is meant for whoever reads this community."""
    member = standing.role is not None
    return _within(PRESETS[preset].read, standing, parent=member, member=member)


def lists_members(preset: str, standing: Standing) -> bool:
    """May see who is in it."""
    member = standing.role is not None
    return _within(PRESETS[preset].member_list, standing, parent=member, member=member)


def belongs(bounds: Bounds, standing: Standing) -> bool:
    """Is in the space: by name, or because it is everyone's. Leaving the community ends both."""
    return standing.role is not None and (bounds.for_everyone or standing.named_in_space)


def knows_space(bounds: Bounds, standing: Standing) -> bool:
    """May know that it exists. A coordinator knows every space of the community, sealed or not."""
    inside = belongs(bounds, standing) or standing.role == "coordinator"
    door = PRESETS[bounds.space].door
    return knows_community(bounds.community, standing) and _within(
        door, standing, parent=standing.role is not None, member=inside
    )


def reads_space(bounds: Bounds, standing: Standing) -> bool:
    """May read it. A coordinator reads every space but the Confidential ones, which are read by those named alone."""
    inside = belongs(bounds, standing) or (standing.role == "coordinator" and bounds.space != "confidential")
    read = PRESETS[bounds.space].read
    return reads_community(bounds.community, standing) and _within(read, standing, parent=inside, member=inside)


def reads_item(bounds: Bounds, standing: Standing, *, created_at: datetime) -> bool:
    """May read one thing in the space; where history begins with joining, only what came after."""
    if not reads_space(bounds, standing):
        return False
    return PRESETS[bounds.space].history == "all" or (standing.since is not None and created_at >= standing.since)


def writes_in_space(bounds: Bounds, standing: Standing) -> bool:
    """May start a conversation or answer in it. Observers read."""
    return reads_space(bounds, standing) and standing.role in WRITERS


def _within(audience: Audience, standing: Standing, *, parent: bool, member: bool) -> bool:
    return {"anyone": True, "signed_in": standing.signed_in, "parent_members": parent, "members": member}[audience]
