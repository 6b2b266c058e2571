"""The four presets of a community or a space, and which may hold which."""

from collections.abc import Mapping
from dataclasses import dataclass
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


def everyone_belongs(preset: str) -> bool:
    """Whether a space of this kind is everyone's unless told otherwise; the closed kinds have named members."""
    return preset in {"open", "restricted"}
