"""Which running order a set follows, and what is on the shelf for it."""

from sqlalchemy import select

from cop.core.database import db
from cop.sets.models import LearningSet, SetFormat
from cop.sets.queries.agreements import agreement_of
from cop.sets.rules import FORMATS, OWN, STANDARD, Format


def format_of(learning_set: LearningSet) -> Format:
    """The running order of this set's next meetings."""
    if learning_set.format_key == OWN:
        return own_format_of(learning_set.id) or STANDARD
    return FORMATS.get(learning_set.format_key, STANDARD)


def own_format_of(set_id: int) -> Format | None:
    """The newest version of the running order that the set has made its own; None when it has made none."""
    asked = select(SetFormat).where(SetFormat.set_id == set_id).order_by(SetFormat.version.desc()).limit(1)
    newest = db.session.scalar(asked)
    return newest.document if newest else None


def formats_for(learning_set: LearningSet) -> list[Format]:
    """Its own first, then those of the product."""
    own = own_format_of(learning_set.id)
    return [*([own] if own else []), *FORMATS.values()]


def advice_in(set_id: int) -> str | None:
    """What the agreement in force says about advice; None before the first is written."""
    agreement = agreement_of(set_id)
    return agreement.advice if agreement else None
