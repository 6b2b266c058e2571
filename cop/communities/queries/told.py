"""The door to a space for its page, in plain values: all that the page hangs on, at a third of the price of objects."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, inspect, select

from cop.communities.models import Community, CommunityMembership, Space, SpaceMembership
from cop.communities.queries.audience import Readers, readers_from, space_readers_columns
from cop.communities.queries.visibility import KNOWS_SPACE, as_seen_by, with_standing
from cop.communities.rules import Read, silences
from cop.core import clock
from cop.core.errors import NotVisible
from cop.core.questions import Answer, Question, as_loaded

Values = tuple[Any, ...]


class SpaceTold(NamedTuple):
    """The rows of a space and its community as they are, the viewer's own memberships, and who reads it."""

    of_space: Values
    of_community: Values
    belonging: Values
    naming: Values
    readers: Readers
    more: Values = ()
    """What was asked beside it."""

    @property
    def has_changed_hands(self) -> bool:
        """How open it is has changed once: its page may have to say so, and to ask somebody about their own words."""
        told = _named(COMMUNITY, self.of_community)
        return told["changed_at"] is not None or told["widened_at"] is not None

    @property
    def is_for_anyone(self) -> bool:
        """Whoever comes by may read there."""
        both = _named(SPACE, self.of_space), _named(COMMUNITY, self.of_community)
        return all(each["read"] == Read.ANYONE for each in both)

    @property
    def for_all(self) -> Values:
        """What of it is the same for all who stand to it alike, and not who they are."""
        own = _named(BELONGING, self.belonging)
        until = own["silent_until"]
        role = own["role"] and silences.role_at(own["role"], until, now=clock.now())
        return self.of_space, self.of_community, role, until, self.naming[0] is not None, self.readers

    @property
    def space(self) -> Space:
        """As the other door gives it, but not of any session: to look at."""
        belonging, naming = _found(CommunityMembership, self.belonging), _found(SpaceMembership, self.naming)
        community = as_loaded(Community, **_named(COMMUNITY, self.of_community), memberships=belonging)
        return as_loaded(Space, **_named(SPACE, self.of_space), community=community, memberships=naming)


def space_asked(viewer: Any, space_id: int, *, on: date) -> Mapping[str, object]:
    """What `TOLD` is asked with, and what stands beside it about the same space."""
    return as_seen_by(viewer, space=space_id, subject=space_id, day=on)


def space_told(row: Answer | None) -> SpaceTold:
    """The same door as `space_for`, and who reads there on that day, as `TOLD` is answered. Raises NotVisible."""
    if row is None:
        raise NotVisible
    parts, begins = list[Values](), 0
    for width in WIDTHS:
        parts.append(row[begins : begins + width])
        begins += width
    of_space, of_community, belonging, naming, readers = parts
    return SpaceTold(of_space, of_community, belonging, naming, readers_from(readers), row[begins:])


def _names(model: type[Any]) -> Sequence[str]:
    return [each.key for each in inspect(model).column_attrs]


def _named(names: Sequence[str], values: Values) -> dict[str, Any]:
    return dict(zip(names, values, strict=True))


def _found(model: type[Any], values: Values) -> list[Any]:
    """The membership that these are of; none where there is none."""
    told = _named(_names(model), values)
    return [] if told["id"] is None else [as_loaded(model, **told)]


MODELS: Final = (Space, Community, CommunityMembership, SpaceMembership)
SPACE, COMMUNITY, BELONGING, NAMING = (_names(model) for model in MODELS)
READERS: Final = space_readers_columns(bindparam("space"))
WIDTHS: Final = tuple(map(len, (SPACE, COMMUNITY, BELONGING, NAMING, READERS)))
COLUMNS: Final = (*(getattr(model, name) for model in MODELS for name in _names(model)), *READERS)
TOLD: Final = Question(
    with_standing(select(*COLUMNS).join_from(Space, Community, Community.id == Space.community_id)).where(
        Space.id == bindparam("space"), KNOWS_SPACE
    )
)
