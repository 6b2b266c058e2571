"""The page of a space, and who is handed one that is kept, where all that it hangs on can be said in plain values.

Where stories, gatherings or rounds are, or how open it is has changed, it is drawn anew for each who looks.
"""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from flask import Response, render_template, request
from sqlalchemy import ColumnElement

from cop.communities.queries.told import TOLD as DOOR
from cop.communities.queries.told import SpaceTold, space_asked, space_told
from cop.communities.views.shown import shown_space
from cop.core import clock, headers, panels, shells
from cop.core.access import TOLD, whoever_asks
from cop.core.errors import NotVisible
from cop.core.hatches import Hatch, Hatched
from cop.core.kept import kept
from cop.core.panels import Seen
from cop.core.questions import Answer, Question
from cop.core.shells import Sheet
from cop.core.words import reader

PLACE = "space"
TEMPLATE = "communities/space.html"


class Known(NamedTuple):
    """What is asked of the database for the page of a space."""

    told: SpaceTold
    seen: Seen

    def key(self, who: Any, *, reading: tuple[str, str]) -> Hashable:
        """All that the page hangs on; None where that is more. Not who looks: how they stand, and what they see."""
        if not self.seen.is_all or self.told.has_changed_hands:
            return None
        stands = who.is_authenticated, getattr(who, "is_proven", True)
        return "space", self.told.for_all, self.seen, *stands, clock.now().date(), *reading


def space_page(space_id: int) -> str | Response:
    """For whoever asks."""
    who, told = whoever_asks(), request.environ.get(TOLD, {})
    known = told.get("space") or _known(_question().one_or_none(asked(who, space_id)))
    space = known.told.space
    if known.told.is_for_anyone:
        headers.let_engines_list()
    key = None if request.query_string or shells.has_to_be_said() else known.key(who, reading=reader())

    def shown() -> dict[str, Any]:
        return {"supposed": None, **shown_space(who, space, readers=known.told.readers, seen=known.seen)}

    def sheet() -> tuple[Sheet, int]:
        return shells.sheet(TEMPLATE, pieces={}, **shown())

    return shells.answer(kept(key, sheet)) if key is not None else render_template(TEMPLATE, **shown())


def asked(who: Any, space_id: int) -> Mapping[str, object]:
    """What the door of a space is asked with."""
    return {**space_asked(who, space_id, on=clock.now().date()), **panels.asked(PLACE)}


def hatched(
    who: Any, _space_id: int, *, answer: Answer | None, reading: tuple[str, str], told: dict[str, Any]
) -> Hatched | None:
    """Where the page of this space is kept for them."""
    try:
        known = told["space"] = _known(answer)
    except NotVisible:
        return None
    key = known.key(who, reading=reading)
    return Hatched(key, is_listed=known.told.is_for_anyone) if key is not None else None


def _known(answer: Answer | None) -> Known:
    told = space_told(answer)
    return Known(told, panels.seen(PLACE, told.more))


def _question() -> Question:
    """Its door, and what its panels have and list."""
    return _beside_its_door(panels.beside(PLACE))


@lru_cache(maxsize=8)
def _beside_its_door(columns: tuple[ColumnElement[Any], ...]) -> Question:
    return DOOR.and_of(columns)


HATCHES = [Hatch("/spaces/", "/spaces/<int:space_id>", _question, asked, hatched)]
