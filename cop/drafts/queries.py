"""What somebody has begun: for them, and for nobody else, whoever asks."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, exists, select

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.core.questions import Question
from cop.drafts.models import Draft
from cop.people.models import User


def draft_for(viewer: User, draft_id: int) -> Draft:
    """The only door to what somebody has begun: it opens for its writer alone."""
    found = db.session.scalar(OWN.where(Draft.id == draft_id, Draft.user_id == viewer.id))
    if found is None:
        raise NotVisible
    return found


def drafts_of(person_id: int) -> Sequence[Draft]:
    """All that this person has begun, the latest first."""
    return db.session.scalars(OWN.where(Draft.user_id == person_id)).all()


def drafts_at(viewer: User, place: str) -> Sequence[Draft]:
    """What the viewer has begun in one place, the latest first."""
    return db.session.scalars(OWN.where(Draft.user_id == viewer.id, Draft.place == place)).all()


def has_begun(viewer: User, place: str) -> bool:
    """Whether the viewer has begun anything in this place."""
    return BEGUN.one_or_none({"writer": viewer.id, "place": place}) is not None


def begun_here(viewer: ColumnElement[int]) -> ColumnElement[bool]:
    """The same as a column of another question, which is given the `place`."""
    return exists().where(Draft.user_id == viewer, Draft.place == bindparam("place"))


OWN = select(Draft).order_by(Draft.written_at.desc(), Draft.id).execution_options(populate_existing=True)
BEGUN = Question(
    select(Draft.id).where(Draft.user_id == bindparam("writer"), Draft.place == bindparam("place")).limit(1)
)
