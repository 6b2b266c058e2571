"""Complaining, and asking for what one cannot correct oneself; and the register of both, for administrators."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import public, require
from cop.core.words import gettext
from cop.people.rules.tries import Tries, network_of
from cop.rights import policy
from cop.rights.forms.complaints import NAMES, ComplaintForm, CorrectionForm, OutcomeForm
from cop.rights.queries.complaints import complaint_for, register_for, unsettled_of
from cop.rights.rules import complaints as rules
from cop.rights.service import complaints

bp = Blueprint("complaints", __name__)


@bp.route("/complaints", methods=["GET", "POST"])
@public
def complain() -> ResponseReturnValue:
    form = ComplaintForm(name=getattr(current_user, "name", ""), email=getattr(current_user, "email", ""))
    if request.method == "POST" and form.then(lambda: _complain(form)) is not None:
        return redirect(url_for(".thanks"), 303)
    can_read = policy.can_read_register(current_user)
    page = render_template("rights/complain.html", form=form, can_read=can_read)
    return page, 422 if form.problems else 200


@bp.get("/complaints/thanks")
@public
def thanks() -> ResponseReturnValue:
    return render_template("rights/thanks.html", days=rules.ACKNOWLEDGED_WITHIN.days)


@bp.get("/complaints/register")
def register() -> ResponseReturnValue:
    require(policy.can_read_register(current_user), "Only administrators read the register of complaints.")
    found, now = register_for(current_user), clock.now()
    return render_template("rights/register.html", complaints=found, rules=rules, names=NAMES, now=now)


@bp.route("/complaints/<int:complaint_id>", methods=["GET", "POST"])
def show(complaint_id: int) -> ResponseReturnValue:
    complaint, form, now = complaint_for(current_user, complaint_id), OutcomeForm(), clock.now()
    if request.method == "POST" and form.then(lambda: _settle(complaint_id, form)):
        flash(gettext("Recorded, and told to whoever asked."))
        return redirect(url_for(".register"), 303)
    told = {"complaint": complaint, "rules": rules, "names": NAMES, "now": now}
    return render_template("rights/complaint.html", form=form, **told), 422 if form.problems else 200


@bp.route("/people/me/corrections", methods=["GET", "POST"])
def correct() -> ResponseReturnValue:
    form = CorrectionForm()
    if request.method == "POST" and form.then(lambda: _ask(form)) is not None:
        flash(gettext("We have it. You get a mail that says so, and an answer within a month."))
        return redirect(url_for(".correct"), 303)
    waiting = unsettled_of(current_user)
    page = render_template("rights/correct.html", form=form, waiting=waiting, rules=rules, names=NAMES)
    return page, 422 if form.problems else 200


def _complain(form: ComplaintForm) -> int:
    now, by = clock.now(), current_user.id if current_user.is_authenticated else None
    tries: Tries = current_app.extensions["cop_tries"]
    tries.check_letter(network=network_of(request.remote_addr), at=now.timestamp())
    said = {"kind": form.kind.data, "name": form.name.data or "", "words": form.words.data or ""}
    return complaints.complain(**said, email=form.email.data or "", by=by, now=now)


def _ask(form: CorrectionForm) -> int:
    own = {"name": current_user.name, "email": current_user.email, "by": current_user.id}
    return complaints.complain(kind=form.kind.data, words=form.words.data or "", **own, now=clock.now())


def _settle(complaint_id: int, form: OutcomeForm) -> bool:
    complaints.settle(current_user, complaint_id, outcome=form.outcome.data or "", now=clock.now())
    return True
