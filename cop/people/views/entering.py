"""What every way in shares: where a try comes from, what a browser is given, and where it goes on."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, current_app, g, redirect, render_template, request, session, url_for
from flask_login import current_user

from cop.config import Settings
from cop.core import access, clock
from cop.core.forms import Form
from cop.people import queries, service
from cop.people.rules.devices import device_in_words
from cop.people.rules.tokens import DEVICE_KNOWN, SIGN_IN_LASTS, Entry
from cop.people.rules.tries import Tries, Whence, network_of

STEP = "step"
"""Where the form's cookie, which no script reads, keeps the token of a sign-in that waits for its second step."""

Result = TypeVar("Result")


def tried(account: str, attempt: Callable[[], Result]) -> Result:
    """Try to show that one is the owner of this account, unless that was tried too often. A right try costs nothing."""
    whence = _whence(account)
    tries().check(whence, at=clock.now().timestamp())
    result = attempt()
    tries().forgive(whence)
    return result


def tried_code(account: str, attempt: Callable[[], Result]) -> Result:
    """The same with a code."""
    whence = _whence(account)
    tries().check_code(whence, at=clock.now().timestamp())
    result = attempt()
    tries().forgive_code(whence)
    return result


def welcome(entry: Entry, path: str) -> Response:
    """Give the browser what it has earned, and lead it on: to the second step, if that is still to come."""
    session.clear()  # a new person, a new CSRF token
    if not entry.is_whole:
        session[STEP] = entry.token
        return current_app.make_response(redirect(url_for("people.second.ask", next=path), 303))
    response = current_app.make_response(redirect(path, 303))
    identity = access.identify(entry.token, now=clock.now())
    if identity is not None:
        known = service.recognise(identity.user.id, request.cookies.get(_device_cookie()), now=clock.now())
        _keep(response, _device_cookie(), known, max_age=DEVICE_KNOWN)
    _keep(response, access.cookie_name(settings()), entry.token, max_age=SIGN_IN_LASTS)
    return response


def page(template: str, form: Form, **values: object) -> tuple[str, int]:
    """A page with its forms; 422 where one of them was refused."""
    drawn = render_template(template, form=form, **values)
    wrong = any(each.problems for each in (form, *values.values()) if isinstance(each, Form))
    return drawn, 422 if wrong else 200


def browser() -> dict[str, Any]:
    """What a new sign-in knows of this browser: its device in words, and the sign-in that it takes the place of."""
    current_user.is_authenticated  # noqa: B018  loads the person, and with them g.sign_in_id
    return {"device": device_in_words(request.user_agent.string), "replaces": g.get("sign_in_id"), "now": clock.now()}


def here() -> str:
    """The network that asks."""
    return network_of(request.remote_addr)


def tries() -> Tries:
    """How often things were tried in this process."""
    counted: Tries = current_app.extensions["cop_tries"]
    return counted


def settings() -> Settings:
    """How this installation runs."""
    found: Settings = current_app.config["COP"]
    return found


def _whence(account: str) -> Whence:
    token = request.cookies.get(_device_cookie())
    device = queries.known_device(token, email=account, now=clock.now()) if token else None
    return Whence(account, here(), device)


def _device_cookie() -> str:
    return f"{access.cookie_name(settings())}-device"


def _keep(response: Response, name: str, value: str, *, max_age: Any) -> None:
    secure = settings().secure_cookies
    response.set_cookie(name, value, max_age=max_age, path="/", secure=secure, httponly=True, samesite="Lax")
