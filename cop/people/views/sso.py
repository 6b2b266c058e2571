"""Signing in through another place: the way there and back, and the page that connects it with an account."""

from dataclasses import astuple

from flask import Blueprint, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock, sso
from cop.core.access import public
from cop.core.errors import NotVisible
from cop.core.words import gettext
from cop.people import queries
from cop.people.forms import StartForm
from cop.people.rules.paths import own_path
from cop.people.service import passwords
from cop.people.service import sso as service
from cop.people.views.entering import browser, page, settings, tried, welcome

bp = Blueprint("sso", __name__)

TRIP, CONNECTS = "trip", "connects"


@bp.before_request
def _is_here() -> None:
    """Nothing of this is there unless the installation names another place."""
    if not settings().oidc_issuer:
        raise NotVisible


@bp.get("/sign-in/sso")
@public
def leave() -> ResponseReturnValue:
    """What is remembered stays in the browser, signed: nothing is written here."""
    trip = sso.new_trip()
    session[TRIP] = [*astuple(trip), own_path(request.args.get("next"))]
    session.pop(CONNECTS, None)
    return redirect(sso.way_there(trip), 303)


@bp.get("/sign-in/sso/back")
@public
def come_back() -> ResponseReturnValue:
    """A trip is over with the first answer, whatever it is. It is for whoever began it, and as they began it."""
    *kept, path = session.pop(TRIP, [""])
    connects = session.pop(CONNECTS, None)
    holder = sso.holder(sso.Trip(*kept) if kept else None, request.args, now=clock.now())
    if connects is None:
        return welcome(service.sign_in_through(holder, **browser()), path)
    if not current_user.is_authenticated or connects != g.sign_in_id:
        return redirect(url_for("people.sign_in"), 303)
    service.connect(current_user, holder, now=clock.now())
    flash(gettext("You can come in through there from now on."))
    return redirect(url_for(".show"), 303)


@bp.get("/people/me/sso")
def show() -> ResponseReturnValue:
    return _drawn(StartForm(formdata=None))


@bp.post("/people/me/sso/connections")
def connect() -> ResponseReturnValue:
    form = StartForm()
    if form.then(lambda: tried(current_user.email, lambda: _is_owner(form))):
        trip = sso.new_trip()
        session[TRIP], session[CONNECTS] = [*astuple(trip), "/"], g.sign_in_id
        return redirect(sso.way_there(trip), 303)
    return _drawn(form)


@bp.post("/people/me/sso/<int:identity_id>/endings")
def disconnect(identity_id: int) -> ResponseReturnValue:
    service.disconnect(current_user, identity_id, now=clock.now())
    return redirect(url_for(".show"), 303)


def _drawn(form: StartForm) -> ResponseReturnValue:
    asks = queries.asks_for_password(current_user, g.sign_in_id, now=clock.now())
    return page("people/sso.html", form, asks=asks, identities=queries.identities_of(current_user))


def _is_owner(form: StartForm) -> bool:
    passwords.check_current(current_user, g.sign_in_id, current=form.current.data or "", now=clock.now())
    return True
