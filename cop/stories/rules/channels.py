"""Where else a story may be met by those who may read it: each a yes of its own, and none of them needed."""

from collections.abc import Collection, Mapping
from typing import Final

from cop.core.errors import N_, RuleBroken

CHANNELS: Final[Mapping[str, str]] = {
    "search": N_("The search of this site"),
    "engines": N_("Search engines, once anybody may read it"),
    "archive": N_("What members take along when the community closes"),
}
EVERYWHERE: Final = tuple(CHANNELS)


def check_channels(chosen: Collection[str]) -> tuple[str, ...]:
    """The channels in their order. Raises RuleBroken for what is none."""
    if not set(chosen) <= set(CHANNELS):
        raise RuleBroken("Choose where else people may meet your story.")
    return tuple(each for each in CHANNELS if each in chosen)
