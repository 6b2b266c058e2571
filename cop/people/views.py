"""The pages of getting in, getting out, and being somebody."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.config import Settings
from cop.core import access, clock, languages, pages
from cop.core.access import public, require
from cop.core.errors import NotVisible
from cop.core.forms import Form
from cop.core.words import gettext
from cop.people import policy, queries, service
from cop.people.forms import AcceptForm, AddressForm, EntryForm, PasswordForm, ProfileForm, SignInForm
from cop.people.models import Invitation, User
from cop.people.rules.devices import device_in_words
from cop.people.rules.paths import own_path
from cop.people.rules.tokens import SIGN_IN_LASTS
from cop.people.rules.tries import Tries, network_of

bp = Blueprint("people", __name__)


@bp.record_once
def _count_tries(state: BlueprintSetupState) -> None:
    state.app.extensions["cop_tries"] = Tries()


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    form = SignInForm(next=request.args.get("next"))
    if request.method == "POST" and (token := form.then(lambda: _by_password(form))):
        return _welcome(token, own_path(form.next.data))
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(own_path(form.next.data), 303)
    return _page("people/sign_in.html", form, link_form=AddressForm(formdata=None))


@bp.post("/sign-in/links")
@public
def ask_for_link() -> ResponseReturnValue:
    form = AddressForm()
    if form.then(lambda: _ask(service.ask_for_link, form)):
        return redirect(url_for(".letter"), 303)
    return _page("people/sign_in.html", SignInForm(formdata=None), link_form=form)


@bp.get("/sign-in/letter")
@public
def letter() -> ResponseReturnValue:
    """The same page whether or not there is anybody to write to."""
    return render_template("people/letter.html")


@bp.route("/sign-in/links/<token>", methods=["GET", "POST"])
@public
def link(token: str) -> ResponseReturnValue:
    """Looking changes nothing, because mail scanners look; only the button signs in."""
    form = EntryForm()
    if request.method == "POST" and (opened := form.then(lambda: service.sign_in_by_link(token, **_browser()))):
        return _welcome(opened, own_path(request.args.get("next")))
    return _page("people/link.html", form, stands=queries.link_stands(token, now=clock.now()))


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    service.end_sign_in(current_user, g.sign_in_id, now=clock.now())
    session.clear()
    response = current_app.make_response(redirect("/", 303))
    response.delete_cookie(access.cookie_name(_settings()), path="/", secure=_settings().secure_cookies, httponly=True)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.route("/sign-up", methods=["GET", "POST"])
@public
def sign_up() -> ResponseReturnValue:
    form, is_open = AddressForm(), _settings().sign_up == "open"
    if request.method == "POST":
        require(is_open, "This place is by invitation: ask somebody who is here to invite you.")
        if form.then(lambda: _ask(service.ask_to_join, form)):
            return redirect(url_for(".letter"), 303)
    return _page("people/sign_up.html", form, is_open=is_open)


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> ResponseReturnValue:
    form = AcceptForm()
    if request.method == "POST" and (opened := form.then(lambda: _accept(token, form))):
        return _welcome(opened, own_path(request.args.get("next")))
    return _page("people/invitation.html", form, invitation=queries.open_invitation(token, now=clock.now()))


@bp.route("/people/invitations", methods=["GET", "POST"])
def invite() -> ResponseReturnValue:
    form = AddressForm()
    if request.method == "POST" and form.then(lambda: _invite(form)) is not None:
        flash(gettext("An invitation is on its way."))
        return redirect(url_for(".invite"), 303)
    return _page("people/invite.html", form)


@bp.route("/people/me", methods=["GET", "POST"])
def me() -> ResponseReturnValue:
    form = ProfileForm.of(current_user)
    if request.method == "POST" and (described := form.then(lambda: _describe(form))):
        with languages.speaking(described.locale):  # which may have been chosen just now
            flash(gettext("Saved."))
        return redirect(url_for(".me"), 303)
    return _page("people/me.html", form, panels=pages.panels("me", current_user, subject=current_user, now=clock.now()))


@bp.route("/people/me/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    form = PasswordForm()
    if request.method == "POST" and form.then(lambda: _change_password(form)):
        flash(gettext("Your password is changed, and you are signed out everywhere else."))
        return redirect(url_for(".sign_ins"), 303)
    asks = queries.asks_for_password(current_user, g.sign_in_id, now=clock.now())
    return _page("people/password.html", form, asks=asks)


@bp.get("/people/me/sign-ins")
def sign_ins() -> ResponseReturnValue:
    found = queries.sign_ins_of(current_user, first=g.sign_in_id, now=clock.now())
    return render_template("people/sign_ins.html", sign_ins=found, this=g.sign_in_id)


@bp.post("/people/me/sign-ins/<int:sign_in_id>/endings")
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    service.end_sign_in(current_user, sign_in_id, now=clock.now())
    return redirect(url_for(".sign_ins"), 303)


@bp.post("/people/me/sign-ins/endings")
def end_other_sign_ins() -> ResponseReturnValue:
    service.end_others(current_user, keep=g.sign_in_id, now=clock.now())
    return redirect(url_for(".sign_ins"), 303)


@bp.get("/people/<int:user_id>")
def show(user_id: int) -> ResponseReturnValue:
    person = queries.person_for(current_user, user_id)
    shown = pages.panels("profile", current_user, subject=person, now=clock.now())
    can_suspend = policy.can_suspend(current_user, person)
    return render_template("people/show.html", person=person, panels=shown, can_suspend=can_suspend)


@bp.post("/people/<int:user_id>/suspensions")
def suspend(user_id: int) -> ResponseReturnValue:
    service.suspend(current_user, user_id, now=clock.now())
    return redirect(url_for(".show", user_id=user_id), 303)


@bp.post("/people/<int:user_id>/restorations")
def restore(user_id: int) -> ResponseReturnValue:
    service.restore(current_user, user_id)
    return redirect(url_for(".show", user_id=user_id), 303)


@bp.get("/demo")
@public
def demo() -> ResponseReturnValue:
    if not _settings().demo:
        raise NotVisible
    return render_template("people/demo.html", people=queries.demo_people(), form=EntryForm())


@bp.post("/demo/<int:user_id>/sign-ins")
@public
def be_somebody(user_id: int) -> ResponseReturnValue:
    if not _settings().demo:
        raise NotVisible
    return _welcome(service.sign_in_as_demo_person(user_id, **_browser()), "/")


def _by_password(form: SignInForm) -> str:
    email, now = (form.email.data or "").strip().lower(), clock.now()
    _tries().check(email, network=network_of(request.remote_addr), at=now.timestamp())
    return service.sign_in_with_password(email, form.password.data or "", **_browser())


def _ask(asking: Callable[..., None], form: AddressForm) -> bool:
    now = clock.now()
    _tries().check_letter(network=network_of(request.remote_addr), at=now.timestamp())
    asking(form.email.data or "", language=languages.spoken().tag, now=now)
    return True


def _accept(token: str, form: AcceptForm) -> str:
    said = {"name": form.name.data, "time_zone": form.time_zone.data, "password": form.password.data or None}
    return service.accept(token, **said, device=_browser()["device"], now=clock.now())


def _invite(form: AddressForm) -> Invitation:
    return service.invite(current_user, form.email.data or "", now=clock.now())


def _describe(form: ProfileForm) -> User:
    return service.change_profile(current_user, **form.described())


def _change_password(form: PasswordForm) -> bool:
    given = {"current": form.current.data or "", "new": form.new.data or ""}
    _tries().check(current_user.email, network=network_of(request.remote_addr), at=clock.now().timestamp())
    service.change_password(current_user, g.sign_in_id, **given, now=clock.now())
    return True


def _welcome(token: str, path: str) -> Response:
    session.clear()  # a new person, a new CSRF token
    response = current_app.make_response(redirect(path, 303))
    response.set_cookie(
        access.cookie_name(_settings()),
        token,
        max_age=SIGN_IN_LASTS,
        path="/",
        secure=_settings().secure_cookies,
        httponly=True,
        samesite="Lax",
    )
    return response


def _page(template: str, form: Form, **values: object) -> tuple[str, int]:
    page = render_template(template, form=form, **values)
    wrong = any(each.problems for each in (form, *values.values()) if isinstance(each, Form))
    return page, 422 if wrong else 200


def _browser() -> dict[str, Any]:
    """What a new sign-in knows of this browser: its device in words, and the sign-in that it takes the place of."""
    current_user.is_authenticated  # noqa: B018  loads the person, and with them g.sign_in_id
    return {"device": device_in_words(request.user_agent.string), "replaces": g.get("sign_in_id"), "now": clock.now()}


def _tries() -> Tries:
    tries: Tries = current_app.extensions["cop_tries"]
    return tries


def _settings() -> Settings:
    settings: Settings = current_app.config["COP"]
    return settings
