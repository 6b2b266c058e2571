"""Who leads what in a community, who is asked to, and who did. Callers have passed its door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, bindparam, exists, select

from cop.communities import policy
from cop.communities.models import Community, LeadingRole
from cop.communities.queries.doors import community_for
from cop.communities.queries.visibility import VIEWER, Column
from cop.communities.rules import leading as rules
from cop.core.database import UtcDateTime, db
from cop.core.errors import NotVisible
from cop.people.models import User

NOW: Final = bindparam("now", type_=UtcDateTime)
SOON: Final = bindparam("soon", type_=UtcDateTime)


class Turn(NamedTuple):
    """One line of a role: whose turn, and when; no name where the account is gone."""

    id: int
    name: str | None
    is_own: bool
    ends_soon: bool
    turn: rules.Turn


@dataclass(frozen=True, slots=True)
class Part:
    """A role as its page tells of it: who holds it, comes next, is asked or would rather not, and who had it."""

    kind: str
    held: Turn | None
    coming: Turn | None
    asked: Turn | None
    declined: Turn | None
    past: Sequence[Turn]


def leading_for(viewer: Any, role_id: int) -> tuple[LeadingRole, Community]:
    """The only door to somebody's turn: for members once it is accepted, before that for whoever is asked and those
    who ask."""
    found = db.session.get(LeadingRole, role_id, populate_existing=True)
    if found is None:
        raise NotVisible
    community = community_for(viewer, found.community_id)
    if not policy.can_see_turn(viewer, found, community=community):
        raise NotVisible
    return found, community


def turns_in(community_id: int, kind: str) -> list[rules.Turn]:
    """Every turn in one role."""
    asked = select(LeadingRole).where(LeadingRole.community_id == community_id, LeadingRole.kind == kind)
    return [each.turn for each in db.session.scalars(asked.execution_options(populate_existing=True))]


def parts_of(viewer: Any, community: Community, *, now: datetime) -> list[Part]:
    """The roles of a community, in one query; of what is not accepted the viewer sees no more than its door lets."""
    asked = select(LeadingRole, User.name).outerjoin(User, User.id == LeadingRole.user_id)
    here = asked.where(LeadingRole.community_id == community.id).order_by(LeadingRole.begins.desc())
    found = [
        (role, _told(viewer, role, name, now=now))
        for role, name in db.session.execute(here).all()
        if policy.can_see_turn(viewer, role, community=community)
    ]
    return [_part(kind, [told for role, told in found if role.kind == kind], now=now) for kind in rules.KINDS]


def is_asked_to_lead(community: Column) -> ColumnElement[bool]:
    """Whether the viewer has an offer to answer there."""
    own = (LeadingRole.community_id == community, LeadingRole.user_id == VIEWER)
    return exists().where(*own, LeadingRole.accepted.is_(None), LeadingRole.ends > NOW)


def leads_not_for_long(community: Column) -> ColumnElement[bool]:
    """`rules.ends_soon` of the viewer's own, as SQL."""
    own = (LeadingRole.community_id == community, LeadingRole.user_id == VIEWER, LeadingRole.accepted.is_(True))
    running = (LeadingRole.begins <= NOW, LeadingRole.ends > NOW, LeadingRole.given_back_at.is_(None))
    return exists().where(*own, *running, LeadingRole.ends <= SOON)


def _told(viewer: Any, role: LeadingRole, name: str | None, *, now: datetime) -> Turn:
    is_own = role.user_id is not None and role.user_id == policy.person_id(viewer)
    return Turn(role.id, name, is_own, rules.ends_soon(role.turn, now=now), role.turn)


def _part(kind: str, turns: Sequence[Turn], *, now: datetime) -> Part:
    """The turns are in order, the latest first."""
    by_stage: dict[str, list[Turn]] = {}
    for each in turns:
        by_stage.setdefault(rules.stage(each.turn, now=now), []).append(each)
    lately = [each for each in by_stage.get("declined", []) if (each.turn.answered_at or now) > now - rules.SOON]
    first = {stage: found[0] for stage, found in by_stage.items()}
    return Part(
        kind=kind,
        held=first.get("held"),
        coming=first.get("next"),
        asked=first.get("asked"),
        declined=lately[0] if lately and "asked" not in first else None,
        past=by_stage.get("over", []),
    )
