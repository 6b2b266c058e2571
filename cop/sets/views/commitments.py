"""What somebody said they would do: how it went, in other words, deleted. It stays theirs when they leave the set."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.sets import policy, queries, service
from cop.sets.forms import AmendForm, ReportForm
from cop.sets.models import Commitment

bp = Blueprint("commitments", __name__, url_prefix="/commitments/<int:commitment_id>")


@bp.get("")
def show(commitment_id: int) -> ResponseReturnValue:
    return _page(queries.commitment_for(current_user, commitment_id), report=ReportForm(), amend=None)


@bp.post("/reports")
def report(commitment_id: int) -> ResponseReturnValue:
    form, commitment = ReportForm(), queries.commitment_for(current_user, commitment_id)
    if form.then(lambda: service.report(current_user, commitment_id, now=clock.now(), **form.said())):
        return redirect(_way_back(commitment), 303)
    return _page(queries.commitment_for(current_user, commitment_id), report=form, amend=None), 422


@bp.post("/wordings")
def amend(commitment_id: int) -> ResponseReturnValue:
    form, _ = AmendForm(), queries.commitment_for(current_user, commitment_id)
    if form.then(lambda: service.amend(current_user, commitment_id, now=clock.now(), **form.said())):
        return redirect(url_for(".show", commitment_id=commitment_id), 303)
    found = queries.commitment_for(current_user, commitment_id)
    return _page(found, report=ReportForm(formdata=None), amend=form), 422


@bp.post("/confirmations")
def confirm(commitment_id: int) -> ResponseReturnValue:
    service.confirm(current_user, commitment_id)
    flash(gettext("It is yours now."))
    return redirect(url_for(".show", commitment_id=commitment_id), 303)


@bp.post("/retellings")
def ask_again(commitment_id: int) -> ResponseReturnValue:
    service.ask_again(current_user, commitment_id)
    return redirect(url_for(".show", commitment_id=commitment_id), 303)


@bp.route("/removals", methods=["GET", "POST"])
def remove(commitment_id: int) -> ResponseReturnValue:
    commitment = queries.commitment_for(current_user, commitment_id)
    require(policy.can_report(current_user, commitment), "Only the person who said it can delete it.")
    if request.method == "GET":
        return render_template("sets/delete_commitment.html", commitment=commitment)
    way_back = _way_back(commitment)
    service.delete_commitment(current_user, commitment_id)
    flash(gettext("It is deleted."))
    return redirect(way_back, 303)


def _page(commitment: Commitment, *, report: ReportForm, amend: AmendForm | None) -> str:
    return render_template(
        "sets/commitment.html", commitment=commitment, report=report, sits=_sits(commitment),
        amend=amend or AmendForm(formdata=None, obj=commitment), can_report=policy.can_report(current_user, commitment),
        is_reminded=queries.is_reminded(current_user),
    )  # fmt: skip


def _way_back(commitment: Commitment) -> str:
    """To the set, for as long as one sits in it."""
    if _sits(commitment):
        return url_for("sets.show", set_id=commitment.set_id)
    return url_for("sets.challenges.index")


def _sits(commitment: Commitment) -> bool:
    return current_user.id in queries.people_in(commitment.set_id)
