"""The stages of a community's life, chosen by those who carry it, and how one closes well."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from cop.core.errors import RuleBroken

SIGNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {  # the stages in their order, each with the signs by which people know it
        "coalescing": ("come_back", "early_value"),
        "maturing": ("clear_focus", "shared_roles", "known_gaps"),
        "stewardship": ("newcomers_stay", "core_rotates", "looked_back"),
        "transformation": ("purpose_met", "little_energy", "elsewhere"),
    }
)
FIRST_STAGE: Final = "coalescing"
NOTICE: Final = timedelta(days=30)
LONGEST_WORDS: Final = 1_000


def check_stage(stage: str, signs: Collection[str]) -> list[str]:
    """The signs that were ticked, in their order. Raises RuleBroken for a stage without a sign of its own."""
    if stage not in SIGNS:
        raise RuleBroken("Choose one of the four stages.")
    if not set(signs) & set(SIGNS[stage]):
        raise RuleBroken("Tick at least one sign of the stage that you choose.")
    return [each for own in SIGNS.values() for each in own if each in signs]


def check_announcing(words: str, *, is_closing: bool) -> str:
    """The parting words without stray blanks. Raises RuleBroken when there are none, or it is announced already."""
    words = words.strip()
    if is_closing:
        raise RuleBroken("The end of this community is announced already.")
    if not words or len(words) > LONGEST_WORDS:
        raise RuleBroken("Say why it closes, and thank people, in at most %(most)s characters.", most=LONGEST_WORDS)
    return words


def closes_on(announced_at: datetime) -> datetime:
    """When it closes: everybody has thirty days to take with them what they need."""
    return announced_at + NOTICE


def check_taking_back(*, is_closing: bool) -> None:
    """Raises RuleBroken when there is no announcement to take back."""
    if not is_closing:
        raise RuleBroken("The end of this community is not announced.")
