"""How somebody stands to a community and its spaces, and what follows from it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from cop.communities.rules.axes import Axes, Door, Read, bounded

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
    """What bounds a space: its community's axes, the tighter of those and its own, and whether everyone belongs."""

    community: Axes
    axes: Axes
    for_everyone: bool

    def beyond(self, read: int) -> "Bounds":
        """The same for a thing in it that is not to be read beyond `read`."""
        return Bounds(self.community, bounded(self.axes, read), self.for_everyone)


def knows_community(axes: Axes, standing: Standing) -> bool:
    """May know that it exists, and read its card."""
    return _is_in(axes.door, nearby=standing.signed_in, inside=standing.role is not None)


def reads_community(axes: Axes, standing: Standing) -> bool:
    """May read what is meant for whoever reads this community."""
    return _is_in(axes.read, nearby=standing.signed_in, inside=standing.role is not None)


def lists_members(axes: Axes, standing: Standing) -> bool:
    """May see who is in it: its members, and whoever is signed in where anybody reads."""
    return standing.role is not None or (axes.read == Read.ANYONE and standing.signed_in)


def reads_shared(axes: Axes, standing: Standing, *, at: datetime) -> bool:
    """May read what somebody shared with all members: whoever is one, and was one by then where history is sealed."""
    was_there = axes.read != Read.SEALED or (standing.since is not None and at >= standing.since)
    return standing.role is not None and was_there


def belongs(bounds: Bounds, standing: Standing) -> bool:
    """Is in the space: by name, or because it is everyone's. Leaving the community ends both."""
    return standing.role is not None and (bounds.for_everyone or standing.named_in_space)


def knows_space(bounds: Bounds, standing: Standing) -> bool:
    """May know that it exists. A coordinator knows every space of the community, sealed or not."""
    inside = belongs(bounds, standing) or standing.role == "coordinator"
    nearby = standing.role is not None
    return knows_community(bounds.community, standing) and _is_in(bounds.axes.door, nearby=nearby, inside=inside)


def reads_space(bounds: Bounds, standing: Standing) -> bool:
    """May read it. A coordinator reads every space but the sealed ones, which are read by those in them alone."""
    along = standing.role == "coordinator" and bounds.axes.read != Read.SEALED
    inside, nearby = along or belongs(bounds, standing), standing.role is not None
    return reads_community(bounds.community, standing) and _is_in(bounds.axes.read, nearby=nearby, inside=inside)


def reads_item(bounds: Bounds, standing: Standing, *, created_at: datetime, beyond: int = Read.ANYONE) -> bool:
    """May read one thing in the space, which is not to be read beyond its bound; sealed, only what came after them."""
    here = bounds.beyond(beyond)
    if not reads_space(here, standing):
        return False
    return here.axes.history == "all" or (standing.since is not None and created_at >= standing.since)


def writes_in_space(bounds: Bounds, standing: Standing) -> bool:
    """May start a conversation or answer in it. Observers read."""
    return reads_space(bounds, standing) and standing.role in WRITERS


def _is_in(audience: Door | Read, *, nearby: bool, inside: bool) -> bool:
    return audience == Read.ANYONE or inside or (audience == Read.NEARBY and nearby)
