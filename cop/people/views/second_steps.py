"""The pages of the second step: set up and looked after under «You», and asked for when somebody signs in."""

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock, seals
from cop.core.access import public
from cop.core.pages import Next
from cop.core.panels import Panel
from cop.core.words import gettext
from cop.people import queries
from cop.people.forms import CodeForm, PasskeySignInForm, ProofForm, StartForm
from cop.people.models import Authenticator, User
from cop.people.rules import codes
from cop.people.rules.paths import own_path
from cop.people.rules.tokens import Entry
from cop.people.service import second_steps as service
from cop.people.views.entering import STEP, browser, page, settings, tried, tried_code, welcome

bp = Blueprint("second", __name__)


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
def ask() -> ResponseReturnValue:
    """Whoever comes here without a first step begins with that."""
    form = CodeForm(next=request.args.get("next"))
    waiting = queries.step_of(session.get(STEP, ""), now=clock.now())
    if waiting is None:
        return redirect(url_for("people.sign_in", next=form.next.data), 303)
    email = queries.email_of(waiting.user_id)
    if request.method == "POST" and (entry := form.then(lambda: tried_code(email, lambda: _finish(form)))):
        return welcome(entry, own_path(form.next.data))
    return page("people/code.html", form, passkey_form=PasskeySignInForm(formdata=None, next=form.next.data))


@bp.get("/people/me/second-step")
def show() -> ResponseReturnValue:
    return _drawn()


@bp.post("/people/me/second-step/beginnings")
def begin() -> ResponseReturnValue:
    form = StartForm()
    if form.then(lambda: tried(current_user.email, lambda: _begin(form))):
        return redirect(url_for(".show"), 303)
    return _drawn(start=form)


@bp.post("/people/me/second-step/confirmations")
def confirm() -> ResponseReturnValue:
    form = CodeForm()
    if drawn := form.then(lambda: tried_code(current_user.email, lambda: _confirm(form))):
        return render_template("people/recovery_codes.html", codes=drawn, is_new=True)
    return _drawn(confirmation=form)


@bp.post("/people/me/second-step/recovery-codes")
def draw_recovery_codes() -> ResponseReturnValue:
    form = ProofForm(prefix="codes")
    if drawn := form.then(lambda: tried_code(current_user.email, lambda: _draw_codes(form))):
        return render_template("people/recovery_codes.html", codes=drawn, is_new=False)
    return _drawn(anew=form)


@bp.post("/people/me/second-step/endings")
def switch_off() -> ResponseReturnValue:
    form = ProofForm(prefix="off")
    if form.then(lambda: tried_code(current_user.email, lambda: _switch_off(form))):
        flash(gettext("Your second step is switched off."))
        return redirect(url_for(".show"), 303)
    return _drawn(off=form)


def next_for(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:  # noqa: ARG001  as all are asked
    """An administrator who came in without a second step is told what waits for it."""
    if community_id is not None or not viewer.must_prove:
        return []
    return [asks_for_it(gettext("What you do as an administrator waits for it."))]


def asks_for_it(detail: str) -> Next:
    """One line of «Next for you»."""
    return Next(
        title=gettext("Set up a second step"),
        url=url_for("people.second.show"),
        button=gettext("Set it up"),
        detail=detail,
    )


def _refused(viewer: User, _subject: None, *, now: datetime) -> Mapping[str, Any] | None:  # noqa: ARG001  as all are asked
    return {} if viewer.must_prove else None


PANELS = [Panel("refused", 10, "people/_must_prove.html", _refused)]


def _drawn(**refused: Any) -> ResponseReturnValue:
    app = queries.authenticator_of(current_user)
    forms = {
        "start": StartForm(formdata=None),
        "confirmation": CodeForm(formdata=None),
        "anew": ProofForm(prefix="codes", formdata=None),
        "off": ProofForm(prefix="off", formdata=None),
    }
    asks = queries.asks_for_password(current_user, g.sign_in_id, now=clock.now())
    left, has_one = queries.recovery_codes_left(current_user), queries.has_second_step(current_user.id)
    values = {"asks": asks, "app": app, "secret": _secret(app), "left": left, "has_one": has_one}
    form = next(iter(refused.values()), forms["start"])
    return page("people/second_step.html", form, **{**forms, **refused}, **values)


def _secret(app: Authenticator | None) -> dict[str, Any] | None:
    """What is shown of a secret until a first code confirms it: its picture, and the words for typing it."""
    if app is None or app.confirmed_at or isinstance(app.secret, seals.Unread):
        return None
    place = f"Cop ({urlsplit(settings().public_url).hostname})"
    address = codes.address_for_apps(app.secret, person=current_user.email, place=place)
    return {"words": codes.in_groups(app.secret), **_picture(address)}


def _picture(address: str) -> dict[str, Any]:
    """The dark squares as one path. Whoever draws it weighs 600 KiB, and is fetched when a first picture is drawn."""
    rows = [list(row) for row in import_module("segno").make(address, error="m").matrix]
    dark = ((x, y) for y, row in enumerate(rows) for x, sign in enumerate(row) if sign)
    return {"path": "".join(f"M{x} {y}h1v1h-1z" for x, y in dark), "size": len(rows)}


def _begin(form: StartForm) -> bool:
    service.begin(current_user, g.sign_in_id, current=form.current.data or "", now=clock.now())
    return True


def _confirm(form: CodeForm) -> list[str]:
    return service.confirm(current_user, g.sign_in_id, code=form.code.data or "", now=clock.now())


def _draw_codes(form: ProofForm) -> list[str]:
    return service.draw_recovery_codes(current_user, proof=form.proof.data or "", now=clock.now())


def _switch_off(form: ProofForm) -> bool:
    service.switch_off(current_user, proof=form.proof.data or "", now=clock.now())
    return True


def _finish(form: CodeForm) -> Entry:
    return service.finish(session.get(STEP, ""), form.code.data or "", **browser())
