"""What is done of somebody's first steps, told by what is there. Callers have passed the community's door."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, bindparam, case, exists, func, null, or_, select

from cop.communities.models import Agreement, AgreementAcceptance, Community, LeadingRole, StepsPutAway, Welcome
from cop.communities.policy import is_alive, standing_in
from cop.communities.queries.leading import NOW
from cop.communities.queries.visibility import VIEWER
from cop.communities.rules import WRITERS
from cop.communities.rules import steps as rules
from cop.core.database import db
from cop.core.traces import Traces
from cop.people.models import User

COMMUNITY: Final = bindparam("community", type_=Integer)
Columns = tuple[ColumnElement[Any], ...]


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """Somebody's list in a community, and whether they have put it away."""

    which: rules.List
    is_put_away: bool
    steps: Sequence[rules.Step]

    @property
    def left(self) -> int:
        """How many are still to be done."""
        return rules.left(self.steps)


def first_steps_of(viewer: User, community: Community, *, now: datetime, traces: Traces) -> FirstSteps | None:
    """The viewer's list in a community that lives, in one query; None for who does not belong."""
    which = list_of(viewer, community)
    if which is None:
        return None
    asked = {"viewer": viewer.id, "community": community.id, "now": now}
    found = db.session.execute(select(*steps_columns(which, traces)), asked).one()
    return read(viewer, community, found=found)


def list_of(viewer: Any, community: Community) -> rules.List | None:
    """Which list the viewer has here, if any."""
    return rules.list_for(standing_in(viewer, community).role) if is_alive(community) else None


def read(viewer: User, community: Community, *, found: Sequence[Any]) -> FirstSteps:
    """What the columns said, with what is at hand without asking."""
    role = standing_in(viewer, community).role
    which = rules.list_for(role) or "member"
    is_put_away, *told = found
    said: dict[str, bool | None] = dict(zip(_asked_for(which), told, strict=True))
    if not community.uses("gatherings"):
        said |= {"answer": None, "gathering": None}
    if role not in WRITERS:
        said["say_hello"] = None
    if not community.axes.has_window:
        said["window"] = None
    known = {"say_who": bool(viewer.about), "purpose": bool(community.purpose)}
    return FirstSteps(which, bool(is_put_away), rules.steps(which, said | known))


@cache
def steps_columns(which: rules.List, traces: Traces) -> Columns:
    """For a statement asked with «viewer», «community» and «now»: whether the list is put away, and its steps."""
    own = (StepsPutAway.community_id == COMMUNITY, StepsPutAway.user_id == VIEWER, StepsPutAway.which == which)
    found = _of_member(traces) if which == "member" else _of_coordinator(traces)
    return (exists().where(*own), *(found[name] for name in _asked_for(which)))


def _asked_for(which: rules.List) -> list[str]:
    """All but what is at hand."""
    return [name for name in rules.STEPS[which] if name not in {"say_who", "purpose"}]


def _of_member(traces: Traces) -> Mapping[str, ColumnElement[Any]]:
    latest = select(func.max(Agreement.id)).where(Agreement.community_id == COMMUNITY).scalar_subquery()
    accepted = exists().where(AgreementAcceptance.agreement_id == latest, AgreementAcceptance.user_id == VIEWER)
    answered = _left(traces, "answered", own=True)
    return {
        "read_how": case((latest.is_not(None), accepted), else_=null()),
        "answer": case((or_(answered, _left(traces, "ran_for_all", to_come=True)), answered), else_=null()),
        "say_hello": _left(traces, "wrote", own=True),
    }


def _of_coordinator(traces: Traces) -> Mapping[str, ColumnElement[Any]]:
    said = select(func.count()).select_from(Welcome).where(Welcome.community_id == COMMUNITY).scalar_subquery()
    return {
        "agreement": exists().where(Agreement.community_id == COMMUNITY),
        "gathering": _left(traces, "ran"),
        "prompt": _left(traces, "wrote"),
        "welcomes": said >= rules.WELCOMES,
        "roles": exists().where(LeadingRole.community_id == COMMUNITY, LeadingRole.accepted.is_(True)),
        "window": _left(traces, "shown"),
    }


def _left(traces: Traces, kind: str, *, own: bool = False, to_come: bool = False) -> ColumnElement[bool]:
    """Whether there is a trace of this kind in the community."""
    found = []
    for each in (trace.found.subquery() for trace in traces if trace.kind == kind):
        here = exists().where(each.c.community == COMMUNITY)
        here = here.where(each.c.who == VIEWER) if own else here
        found.append(here.where(each.c.at > NOW) if to_come else here)
    return or_(*found)
