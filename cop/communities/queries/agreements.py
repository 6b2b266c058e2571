"""How a community works together, and who has accepted it. Callers have passed its door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import and_, func, select

from cop.communities import policy, rules
from cop.communities.models import Agreement, AgreementAcceptance, Community
from cop.communities.queries.people import members_in
from cop.core.database import db
from cop.people.models import User


@dataclass(frozen=True, slots=True)
class Version:
    """A version as its page tells of it: by whom, why, and what it changed."""

    number: int
    why: str
    author: str | None
    made_at: datetime
    changes: Sequence[rules.Line]


def agreement_of(community_id: int) -> Agreement | None:
    """The version that holds; None where nothing is written down yet."""
    asked = select(Agreement).where(Agreement.community_id == community_id).order_by(Agreement.number.desc())
    return db.session.scalars(asked.limit(1)).one_or_none()


def versions_of(community_id: int) -> list[Version]:
    """Every version after the first with what it changed, and the first; the newest first."""
    asked = select(Agreement, User.name).outerjoin(User, User.id == Agreement.author_id)
    found = db.session.execute(asked.where(Agreement.community_id == community_id).order_by(Agreement.number)).all()
    texts = ["", *(each.text for each, _name in found)]
    changed = [rules.changes(before, after) for before, after in pairwise(texts)]
    told = [
        Version(each.number, each.why, name, each.made_at, lines)
        for (each, name), lines in zip(found, changed, strict=True)
    ]
    return told[::-1]


def agreement_and_word(viewer: Any, community_id: int) -> tuple[Agreement | None, bool]:
    """The version that holds, and whether the viewer has accepted it, in one query."""
    own = and_(
        AgreementAcceptance.agreement_id == Agreement.id,
        AgreementAcceptance.user_id == policy.person_id(viewer),
    )
    asked = select(Agreement, AgreementAcceptance.user_id.is_not(None)).outerjoin(AgreementAcceptance, own)
    latest = asked.where(Agreement.community_id == community_id).order_by(Agreement.number.desc()).limit(1)
    found = db.session.execute(latest).one_or_none()
    return (found[0], found[1]) if found else (None, False)


def agreement_asked_of(viewer: Any, community: Community) -> Agreement | None:
    """What a member has to accept still, if anything."""
    agreement, has_accepted = agreement_and_word(viewer, community.id)
    return agreement if policy.can_accept(viewer, community) and not has_accepted else None


def acceptances_of(agreement: Agreement) -> int:
    """How many of those who belong now have accepted this version: a number, never names."""
    accepted = (
        AgreementAcceptance.agreement_id == agreement.id,
        AgreementAcceptance.user_id.in_(members_in(agreement.community_id)),
    )
    return db.session.scalar(select(func.count()).select_from(AgreementAcceptance).where(*accepted)) or 0
