"""How open a community and its spaces were, and who is still to be asked about their own words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, or_, select

from cop.communities.models import Community, PlaceChange, Space, WideningAnswer
from cop.communities.policy import person_id
from cop.communities.queries.visibility import KNOWS_COMMUNITY, KNOWS_SPACE, as_seen_by, with_standing
from cop.communities.rules import Axes, stored
from cop.core.database import db
from cop.people.models import User

MOST_SHOWN = 50


class Change(NamedTuple):
    """One line of the log: what was changed, when and by whom; no name where the account is gone."""

    at: datetime
    by: str | None
    space: str | None
    was: Axes
    became: Axes


def changes_visible_to(viewer: Any, community_id: int, *, most: int = MOST_SHOWN) -> Sequence[Change]:
    """Every change of a community, and of those of its spaces that the viewer may know of, the latest first."""
    found = db.session.execute(CHANGES.limit(most), as_seen_by(viewer, community=community_id))
    return [Change(at, by, space, stored(before), stored(after)) for at, by, space, before, after in found]


def is_asked(viewer: Any, community: Community) -> bool:
    """Whether they have not answered yet since something here was last opened wider."""
    if community.widened_at is None:
        return False
    answered = db.session.get(WideningAnswer, (community.id, person_id(viewer)))
    return answered is None or answered.answered_at < community.widened_at


CHANGES = (
    with_standing(
        select(PlaceChange.at, User.name, Space.name, PlaceChange.before, PlaceChange.after)
        .join(Community, Community.id == PlaceChange.community_id)
        .outerjoin(Space, Space.id == PlaceChange.space_id)
        .outerjoin(User, User.id == PlaceChange.actor_id)
    )
    .where(PlaceChange.community_id == bindparam("community"), KNOWS_COMMUNITY)
    .where(or_(PlaceChange.space_id.is_(None), KNOWS_SPACE))
    .order_by(PlaceChange.at.desc(), PlaceChange.id.desc())
)
