"""What was done about something, and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, select

from cop.core.database import db
from cop.moderation.models import ModerationAct
from cop.moderation.rules import Which
from cop.people.models import User


class Done(NamedTuple):
    """One line of what was done."""

    id: int
    did: str
    by: str | None
    reason: str
    at: datetime


def acts_about(which: Which, *, community_id: int | None = None) -> Sequence[Done]:
    """All that was decided about something that has passed its door, the first first; of a person, in one community."""
    asked = select(ModerationAct.id, ModerationAct.did, User.name, ModerationAct.reason, ModerationAct.at)
    here = asked.outerjoin(User, User.id == ModerationAct.by_id).where(*_about(which))
    if community_id is not None:
        here = here.where(ModerationAct.community_id == community_id)
    return [Done(*row) for row in db.session.execute(here.order_by(ModerationAct.id))]


def last_did(which: Which) -> str | None:
    """What was decided last about it."""
    asked = select(ModerationAct.did).where(*_about(which)).order_by(ModerationAct.id.desc()).limit(1)
    return db.session.scalar(asked)


def _about(which: Which) -> tuple[ColumnElement[bool], ...]:
    return (ModerationAct.kind == which.kind, ModerationAct.item_id == which.id)
