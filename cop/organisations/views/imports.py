"""A file of organisations: handed in, looked at row by row, taken in."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.organisations import policy, queries, service
from cop.organisations.forms import ImportForm
from cop.organisations.models import OrganisationImport
from cop.organisations.rules.exports import outcome_table
from cop.organisations.rules.rows import Told

bp = Blueprint("imports", __name__)

MOST_ROWS = 200


@bp.route("/organisations/imports", methods=["GET", "POST"])
def hand_in() -> ResponseReturnValue:
    require(policy.can_import(current_user), service.ADMINS)
    form = ImportForm()
    if request.method == "POST" and (handed_in := form.then(lambda: _hand_in(form))):
        return redirect(url_for(".show", import_id=handed_in.id), 303)
    return render_template("organisations/hand_in.html", form=form), 422 if form.problems else 200


@bp.get("/organisations/imports/<int:import_id>")
def show(import_id: int) -> ResponseReturnValue:
    handed_in = queries.import_for(current_user, import_id)
    told = sorted(service.told_in(handed_in), key=lambda each: each.what != "bad")
    counts = {what: sum(each.what == what for each in told) for what in ("new", "changed", "as_before", "bad")}
    return render_template(
        "organisations/import.html", handed_in=handed_in, told=told, counts=counts, most=MOST_ROWS, said=_said
    )


@bp.get("/organisations/imports/<int:import_id>/outcome.csv")
def outcome(import_id: int) -> Response:
    told = service.told_in(queries.import_for(current_user, import_id))
    response = Response(outcome_table(told, said=_said), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="outcome.csv"'
    return response


@bp.post("/organisations/imports/<int:import_id>/takings")
def take_in(import_id: int) -> ResponseReturnValue:
    service.take_in(current_user, import_id, now=clock.now())
    flash(gettext("The good rows are in."))
    return redirect(url_for(".show", import_id=import_id), 303)


def _hand_in(form: ImportForm) -> OrganisationImport:
    return service.hand_in(current_user, form.content, file_name=form.name, now=clock.now())


def _said(told: Told) -> str:
    """Why a row is bad, in the reader's language."""
    return str(gettext(told.fault.sentence, **told.fault.values)) if told.fault else ""
