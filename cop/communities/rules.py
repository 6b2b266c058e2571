"""The four presets of a community or a space, and which may hold which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal

from cop.core.errors import RuleBroken

Audience = Literal["anyone", "signed_in", "parent_members", "members"]
Join = Literal["freely", "ask", "invitation"]
History = Literal["all", "from_joining"]
MailBody = Literal["full", "excerpt", "none"]


@dataclass(frozen=True, slots=True)
class Axes:
    """What a preset settles: who knows, who reads, who comes in, and what leaves the platform.

    `parent_members` are the members of the community that holds a space; for a community itself, whoever is signed in.
    """

    door: Audience
    card: Audience
    member_list: Audience
    read: Audience
    join: Join
    history: History
    indexed: bool
    mail: MailBody


PRESETS: Final[Mapping[str, Axes]] = MappingProxyType(
    {  # the loosest first: `may_hold` relies on the order
        "open": Axes("anyone", "anyone", "signed_in", "anyone", "freely", "all", indexed=True, mail="full"),
        "restricted": Axes("anyone", "anyone", "members", "members", "ask", "all", indexed=True, mail="full"),
        "private": Axes(
            "parent_members", "parent_members", "members", "members", "ask", "all", indexed=False, mail="excerpt"
        ),
        "confidential": Axes(
            "members", "members", "members", "members", "invitation", "from_joining", indexed=False, mail="none"
        ),
    }
)
COMMUNITY_DEFAULT: Final = "restricted"
SPACE_DEFAULT: Final = "private"
SET_PRESET: Final = "confidential"


def may_hold(parent: str, child: str) -> bool:
    """A child is never looser than its parent: whoever may not read the parent must not read the child."""
    order = list(PRESETS)
    return order.index(child) >= order.index(parent)


def check_hold(parent: str, child: str) -> None:
    """Raises RuleBroken for a preset that does not exist, and for a child looser than its parent."""
    if parent not in PRESETS or child not in PRESETS:
        raise RuleBroken("Choose one of the four kinds: open, restricted, private or confidential.")
    if not may_hold(parent, child):
        raise RuleBroken("A space cannot be more open than its community. Choose a kind at least as closed.")


Role = Literal["observer", "member", "core", "coordinator"]
ROLES: Final[tuple[Role, ...]] = ("observer", "member", "core", "coordinator")
WRITERS: Final = frozenset({"member", "core", "coordinator"})
LONGEST_NAME: Final = 120
LONGEST_PURPOSE: Final = 500


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


def everyone_belongs(preset: str) -> bool:
    """Whether a space of this kind is everyone's unless told otherwise; the closed kinds have named members."""
    return preset in {"open", "restricted"}


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


def check_leaving(role: str, *, other_coordinators: int) -> None:
    """Raises RuleBroken when nobody would be left to look after the community."""
    if role == "coordinator" and other_coordinators == 0:
        raise RuleBroken("A community needs a coordinator. Make somebody else a coordinator first.")


def check_words(name: str, purpose: str) -> tuple[str, str]:
    """Name and purpose without stray blanks. Raises RuleBroken when one is missing or too long."""
    name, purpose = " ".join(name.split()), purpose.strip()
    if not name or len(name) > LONGEST_NAME:
        raise RuleBroken("Give it a name of at most %(most)s characters.", most=LONGEST_NAME)
    if not purpose or len(purpose) > LONGEST_PURPOSE:
        raise RuleBroken("Say what it is for, in at most %(most)s characters.", most=LONGEST_PURPOSE)
    return name, purpose


def _within(audience: Audience, standing: Standing, *, parent: bool, member: bool) -> bool:
    return {"anyone": True, "signed_in": standing.signed_in, "parent_members": parent, "members": member}[audience]
