"""What a teller agrees to: who may read it, how they are named, until when; and what ends that.

A consent is to one audience. A wider one is another consent, and before everybody may read a story it cools off for
seven days, in which one press stops it. A consent ends by itself: thirty and seven days before, its teller is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from cop.core.errors import N_, RuleBroken
from cop.stories.rules.channels import EVERYWHERE, check_channels
from cop.stories.rules.telling import NAMINGS

COOLING: Final = timedelta(days=7)
ASKED_BEFORE: Final = (timedelta(days=30), timedelta(days=7))
LENGTHS: Final[Mapping[int, timedelta]] = {12: timedelta(days=365), 24: timedelta(days=730)}
LONGEST_PLACE: Final = 60
Kind = Literal[
    "given", "opened", "renewed", "narrowed", "stopped", "expired", "withdrawn", "gathered", "not_gathered",
    "reworded",
]  # fmt: skip
KINDS: Final[Mapping[Kind, str]] = {
    "given": N_("You agreed"),
    "opened": N_("It opened to everybody"),
    "renewed": N_("You agreed for longer"),
    "narrowed": N_("Fewer people read it from then on"),
    "stopped": N_("You stopped its opening"),
    "expired": N_("It came to its end by itself"),
    "withdrawn": N_("You took it back"),
    "reworded": N_("You approved other words, and what you had agreed to went on for them"),
    "gathered": N_("You agreed to its place in an issue"),
    "not_gathered": N_("You said no to its place in an issue"),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """How the teller is named, from where, and for how many months; `together`, whether they say so with whoever is
    beside them; `channels`, where else those who may read it may meet it."""

    named: str
    months: int
    place: str = ""
    together: bool = False
    channels: Sequence[str] = EVERYWHERE

    def until(self, now: datetime) -> datetime:
        """When a consent given now comes to its end."""
        return now + LENGTHS[self.months]


def check_terms(terms: Terms) -> Terms:
    """The terms without stray blanks. Raises RuleBroken for what cannot be chosen."""
    place = " ".join(terms.place.split())
    if terms.named not in NAMINGS:
        raise RuleBroken("Choose how you would like to be named.")
    if terms.months not in LENGTHS:
        raise RuleBroken("Choose for how long people may read it.")
    if terms.named == "place" and not 0 < len(place) <= LONGEST_PLACE:
        raise RuleBroken(
            "Type the place that shall stand behind your name, in at most %(most)s characters.", most=LONGEST_PLACE
        )
    channels = check_channels(terms.channels)
    return replace(terms, place=place if terms.named == "place" else "", channels=channels)


def asks_due(until: datetime | None, *, now: datetime) -> int:
    """How many times its teller should have been asked by now whether it goes on."""
    return 0 if until is None else sum(until - before <= now for before in ASKED_BEFORE)


def may_open(*, opens_at: datetime | None, needs_yes: bool, has_yes: bool, now: datetime) -> bool:
    """Whether what cools off may stand open: its days are over and, where somebody has to say yes, they have."""
    return opens_at is not None and opens_at <= now and (has_yes or not needs_yes)
