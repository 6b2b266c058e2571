"""How open a community and its spaces are: the page that changes it, the log of it, and what becomes of one's own."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries, service
from cop.communities.forms import OpennessForm
from cop.core import clock, panels
from cop.core.access import require
from cop.core.errors import N_
from cop.core.forms import Form
from cop.core.words import gettext

bp = Blueprint("openness", __name__)

MEMBERS_ONLY = N_("Members of this community see how open it was, and is.")


@bp.route("/communities/<int:community_id>/openness", methods=["GET", "POST"])
def change_community(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.can_coordinate(current_user, community), service.COORDINATES)
    form = OpennessForm.showing(community.axes)
    if request.method == "POST" and form.then(lambda: _change_community(community_id, form)):
        flash(gettext("It is so from this moment. Its members see it in the log."))
        return redirect(url_for("communities.show", community_id=community_id), 303)
    community = queries.community_for(current_user, community_id)
    return _page(form, community=community, space=None, action=request.path), 422 if form.problems else 200


@bp.route("/spaces/<int:space_id>/openness", methods=["GET", "POST"])
def change_space(space_id: int) -> ResponseReturnValue:
    space = queries.space_for(current_user, space_id)
    require(policy.can_change_space(current_user, space), service.COORDINATES)
    form = OpennessForm.showing(space.axes, within=space.community.axes)
    if request.method == "POST" and form.then(lambda: _change_space(space_id, form)):
        flash(gettext("It is so from this moment. The members of the community see it in the log."))
        return redirect(url_for("communities.space", space_id=space_id), 303)
    space = queries.space_for(current_user, space_id)
    return _page(form, community=space.community, space=space, action=request.path), 422 if form.problems else 200


@bp.get("/communities/<int:community_id>/changes")
def changes(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.can_see_changes(current_user, community), MEMBERS_ONLY)
    found = queries.changes_visible_to(current_user, community_id)
    return render_template("communities/openness/changes.html", community=community, changes=found)


@bp.get("/communities/<int:community_id>/widenings")
def widenings(community_id: int) -> ResponseReturnValue:
    """May these be read more widely? Each capability brings what it holds of the viewer's own."""
    community = queries.community_for(current_user, community_id)
    shown = panels.panels("widening", current_user, subject=community, now=clock.now())
    return render_template("communities/openness/widenings.html", community=community, panels=shown)


@bp.post("/communities/<int:community_id>/widenings")
def answer(community_id: int) -> ResponseReturnValue:
    service.answer_widening(current_user, community_id, now=clock.now())
    flash(gettext("Thank you. What you did not open stays as it was."))
    return redirect(url_for("communities.show", community_id=community_id), 303)


def _page(form: Form, **values: object) -> str:
    return render_template("communities/openness/change.html", form=form, **values)


def _change_community(community_id: int, form: OpennessForm) -> bool:
    axes, seen = form.chosen(), form.was_seen()
    service.change_community(current_user, community_id, axes=axes, seen=seen, now=clock.now())
    return True


def _change_space(space_id: int, form: OpennessForm) -> bool:
    axes, seen = form.chosen(), form.was_seen()
    service.change_space(current_user, space_id, axes=axes, seen=seen, now=clock.now())
    return True
