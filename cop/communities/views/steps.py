"""First steps of a member, and of those who look after a community."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import queries
from cop.communities.queries.steps import first_steps_of
from cop.communities.service import steps
from cop.core import clock
from cop.core.access import require
from cop.core.traces import traces
from cop.core.words import gettext

bp = Blueprint("steps", __name__)


@bp.get("/communities/<int:community_id>/first-steps")
def show(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    found = first_steps_of(current_user, community, now=clock.now(), traces=traces())
    require(found is not None, steps.MEMBERS_BEGIN)
    first = next(iter(queries.spaces_visible_to(current_user, community_id)), None)
    return render_template("communities/first_steps.html", community=community, first_steps=found, space=first)


@bp.post("/communities/<int:community_id>/first-steps/dismissals")
def put_away(community_id: int) -> ResponseReturnValue:
    steps.put_away(current_user, community_id, now=clock.now())
    flash(gettext("Put away. You find the list again where you see how you take part."))
    return redirect(url_for("communities.show", community_id=community_id), 303)
