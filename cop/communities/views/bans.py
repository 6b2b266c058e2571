"""Never letting somebody into a community again."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries, service
from cop.communities.forms import PersonForm
from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext

bp = Blueprint("bans", __name__)


@bp.get("/communities/<int:community_id>/bans")
def index(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.can_coordinate(current_user, community), service.COORDINATES)
    return render_template("communities/bans.html", community=community, banned=queries.banned_from(community_id))


@bp.post("/communities/<int:community_id>/bans")
def ban(community_id: int) -> ResponseReturnValue:
    service.ban(current_user, community_id, person_id=_chosen(), now=clock.now())
    flash(gettext("They are out, and nobody can bring them back in while this stands."))
    return redirect(url_for("communities.bans.index", community_id=community_id), 303)


@bp.post("/communities/<int:community_id>/bans/liftings")
def lift(community_id: int) -> ResponseReturnValue:
    service.lift_ban(current_user, community_id, person_id=_chosen())
    flash(gettext("They may come in again, if somebody brings them."))
    return redirect(url_for("communities.bans.index", community_id=community_id), 303)


def _chosen() -> int:
    form = PersonForm()
    if not form.validate():
        abort(400)
    return form.chosen
