"""The page on which another season is planned."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.sets import policy, queries
from cop.sets.forms.renewal import RenewalForm
from cop.sets.models import LearningSet
from cop.sets.service import renewal

bp = Blueprint("renewals", __name__, url_prefix="/<int:set_id>/seasons")


@bp.get("/new")
def new(set_id: int) -> ResponseReturnValue:
    learning_set = queries.set_for(current_user, set_id)
    return _page(learning_set, RenewalForm.of_last_time(learning_set, queries.format_of(learning_set)))


@bp.post("")
def create(set_id: int) -> ResponseReturnValue:
    learning_set = queries.set_for(current_user, set_id)
    form = RenewalForm().about(learning_set, queries.format_of(learning_set))
    if "work_it_out" in request.form:
        return _page(learning_set, form)
    if form.then(lambda: renewal.renew(current_user, set_id, following=form.following, now=clock.now())):
        flash(gettext("Another season is planned. It begins when everyone has accepted the agreement, you too."))
        return redirect(url_for("sets.show", set_id=set_id), 303)
    return _page(queries.set_for(current_user, set_id), form), 422


@bp.get("/plan")
def plan(set_id: int) -> ResponseReturnValue:
    learning_set = queries.set_for(current_user, set_id)
    form = RenewalForm.to_plan(request.args).about(learning_set, queries.format_of(learning_set))
    return render_template("sets/_plan.html", plan=form.plan(), running_order=form.shape.running_order)


def _page(learning_set: LearningSet, form: RenewalForm) -> str:
    require(policy.can_facilitate(current_user, learning_set), renewal.ONLY)
    return render_template(
        "sets/renewal.html", set=learning_set, form=form, plan=form.plan(), running_order=form.shape.running_order
    )
