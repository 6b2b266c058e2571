"""Deleting one's account, and staying after all."""

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core.own import duties_of
from cop.core.words import gettext
from cop.rights.forms.own import ErasureForm
from cop.rights.queries.erasures import erasure_of
from cop.rights.rules.erasure import COOLING_OFF
from cop.rights.service import erasures
from cop.rights.views import proof

bp = Blueprint("erasures", __name__, url_prefix="/people/me")


@bp.route("/erasure", methods=["GET", "POST"])
def ask() -> ResponseReturnValue:
    form = ErasureForm()
    if request.method == "POST" and form.then(lambda: _ask(form)):
        flash(gettext("Your account will be deleted. Until then you can take it back here."))
        return redirect(url_for(".ask"), 303)
    told = {"wish": erasure_of(current_user.id), "duties": duties_of(current_user.id), "days": COOLING_OFF.days}
    page = render_template("rights/erasure.html", form=form, proof=proof.asked(), **told)
    return page, 422 if form.problems else 200


@bp.post("/erasure/withdrawals")
def take_back() -> ResponseReturnValue:
    erasures.take_back(current_user)
    flash(gettext("You stay. Nothing was deleted."))
    return redirect(url_for(".ask"), 303)


def _ask(form: ErasureForm) -> bool:
    proof.given(form, partial(erasures.ask, choice=form.choice.data or ""))
    return True
