"""The pages of a community and of a space as others would see them, for its coordinators. They are only looked at."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries, rules, service
from cop.communities.rules import Supposed
from cop.communities.views.shown import shown_community, shown_space
from cop.core.access import require
from cop.core.errors import NotVisible

bp = Blueprint("supposed", __name__)


@bp.get("/communities/<int:community_id>/seen-as/<who>")
def community(community_id: int, who: str) -> ResponseReturnValue:
    found, viewer = queries.community_for(current_user, community_id), _supposed(who)
    require(policy.can_see_as_others(current_user, found), service.COORDINATES)
    if not rules.knows_community(found.axes, viewer.standing):
        return render_template("communities/openness/unseen.html", community=found, space=None, supposed=who)
    return render_template("communities/show.html", supposed=who, **shown_community(viewer, found))


@bp.get("/spaces/<int:space_id>/seen-as/<who>")
def space(space_id: int, who: str) -> ResponseReturnValue:
    found, viewer = queries.space_for(current_user, space_id), _supposed(who)
    require(policy.can_see_as_others(current_user, found.community), service.COORDINATES)
    if not rules.knows_space(found.bounds, viewer.standing):
        return render_template("communities/openness/unseen.html", community=found.community, space=found, supposed=who)
    if not policy.can_read_space(current_user, found) and policy.can_read_space(viewer, found):
        raise NotVisible  # sealed: whoever coordinates does not read along by looking as somebody inside
    return render_template("communities/space.html", supposed=who, **shown_space(viewer, found))


def _supposed(who: str) -> Supposed:
    if who not in rules.SUPPOSED:
        raise NotVisible
    return rules.SUPPOSED[who]
