"""How a set has agreed to work together, and who still has to say yes."""

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from cop.core.database import db
from cop.people.models import User
from cop.sets import rules
from cop.sets.models import Agreement, AgreementAcceptance, LearningSet, Seat
from cop.sets.queries.doors import people_in


def agreement_of(set_id: int) -> Agreement | None:
    """The version in force; None before the first is written."""
    asked = select(Agreement).where(Agreement.set_id == set_id).order_by(Agreement.version.desc()).limit(1)
    return db.session.scalar(asked)


def unaccepted_by(viewer: User, *, community_id: int | None = None) -> set[int]:
    """The sets of this person, or those of one community, whose agreement in force they have not accepted."""
    newer = aliased(Agreement)
    latest = select(func.max(newer.version)).where(newer.set_id == Seat.set_id).scalar_subquery()
    own_yes = and_(AgreementAcceptance.agreement_id == Agreement.id, AgreementAcceptance.user_id == viewer.id)
    asked = (
        select(Seat.set_id)
        .join(Agreement, and_(Agreement.set_id == Seat.set_id, Agreement.version == latest))
        .outerjoin(AgreementAcceptance, own_yes)
        .where(Seat.user_id == viewer.id, Seat.state == "accepted", AgreementAcceptance.user_id.is_(None))
    )
    if community_id is not None:
        asked = asked.join(LearningSet, LearningSet.id == Seat.set_id).where(LearningSet.community_id == community_id)
    return set(db.session.scalars(asked))


def accepted_by(agreement: Agreement | None) -> frozenset[int]:
    """Who has said yes to this version."""
    if agreement is None:
        return frozenset()
    asked = select(AgreementAcceptance.user_id).where(AgreementAcceptance.agreement_id == agreement.id)
    return frozenset(db.session.scalars(asked))


def waiting_for(set_id: int) -> frozenset[int]:
    """Who sits in the set and has not accepted the agreement in force: everybody, before one is written."""
    return rules.waiting_for(people_in(set_id), accepted_by(agreement_of(set_id)))
