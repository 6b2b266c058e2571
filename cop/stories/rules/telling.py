"""Who a story reaches, how its teller is named, and how long it takes to read."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from cop.communities.rules import Axes, Read
from cop.core import markup
from cop.core.errors import RuleBroken

Audience = Literal["me", "space", "community", "public"]
AUDIENCES: Final[tuple[Audience, ...]] = ("me", "space", "community", "public")  # the narrowest first
NAMINGS: Final = ("full", "first", "place", "anonymous")
UNBOUND: Final = int(Read.ANYONE)
LONGEST_TITLE: Final = 160
LONGEST_BODY: Final = 20_000
LONGEST_OPENING: Final = 180
WORDS_A_MINUTE: Final = 200  # our default: a little slower than the 238 that M. Brysbaert measured for English (2019)


@dataclass(frozen=True, slots=True)
class Reach:
    """An audience and, unless it is oneself, the space or community it is the audience of."""

    audience: Audience
    place_id: int | None = None

    def __str__(self) -> str:
        return self.audience if self.place_id is None else f"{self.audience}:{self.place_id}"


def reach(text: str) -> Reach:
    """Read «me», «space:7», «community:3» or «public:3». Raises RuleBroken for anything else."""
    if text == "me":
        return Reach("me")
    found = re.fullmatch(r"(space|community|public):([1-9]\d{0,8})", text, re.ASCII)
    if found is None:
        raise RuleBroken("Choose who may read your story.")
    audience = next(each for each in AUDIENCES if each == found[1])
    return Reach(audience, int(found[2]))


def is_wider(after: str, *, than: str) -> bool:
    """Whether more people could read it than before."""
    order = list(AUDIENCES)
    return order.index(after) > order.index(than)  # type: ignore[arg-type]  # both are audiences


def stays_open(*, kept_open_at: datetime | None, closing_since: datetime | None) -> bool:
    """Whether its teller has said so since the end of its community was announced; a yes of before was to another
    thing."""
    return kept_open_at is not None and closing_since is not None and kept_open_at >= closing_since


def opens_window(axes: Axes, role: str | None) -> bool:
    """Whether this role may put a story of their own where anybody reads it: the core group, where a community has a
    public window. What anybody else tells waits there for a yes of theirs, in an Open community too."""
    return axes.has_window and role in {"core", "coordinator"}


def shown_name(name: str, named: str, *, place: str = "") -> str:
    """What others are told of the teller: nothing at all for an anonymous one."""
    if named == "anonymous" or not name.strip():
        return ""
    first = name.split(maxsplit=1)[0]
    return {"full": name, "first": first, "place": f"{first}, {place}"}[named]


def minutes_to_read(source: str) -> int:
    """Whole minutes, at least one."""
    return max(1, -(-len(source.split()) // WORDS_A_MINUTE))


def opening(source: str) -> str:
    """How a story begins, as plain text on one line."""
    words = markup.plain(source[: LONGEST_OPENING * 4])
    if len(words) <= LONGEST_OPENING:
        return words
    return words[:LONGEST_OPENING].rsplit(" ", 1)[0] + " …"
