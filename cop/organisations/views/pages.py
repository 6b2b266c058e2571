"""The directory, a page for each organisation, and what its leads say of it."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock, panels
from cop.core.access import require
from cop.core.days import asked_day, today
from cop.core.words import gettext
from cop.organisations import policy, queries, service
from cop.organisations.forms import BelongForm, WordsForm
from cop.organisations.models import Organisation, OrganisationMembership
from cop.organisations.rules.kinds import KINDS

bp = Blueprint("organisations", __name__)

LONGEST_SEARCH = 100


@bp.get("/organisations")
def index() -> ResponseReturnValue:
    on, search = _day(), request.args.get("q", "")[:LONGEST_SEARCH].replace("\0", "").strip()
    kind = request.args.get("kind", "")
    asked: dict[str, Any] = {"on": on, "search": search, "kind": kind if kind in KINDS else ""}
    listing = queries.organisations_visible_to(current_user, page=request.args.get("page", 1, type=int), **asked)
    can_import = policy.can_import(current_user)
    return render_template(
        "organisations/index.html", listing=listing, kinds=KINDS, today=_today(), can_import=can_import, **asked
    )


@bp.get("/organisations/<int:organisation_id>")
def show(organisation_id: int) -> ResponseReturnValue:
    return _page(organisation_id, BelongForm(formdata=None, since=_today()))


@bp.post("/organisations/<int:organisation_id>/memberships")
def join(organisation_id: int) -> ResponseReturnValue:
    form = BelongForm()
    if form.then(lambda: _join(organisation_id, form)) is None:
        return _page(organisation_id, form), 422
    flash(gettext("Noted. Whoever leads it here can confirm it."))
    return redirect(url_for("people.me"), 303)


@bp.route("/organisations/<int:organisation_id>/words", methods=["GET", "POST"])
def words(organisation_id: int) -> ResponseReturnValue:
    organisation = _led(organisation_id)
    form = WordsForm(obj=organisation)
    if request.method == "POST" and form.then(lambda: _describe(organisation_id, form)):
        return redirect(url_for(".show", organisation_id=organisation_id), 303)
    organisation = _led(organisation_id)
    page = render_template("organisations/words.html", form=form, organisation=organisation)
    return page, 422 if form.problems else 200


def _led(organisation_id: int) -> Organisation:
    """Anew each time: a refused form lets go of all that was read before it."""
    organisation = queries.organisation_for(current_user, organisation_id)
    require(policy.can_lead(current_user, organisation, on=_today()), service.LEADS)
    return organisation


def _join(organisation_id: int, form: BelongForm) -> OrganisationMembership:
    since, until, shown = form.since.data or _today(), form.until.data, bool(form.shown.data)
    return service.join(current_user, organisation_id, since=since, until=until, shown=shown, today=_today())


def _describe(organisation_id: int, form: WordsForm) -> bool:
    said = {"can_share": form.can_share.data or "", "would_like_to_learn": form.would_like_to_learn.data or ""}
    service.describe(current_user, organisation_id, **said, today=_today())
    return True


def _page(organisation_id: int, form: BelongForm) -> str:
    on, organisation = _day(), queries.organisation_for(current_user, organisation_id)
    return render_template(
        "organisations/show.html",
        organisation=organisation,
        sentences=queries.sentences_of(organisation_id, on=on),
        people=queries.people_of(organisation_id, on=on),
        panels=panels.panels("organisation", current_user, subject=(organisation, on), now=clock.now()),
        form=form,
        on=on,
        today=_today(),
        most=queries.MOST_SHOWN,
        **_standing(organisation),
    )


def _standing(organisation: Organisation) -> dict[str, Any]:
    on = _today()
    return {
        "can_lead": policy.can_lead(current_user, organisation, on=on),
        "can_name_lead": policy.can_name_lead(current_user, organisation, on=on),
    }


def _day() -> date:
    return asked_day(request.args.get("on", ""), now=clock.now())


def _today() -> date:
    return today(clock.now())
