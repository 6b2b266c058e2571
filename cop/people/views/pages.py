"""The pages of getting in, getting out, and being somebody."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import access, clock, languages, panels
from cop.core.access import public, require
from cop.core.errors import NotVisible
from cop.core.words import gettext
from cop.people import policy, queries, service
from cop.people.forms import (
    AcceptForm,
    AddressForm,
    EntryForm,
    PasskeySignInForm,
    PasswordForm,
    ProfileForm,
    SignInForm,
)
from cop.people.models import Invitation, User
from cop.people.rules.paths import own_path
from cop.people.rules.tokens import Entry
from cop.people.rules.tries import Tries
from cop.people.views.entering import browser, here, page, settings, tried, tries, welcome

bp = Blueprint("people", __name__)


@bp.record_once
def _count_tries(state: BlueprintSetupState) -> None:
    state.app.extensions["cop_tries"] = Tries()
    state.app.extensions["cop_tried"] = tried  # for what asks for proof elsewhere: nobody imports an edge


@bp.app_context_processor
def _name_of_another_place() -> dict[str, str]:
    return {"sso_name": settings().oidc_name if settings().oidc_issuer else ""}


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    form = SignInForm(next=request.args.get("next"))
    if request.method == "POST" and (token := form.then(lambda: _by_password(form))):
        return welcome(token, own_path(form.next.data))
    if request.method == "GET" and current_user.is_authenticated:
        return redirect(own_path(form.next.data), 303)
    others = {"link_form": AddressForm(formdata=None), "passkey_form": PasskeySignInForm(next=form.next.data)}
    return page("people/sign_in.html", form, **others)


@bp.post("/sign-in/links")
@public
def ask_for_link() -> ResponseReturnValue:
    form = AddressForm()
    if form.then(lambda: _ask(service.ask_for_link, form)):
        return redirect(url_for(".letter"), 303)
    others = {"link_form": form, "passkey_form": PasskeySignInForm(formdata=None)}
    return page("people/sign_in.html", SignInForm(formdata=None), **others)


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
    if request.method == "POST" and (opened := form.then(lambda: service.sign_in_by_link(token, **browser()))):
        return welcome(opened, own_path(request.args.get("next")))
    return page("people/link.html", form, stands=queries.link_stands(token, now=clock.now()))


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    service.end_sign_in(current_user, g.sign_in_id, now=clock.now())
    session.clear()
    response = current_app.make_response(redirect("/", 303))
    response.delete_cookie(access.cookie_name(settings()), path="/", secure=settings().secure_cookies, httponly=True)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.route("/sign-up", methods=["GET", "POST"])
@public
def sign_up() -> ResponseReturnValue:
    form, is_open = AddressForm(), settings().sign_up == "open"
    if request.method == "POST":
        require(is_open, "This place is by invitation: ask somebody who is here to invite you.")
        if form.then(lambda: _ask(service.ask_to_join, form)):
            return redirect(url_for(".letter"), 303)
    return page("people/sign_up.html", form, is_open=is_open)


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> ResponseReturnValue:
    form = AcceptForm()
    if request.method == "POST" and (opened := form.then(lambda: _accept(token, form))):
        return welcome(opened, own_path(request.args.get("next")))
    return page("people/invitation.html", form, invitation=queries.open_invitation(token, now=clock.now()))


@bp.route("/people/invitations", methods=["GET", "POST"])
def invite() -> ResponseReturnValue:
    form = AddressForm()
    if request.method == "POST" and form.then(lambda: _invite(form)) is not None:
        flash(gettext("An invitation is on its way."))
        return redirect(url_for(".invite"), 303)
    return page("people/invite.html", form)


@bp.route("/people/me", methods=["GET", "POST"])
def me() -> ResponseReturnValue:
    form = ProfileForm.of(current_user)
    if request.method == "POST" and (described := form.then(lambda: _describe(form))):
        with languages.speaking(described.locale):  # which may have been chosen just now
            flash(gettext("Saved."))
        return redirect(url_for(".me"), 303)
    return page("people/me.html", form, panels=panels.panels("me", current_user, subject=current_user, now=clock.now()))


@bp.route("/people/me/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    form = PasswordForm()
    if request.method == "POST" and form.then(lambda: _change_password(form)):
        flash(gettext("Your password is changed, and you are signed out everywhere else."))
        return redirect(url_for(".sign_ins"), 303)
    asks = queries.asks_for_password(current_user, g.sign_in_id, now=clock.now())
    return page("people/password.html", form, asks=asks)


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
    shown = panels.panels("profile", current_user, subject=person, now=clock.now())
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
    if not settings().demo:
        raise NotVisible
    return render_template("people/demo.html", people=queries.demo_people(), form=EntryForm())


@bp.post("/demo/<int:user_id>/sign-ins")
@public
def be_somebody(user_id: int) -> ResponseReturnValue:
    if not settings().demo:
        raise NotVisible
    return welcome(service.sign_in_as_demo_person(user_id, **browser()), "/")


def _by_password(form: SignInForm) -> Entry:
    email = (form.email.data or "").strip().lower()
    return tried(email, lambda: service.sign_in_with_password(email, form.password.data or "", **browser()))


def _ask(asking: Callable[..., None], form: AddressForm) -> bool:
    now = clock.now()
    tries().check_letter(network=here(), at=now.timestamp())
    asking(form.email.data or "", language=languages.spoken().tag, now=now)
    return True


def _accept(token: str, form: AcceptForm) -> Entry:
    said = {"name": form.name.data, "time_zone": form.time_zone.data, "password": form.password.data or None}
    return service.accept(token, **said, device=browser()["device"], now=clock.now())


def _invite(form: AddressForm) -> Invitation:
    return service.invite(current_user, form.email.data or "", now=clock.now())


def _describe(form: ProfileForm) -> User:
    return service.change_profile(current_user, **form.described())


def _change_password(form: PasswordForm) -> bool:
    given = {"current": form.current.data or "", "new": form.new.data or ""}
    change = partial(service.change_password, current_user, g.sign_in_id, **given, now=clock.now())
    tried(current_user.email, change)
    return True
