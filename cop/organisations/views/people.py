"""Who belongs to an organisation: for who leads it, and of its leads for an administrator."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.days import asked_day, today
from cop.core.words import gettext
from cop.organisations import policy, queries, service
from cop.organisations.forms import ROLES, LeadForm, PersonForm, RoleForm

bp = Blueprint("people", __name__)


@bp.route("/organisations/<int:organisation_id>/people", methods=["GET", "POST"])
def index(organisation_id: int) -> ResponseReturnValue:
    form = PersonForm()
    if request.method == "POST" and form.then(lambda: _add(organisation_id, form)):
        flash(gettext("They belong to it now. Whether others see it is up to them."))
        return redirect(url_for(".index", organisation_id=organisation_id), 303)
    return _page(organisation_id, form=form, lead_form=LeadForm(formdata=None))


@bp.post("/organisations/<int:organisation_id>/leads")
def name_lead(organisation_id: int) -> ResponseReturnValue:
    form = LeadForm()
    if form.then(lambda: _name_lead(organisation_id, form)):
        flash(gettext("They lead it from now on."))
        return redirect(url_for(".index", organisation_id=organisation_id), 303)
    return _page(organisation_id, form=PersonForm(formdata=None), lead_form=form)


@bp.post("/organisations/memberships/<int:membership_id>/confirmations")
def confirm(membership_id: int) -> ResponseReturnValue:
    form = RoleForm()
    if not form.validate():
        abort(400)
    organisation_id = _organisation_of(membership_id)
    service.confirm(current_user, membership_id, role=form.role.data, today=today(clock.now()))
    return redirect(url_for(".index", organisation_id=organisation_id), 303)


@bp.post("/organisations/memberships/<int:membership_id>/descents")
def step_down(membership_id: int) -> ResponseReturnValue:
    organisation_id = _organisation_of(membership_id)
    service.step_down(current_user, membership_id, today=today(clock.now()))
    flash(gettext("They lead it no longer."))
    return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)


@bp.post("/organisations/memberships/<int:membership_id>/endings")
def leave(membership_id: int) -> ResponseReturnValue:
    whose = queries.membership_for(current_user, membership_id, on=today(clock.now()))
    own, organisation_id = whose.user_id == current_user.id, whose.organisation_id
    service.leave(current_user, membership_id, today=today(clock.now()))
    back = url_for("people.me") if own else url_for(".index", organisation_id=organisation_id)
    return redirect(back, 303)


@bp.post("/organisations/memberships/<int:membership_id>/showings")
def show(membership_id: int) -> ResponseReturnValue:
    shown = request.form.get("shown") == "yes"
    service.show(current_user, membership_id, shown=shown, today=today(clock.now()))
    return redirect(url_for("people.me"), 303)


def _page(organisation_id: int, **forms: Any) -> ResponseReturnValue:
    now, organisation = clock.now(), queries.organisation_for(current_user, organisation_id)
    require(policy.can_name_lead(current_user, organisation, on=today(now)), service.LEADS)
    can_lead, on = policy.can_lead(current_user, organisation, on=today(now)), asked_day(_asked(), now=now)
    page = render_template(
        "organisations/people.html",
        organisation=organisation,
        memberships=queries.everybody_of(organisation_id, on=on, leads_only=not can_lead),
        roles={choice.value: choice.label for choice in ROLES},
        can_lead=can_lead,
        on=on,
        today=today(now),
        **forms,
    )
    return page, 422 if any(form.problems for form in forms.values()) else 200


def _asked() -> str:
    return request.args.get("on", "")


def _organisation_of(membership_id: int) -> int:
    return queries.membership_for(current_user, membership_id, on=today(clock.now())).organisation_id


def _add(organisation_id: int, form: PersonForm) -> bool:
    email, role = form.email.data or "", form.role.data
    service.add_person(current_user, organisation_id, email=email, role=role, today=today(clock.now()))
    return True


def _name_lead(organisation_id: int, form: LeadForm) -> bool:
    service.name_lead(current_user, organisation_id, email=form.email.data or "", today=today(clock.now()))
    return True
