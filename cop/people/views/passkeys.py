"""The pages of passkeys: made and taken away under «You», and shown in the place of a password."""

from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import public
from cop.core.words import gettext
from cop.people import queries
from cop.people.forms import AddressForm, PasskeyForm, PasskeySignInForm, ProofForm, SignInForm
from cop.people.rules.paths import own_path
from cop.people.rules.tokens import Entry
from cop.people.service import passkeys as service
from cop.people.views.entering import browser, here, page, tried, tried_code, tries, welcome

bp = Blueprint("passkeys", __name__)

CHALLENGE = "challenge"
"""Where the form's cookie keeps which challenge this browser was asked with."""


@bp.post("/sign-in/passkeys/challenges")
@public
def ask_to_show() -> ResponseReturnValue:
    tries().check_challenge(network=here(), at=clock.now().timestamp())
    return _asked(*service.ask_to_show(now=clock.now()))


@bp.post("/sign-in/passkeys")
@public
def sign_in() -> ResponseReturnValue:
    form = PasskeySignInForm()
    if entry := form.then(lambda: _shown(form)):
        return welcome(entry, own_path(form.next.data))
    others = {"link_form": AddressForm(formdata=None), "passkey_form": form}
    return page("people/sign_in.html", SignInForm(formdata=None), **others)


@bp.get("/people/me/passkeys")
def show() -> ResponseReturnValue:
    return _drawn()


@bp.post("/people/me/passkeys/challenges")
def ask_to_make() -> ResponseReturnValue:
    return _asked(*service.ask_to_make(current_user, now=clock.now()))


@bp.post("/people/me/passkeys")
def keep() -> ResponseReturnValue:
    form = PasskeyForm()
    drawn = form.then(lambda: tried(current_user.email, lambda: _keep(form)))
    if drawn:
        return render_template("people/recovery_codes.html", codes=drawn, is_new=False)
    if drawn is not None:
        flash(gettext("You can sign in with it from now on."))
        return redirect(url_for(".show"), 303)
    return _drawn(new=form)


@bp.post("/people/me/passkeys/<int:passkey_id>/removals")
def take_away(passkey_id: int) -> ResponseReturnValue:
    queries.passkey_for(current_user, passkey_id)
    form = ProofForm(prefix=f"key-{passkey_id}")
    if form.then(lambda: tried_code(current_user.email, lambda: _take_away(passkey_id, form))):
        flash(gettext("Nobody comes in with it any more."))
        return redirect(url_for(".show"), 303)
    return _drawn(refused={passkey_id: form})


def _asked(challenge: str, asked: str) -> ResponseReturnValue:
    session[CHALLENGE] = challenge
    return current_app.response_class(asked, mimetype="application/json")


def _drawn(new: PasskeyForm | None = None, refused: dict[int, ProofForm] | None = None) -> ResponseReturnValue:
    own, refused = queries.passkeys_of(current_user), refused or {}
    removals = {each.id: refused.get(each.id) or ProofForm(prefix=f"key-{each.id}", formdata=None) for each in own}
    form = new or PasskeyForm(formdata=None)
    asks = queries.asks_for_password(current_user, g.sign_in_id, now=clock.now())
    drawn, status = page("people/passkeys.html", form, asks=asks, passkeys=own, removals=removals)
    return drawn, 422 if refused else status


def _keep(form: PasskeyForm) -> list[str]:
    told: dict[str, Any] = {"answer": form.answer.data, "name": form.name.data, "current": form.current.data}
    given = {name: value or "" for name, value in told.items()}
    challenge = session.pop(CHALLENGE, "")
    return service.keep(current_user, g.sign_in_id, challenge=challenge, **given, now=clock.now())


def _take_away(passkey_id: int, form: ProofForm) -> bool:
    service.take_away(current_user, passkey_id, proof=form.proof.data or "", now=clock.now())
    return True


def _shown(form: PasskeySignInForm) -> Entry:
    challenge = session.pop(CHALLENGE, "")
    return service.sign_in_with_passkey(form.answer.data or "", challenge=challenge, **browser())
