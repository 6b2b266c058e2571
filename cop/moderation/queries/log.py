"""All that was done in a community, for those who coordinate it: of what they do not read themselves, only that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.discussions.queries import thread_for
from cop.discussions.queries.ways import leading_on
from cop.moderation import policy
from cop.moderation.models import ModerationAct
from cop.moderation.queries.items import item_for
from cop.moderation.rules import Which
from cop.people.models import User

ON_A_PAGE = 50


class Line(NamedTuple):
    """One line of the log, without `which` and `reason` where its reader does not read what it is about; `about` names
    whoever was silenced, and nobody who wrote something, which may be told without a name."""

    did: str
    by: str | None
    at: datetime
    which: Which | None
    reason: str
    about: str | None = None


def log_of(viewer: Any, community_id: int, *, page: int) -> Sequence[Line]:
    """The log of a community that has passed its door, the latest first, and one line more than a page has."""
    person = aliased(User)
    asked = select(ModerationAct, User.name, person.name).outerjoin(User, User.id == ModerationAct.by_id)
    asked = asked.outerjoin(person, person.id == ModerationAct.person_id)
    here = asked.where(ModerationAct.community_id == community_id).order_by(ModerationAct.id.desc())
    found = db.session.execute(here.limit(ON_A_PAGE + 1).offset((page - 1) * ON_A_PAGE)).all()
    return [_line(viewer, act, by=by, about=about) for act, by, about in found]


def _line(viewer: Any, act: ModerationAct, *, by: str | None, about: str | None) -> Line:
    which = Which(act.kind, act.item_id)
    if act.kind == "person":
        return Line(act.did, by, act.at, None, act.reason, about)
    if act.kind == "thread":
        opens = _opens(viewer, act.item_id)
        return Line(act.did, by, act.at, which if opens else None, act.reason if opens else "")
    shown = _is_shown(viewer, which, was_told=act.did != "kept")
    return Line(act.did, by, act.at, which if shown else None, act.reason if shown else "")


def _opens(viewer: Any, thread_id: int) -> bool:
    try:
        thread_for(viewer, leading_on(thread_id))
    except NotVisible:
        return False
    return True


def _is_shown(viewer: Any, which: Which, *, was_told: bool) -> bool:
    """Whoever wrote something never learns that it was reported and stayed as it was."""
    try:
        thing = item_for(viewer, which).thing
    except NotVisible:
        return False
    return was_told or not policy.is_author(viewer, thing)
