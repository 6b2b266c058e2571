"""The door to programmes, and which of their communities the viewer may know of."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from cop.communities import policy
from cop.communities.models import Community, Programme, ProgrammeCommunity
from cop.communities.queries.doors import communities_visible_to
from cop.core.database import db
from cop.core.errors import NotVisible


def programme_for(viewer: Any, programme_id: int) -> Programme:
    """The only door to a programme: whoever is signed in may know of it, as of an organisation."""
    found = db.session.get(
        Programme, programme_id, options=[joinedload(Programme.organisation)], populate_existing=True
    )
    if found is None or policy.person_id(viewer) is None:
        raise NotVisible
    return found


def programmes_visible_to(viewer: Any) -> Sequence[Programme]:
    """Every programme by name, for whoever is signed in."""
    if policy.person_id(viewer) is None:
        return []
    asked = select(Programme).options(joinedload(Programme.organisation))
    return db.session.scalars(asked.order_by(func.lower(Programme.name), Programme.id)).all()


def gathered_in(viewer: Any, programme_id: int) -> list[Community]:
    """The communities of a programme that the viewer may know of. Of others nothing is said, not how many."""
    asked = select(ProgrammeCommunity.community_id).where(ProgrammeCommunity.programme_id == programme_id)
    inside = set(db.session.scalars(asked))
    return [each for each in communities_visible_to(viewer) if each.id in inside]


def could_join(viewer: Any, programme_id: int) -> list[Community]:
    """The communities that the viewer coordinates and that are not part of the programme."""
    inside = {each.id for each in gathered_in(viewer, programme_id)}
    found = (each for each in communities_visible_to(viewer) if policy.can_coordinate(viewer, each))
    return [each for each in found if each.id not in inside]
