"""The door to a community that is only proposed, and who stands behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, exists, false, or_, select
from sqlalchemy.orm import selectinload

from cop.communities import policy
from cop.communities.models import BroughtPerson, Founding, FoundingVoice
from cop.communities.queries.proofs import coordinates_sealed
from cop.communities.queries.visibility import Statement
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.organisations import queries as organisations
from cop.people.models import User


@dataclass(frozen=True, slots=True)
class Founder:
    """Somebody who has said yes, and where they belong."""

    user_id: int
    name: str
    organisations: Sequence[str]


def founding_for(viewer: Any, founding_id: int, *, locked: bool = False) -> Founding:
    """The only door to a proposal. `locked`: two who say yes at once found one community."""
    asked = select(Founding).where(Founding.id == founding_id).options(selectinload(Founding.voices))
    asked = asked.with_for_update() if locked else asked
    found = db.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()
    if found is None or not policy.can_see_founding(viewer, found):
        raise NotVisible
    return found


def foundings_visible_to(viewer: User) -> Sequence[Founding]:
    """What is still only proposed, and by whom the viewer is asked; the newest first."""
    open_ones = _of(viewer, select(Founding))
    return db.session.scalars(open_ones.options(selectinload(Founding.voices)).order_by(Founding.id.desc())).all()


def asks_something_of(viewer: User) -> tuple[bool, bool]:
    """Whether the viewer is asked to found a community, or brought into one; and whether duties of theirs wait for a
    second step. Most never are, and one look says so."""
    brought = exists().where(BroughtPerson.user_id == viewer.id, BroughtPerson.state == "waiting")
    waits = false() if viewer.is_proven else coordinates_sealed(viewer.id)
    found = db.session.execute(select(or_(_of(viewer, select(Founding.id)).exists(), brought), waits)).one()
    return bool(found[0]), bool(found[1])


def founders_of(founding: Founding, *, on: date) -> list[Founder]:
    """Those who have said yes, with the organisations they belong to on the day."""
    ids = [each.user_id for each in founding.voices if each.said and each.user_id]
    names = {row[0]: row[1] for row in db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))}
    return [Founder(each, names[each], _organisations_of(each, on=on)) for each in ids]


def belonging_of(founding: Founding, *, on: date) -> list[frozenset[int]]:
    """The organisations of each who has said yes."""
    ids = [each.user_id for each in founding.voices if each.said and each.user_id]
    return [frozenset(each.organisation_id for each in organisations.memberships_of(one, on=on)) for one in ids]


def _organisations_of(user_id: int, *, on: date) -> list[str]:
    return [each.organisation.name for each in organisations.memberships_of(user_id, on=on)]


def _of(viewer: User, asked: Statement) -> Statement:
    own = or_(
        FoundingVoice.user_id == viewer.id,
        and_(FoundingVoice.user_id.is_(None), FoundingVoice.email == viewer.email),
    )
    asked = asked.join(FoundingVoice, FoundingVoice.founding_id == Founding.id)
    return asked.where(own, FoundingVoice.said.is_not(False), Founding.community_id.is_(None))
