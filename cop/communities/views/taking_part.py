"""How much one took part oneself, and for coordinators how many do how much. Of no other person is anything said."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries
from cop.communities.queries import levels
from cop.communities.rules import levels as rules
from cop.core import clock
from cop.core.access import require
from cop.core.errors import N_
from cop.core.traces import traces

bp = Blueprint("taking_part", __name__)

MEMBERS = N_("Members of this community see how they take part in it.")


@bp.get("/communities/<int:community_id>/taking-part")
def show(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.is_member(current_user, community), MEMBERS)
    now, known = clock.now(), traces()
    part = levels.own_part(current_user, community_id, now=now, traces=known)
    sees_totals = policy.can_see_totals(current_user, community)
    totals = levels.totals_in(community_id, now=now, traces=known) if sees_totals else None
    shown = {"part": part, "own": rules.level(part), "totals": totals, "levels": rules.LEVELS}
    return render_template("communities/taking_part.html", community=community, **shown)
