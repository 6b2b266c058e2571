"""The pages of organisations, as of any day."""

from datetime import date, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.pages import Panel
from cop.core.words import gettext, reader_zone, zone
from cop.organisations import queries, service
from cop.organisations.forms import BelongForm
from cop.organisations.models import OrganisationMembership
from cop.people.models import User

bp = Blueprint("organisations", __name__, url_prefix="/organisations")

LONGEST_SEARCH = 100


@bp.get("")
def index() -> ResponseReturnValue:
    on, search = _asked_day(), request.args.get("q", "")[:LONGEST_SEARCH].replace("\0", "").strip()
    page = request.args.get("page", 1, type=int)
    listing = queries.organisations_visible_to(current_user, on=on, search=search, page=page)
    return render_template("organisations/index.html", listing=listing, on=on, search=search, today=_today())


@bp.get("/<int:organisation_id>")
def show(organisation_id: int) -> ResponseReturnValue:
    return _page(organisation_id, BelongForm(formdata=None, since=_today()))


@bp.post("/<int:organisation_id>/memberships")
def join(organisation_id: int) -> ResponseReturnValue:
    form = BelongForm()
    if form.then(lambda: _join(organisation_id, form)) is None:
        return _page(organisation_id, form), 422
    flash(gettext("Noted: others see it on your page."))
    return redirect(url_for("people.me"), 303)


@bp.post("/memberships/<int:membership_id>/endings")
def leave(membership_id: int) -> ResponseReturnValue:
    service.leave(current_user, membership_id, today=_today())
    return redirect(url_for("people.me"), 303)


def _load_mine(viewer: User, _person: object, *, now: datetime) -> dict[str, object]:
    return {"memberships": queries.memberships_of(viewer.id), "today": _day_of(now)}


def _load_of_person(_viewer: object, person: User, *, now: datetime) -> dict[str, object] | None:
    found = queries.memberships_of(person.id, on=_day_of(now))
    return {"organisations": [each.organisation for each in found]} if found else None


panels = [
    Panel("me", 10, "organisations/_mine.html", _load_mine),
    Panel("profile", 10, "organisations/_of_person.html", _load_of_person),
]


def _join(organisation_id: int, form: BelongForm) -> OrganisationMembership:
    today = _today()
    since, until = form.since.data or today, form.until.data
    return service.join(current_user, organisation_id, since=since, until=until, today=today)


def _page(organisation_id: int, form: BelongForm) -> str:
    on = _asked_day()
    return render_template(
        "organisations/show.html",
        organisation=queries.organisation_for(current_user, organisation_id),
        parts=queries.parts_of(organisation_id, on=on),
        wholes=queries.wholes_of(organisation_id, on=on),
        people=queries.people_of(organisation_id, on=on),
        form=form,
        on=on,
        most=queries.MOST_SHOWN,
    )


def _asked_day() -> date:
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return _today()


def _today() -> date:
    return _day_of(clock.now())


def _day_of(now: datetime) -> date:
    """The day where the reader is."""
    return now.astimezone(zone(reader_zone())).date()
