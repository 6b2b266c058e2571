"""How much people took part in a community lately: the viewer's own, and everybody's in total.

Nothing here answers how much any other person did, and only the page of one's own taking part asks.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, func, literal_column, or_, select, union_all

from cop.communities.models import LeadingRole
from cop.communities.queries.leading import NOW
from cop.communities.queries.people import members_in
from cop.communities.rules import levels as rules
from cop.core.database import UtcDateTime, db
from cop.core.traces import Traces
from cop.people.models import User

COMMUNITY = bindparam("community", type_=Integer)
ONE = bindparam("one", type_=Integer)
SINCE = bindparam("since", type_=UtcDateTime)


def own_part(viewer: User, community_id: int, *, now: datetime, traces: Traces) -> rules.Taken:
    """What the viewer's own last weeks in a community come to."""
    return rules.taken(_marks(community_id, now=now, traces=traces, one=viewer.id).get(viewer.id, []), now=now)


def totals_in(community_id: int, *, now: datetime, traces: Traces) -> Mapping[rules.Level, rules.Total]:
    """How many of those who belong now are at each level."""
    marks = _marks(community_id, now=now, traces=traces, one=None)
    return rules.totals(rules.taken(marks.get(each, []), now=now) for each in members_in(community_id))


def _marks(community_id: int, *, now: datetime, traces: Traces, one: int | None) -> dict[int, list[rules.Mark]]:
    asked = {"community": community_id, "now": now, "since": now - rules.PERIOD, "one": one}
    found: dict[int, list[rules.Mark]] = {}
    for kind, who, at in db.session.execute(_all_marks(traces), asked):
        found.setdefault(who, []).append(rules.Mark(kind, at))
    return found


@cache
def _all_marks(traces: Traces) -> Select[*tuple[Any, ...]]:
    """Every mark of the last weeks in one statement: of one person, or of all where none is named."""
    marks = union_all(*(_of_trace(each.kind, each.found) for each in traces), _of_roles()).subquery()
    everybody = or_(ONE.is_(None), marks.c.who == ONE)
    return select(marks.c.kind, marks.c.who, marks.c.at).where(marks.c.who.is_not(None), everybody)


def _of_trace(kind: str, found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    told = found.subquery()
    here = (told.c.community == COMMUNITY, told.c.at > SINCE, told.c.at <= NOW)
    return select(literal_column(f"'{kind}'", String).label("kind"), told.c.who, told.c.at).where(*here)


def _of_roles() -> Select[*tuple[Any, ...]]:
    """Whoever held a role for some of the time helped to run something, until it ended or until now."""
    until = func.coalesce(LeadingRole.given_back_at, LeadingRole.ends)
    here = (LeadingRole.community_id == COMMUNITY, LeadingRole.accepted.is_(True))
    lately = (LeadingRole.begins <= NOW, until > SINCE)
    kind, at = literal_column("'ran'", String).label("kind"), NOW.label("at")
    return select(kind, LeadingRole.user_id.label("who"), at).where(*here, *lately)
