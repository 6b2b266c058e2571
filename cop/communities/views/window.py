"""The public window of a community: what its members have let everybody read, one thing at a time."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries
from cop.core import clock, headers, panels
from cop.core.access import public
from cop.core.errors import NotVisible

bp = Blueprint("window", __name__)


@bp.get("/communities/<int:community_id>/window")
@public
def show(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    if not community.axes.has_window:
        raise NotVisible
    headers.let_engines_list()
    shown = panels.panels("window", current_user, subject=community, now=clock.now())
    proposes = policy.can_propose(current_user, community)
    return render_template("communities/window.html", community=community, panels=shown, proposes=proposes)
