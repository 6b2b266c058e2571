"""The four presets of a community or a space: names for places on the three axes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cop.communities.rules.axes import Axes, Door, Join, Read, is_looser
from cop.core.errors import RuleBroken

PRESETS: Final[Mapping[str, Axes]] = MappingProxyType(
    {  # the loosest first
        "open": Axes(Door.ANYONE, Read.ANYONE, Join.FREELY),
        "restricted": Axes(Door.ANYONE, Read.INSIDE, Join.ASK),
        "private": Axes(Door.NEARBY, Read.INSIDE, Join.ASK),
        "confidential": Axes(Door.INSIDE, Read.SEALED, Join.INVITATION),
    }
)
COMMUNITY_DEFAULT: Final = "restricted"
SPACE_DEFAULT: Final = "private"
SET_PRESET: Final = "confidential"
MIXED: Final = "mixed"


def preset_of(axes: Axes) -> str:
    """The name of these axes, or that they are a mix of their own."""
    return next((name for name, each in PRESETS.items() if each == axes), MIXED)


def check_preset(name: str) -> Axes:
    """The axes of a preset. Raises RuleBroken for one that does not exist."""
    if name not in PRESETS:
        raise RuleBroken("Choose one of the four kinds: open, restricted, private or confidential.")
    return PRESETS[name]


def may_hold(parent: Axes, child: Axes) -> bool:
    """A child is never looser than its parent, on any axis."""
    return not is_looser(child, than=parent)


def check_hold(parent: Axes, child: Axes) -> None:
    """Raises RuleBroken for a child looser than its parent."""
    if not may_hold(parent, child):
        raise RuleBroken("A space cannot be more open than its community. Choose a kind at least as closed.")


def everyone_belongs(axes: Axes) -> bool:
    """Whether such a space is everyone's unless told otherwise; one with a closed door has named members."""
    return axes.door == Door.ANYONE
