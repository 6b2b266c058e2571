"""What a programme says of itself: whose it is, who pays, what for, and until when."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from cop.communities.rules.places import check_words
from cop.core.errors import RuleBroken

LONGEST_FUNDERS: Final = 300
LONGEST_STRATEGY: Final = 20_000


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as it is typed. `strategy` is the document itself, or the address where it stands."""

    name: str
    purpose: str
    funders: str
    strategy: str
    begins: date
    ends: date
    deadline: date | None = None


def check_programme(told: Programme) -> Programme:
    """The programme without stray blanks. Raises RuleBroken for the first thing that cannot stand."""
    name, purpose = check_words(told.name, told.purpose)
    funders, strategy = " ".join(told.funders.split()), told.strategy.strip()
    if len(funders) > LONGEST_FUNDERS:
        raise RuleBroken("Name the funders in at most %(most)s characters.", most=LONGEST_FUNDERS)
    if len(strategy) > LONGEST_STRATEGY:
        raise RuleBroken("The strategy has at most %(most)s characters. Link to a longer one.", most=LONGEST_STRATEGY)
    if told.ends < told.begins:
        raise RuleBroken("A programme ends after it begins.")
    if told.deadline is not None and not told.begins <= told.deadline <= told.ends:
        raise RuleBroken("The deadline is within the time of the programme.")
    return replace(told, name=name, purpose=purpose, funders=funders, strategy=strategy)


def is_address(strategy: str) -> bool:
    """Whether the strategy is one address that a browser can go to, and not the document itself."""
    try:
        parts = urlsplit(strategy)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not strategy.split()[1:]
