"""Forms: what every form of the product shares.

A form carries a key of its own. Its first arrival writes the key in the same transaction as the change, so that a
form sent twice, by a slow network or an impatient thumb, has one effect and leads to the same place.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import IO, Any, TypeVar

from flask import Flask, Request, Response, current_app, g, has_request_context, redirect, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.csrf import generate_csrf
from flask_wtf.form import _Auto
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.exc import IntegrityError
from wtforms import FieldList, FormField, HiddenField
from wtforms.fields.core import Field, UnboundField

from cop.core import clock
from cop.core.database import Transaction, db, transaction
from cop.core.errors import CopError, RuleBroken
from cop.core.models import FormReceipt
from cop.core.questions import Note
from cop.core.sentences import Sentences
from cop.core.words import said

VISITOR = 0
KEPT = timedelta(days=2)
SENTENCES = Sentences()
HOUR = 3600  # seconds
MOST_KNOWN = 1024  # browsers

csrf = CSRFProtect()
Result = TypeVar("Result")


def form_key() -> str:
    """A key for one form on one page."""
    return secrets.token_urlsafe(18)


class Sessions(SecureCookieSessionInterface):
    """Flask's sessions, which hold what forms are checked against. A signer is made once instead of twice a page, and
    a cookie's signature is checked once an hour."""

    def __init__(self, app: Flask) -> None:
        self._signer = super().get_signing_serializer(app)
        self._cookie = self.get_cookie_name(app)
        self._opened = lru_cache(maxsize=MOST_KNOWN)(self._open)  # what cannot be opened raises, and is not kept

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:  # noqa: ARG002  Flask's signature
        return self._signer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """What the cookie holds; nothing where there is none, or one that is not ours."""
        return self.session_class(self.held(app, request.cookies))

    def held(self, app: Flask, cookies: Mapping[str, str]) -> Mapping[str, Any]:
        """The same, of somebody's cookies."""
        try:
            return self._opened(cookies[self._cookie], time.time() // HOUR, app.permanent_session_lifetime)
        except (KeyError, BadSignature):
            return {}

    def _open(self, cookie: str, _hour: float, lifetime: timedelta) -> Mapping[str, Any]:
        held: Mapping[str, Any] = self._signer.loads(cookie, max_age=int(lifetime.total_seconds()))  # type: ignore[union-attr]
        return held


def csrf_token() -> str:
    """The token of this browser's forms. It has no end, so it is signed once and not once a page."""
    return token_of(session) or str(generate_csrf())


def token_of(held: Mapping[str, Any]) -> str:
    """The token of a browser whose cookie holds this; empty where it has none yet, and is to be given one."""
    known = held.get("csrf_token")
    return _signed(known, str(current_app.secret_key)) if known else ""


class AlreadyDone(CopError):
    """The form of this key was carried out before."""

    status = 303

    def __init__(self, key: str) -> None:
        super().__init__("That was already saved.")
        self.key = key


class Form(FlaskForm):
    """The parent of every form: CSRF token, key, kept input, and refusals shown where they belong."""

    key = HiddenField(default=form_key)

    class Meta(FlaskForm.Meta):
        """How fields are bound, and what they say that cannot be read."""

        def bind_field(self, form: Any, unbound_field: "UnboundField[Any]", options: dict[str, Any]) -> Field:
            """Drop NUL characters, which no person types and PostgreSQL refuses. Rows look after their own."""
            if not issubclass(unbound_field.field_class, (FieldList, FormField)):
                options["filters"] = (*unbound_field.kwargs.get("filters", ()), _without_nul)
            bound: Field = super().bind_field(form, unbound_field, options)
            return bound

        def get_translations(self, form: Any) -> Sentences:  # noqa: ARG002  WTForms' signature
            """Not the languages of WTForms: one of ours, whichever it is."""
            return SENTENCES

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:  # noqa: ARG002  WTForms' signature
            """Only what a form sends as text: a file or JSON in its place would be of a type that nobody expects."""
            if formdata is not _Auto:
                return formdata
            return request.form or None if request.method == "POST" else None

    def then(self, action: Callable[[], Result]) -> Result | None:
        """Carry out `action` if the input is fine. None when it is not, with the reasons kept for the page."""
        if not self.validate():
            return None
        try:
            return action()
        except RuleBroken as refusal:
            self.form_errors.append(said(refusal))
            return None

    @property
    def problems(self) -> Sequence[tuple[str | None, str]]:
        """Every problem as (id of the field or None, sentence), in the order of the page."""
        of_fields = [(field.id, str(error)) for field in self for error in _flat(field.errors)]
        return [*((None, str(error)) for error in self.form_errors), *of_fields]


def init_app(app: Flask) -> None:
    """Check CSRF on every write, and give every form one effect."""
    app.session_interface = Sessions(app)
    csrf.init_app(app)
    app.jinja_env.globals["form_key"] = form_key
    app.context_processor(lambda: {"csrf_token": csrf_token})  # after, and so instead of, Flask-WTF's own
    app.extensions["cop_preparations"].append(_claim_receipt)
    app.register_error_handler(AlreadyDone, _lead_to_the_same_place)

    @app.after_request
    def keep_location(response: Response) -> Response:
        if "claimed_key" in g and response.location:
            _note_location(g.pop("claimed_key"), response.location)
        return response


def forget_receipts_of(tx: Transaction, person_id: int) -> None:
    """Forget which forms this person has sent."""
    tx.session.execute(delete(FormReceipt).where(FormReceipt.person_id == person_id))


def forget_receipts(*, now: datetime) -> None:
    """Delete receipts of forms that nobody will send again."""
    with transaction() as tx:
        tx.session.execute(delete(FormReceipt).where(FormReceipt.created_at < now - KEPT))


def _claim_receipt(tx: Transaction) -> None:
    if not has_request_context() or request.method != "POST" or "form_key_was_claimed" in g:
        return
    if not request.form.get("key"):
        return
    key = _fingerprint()
    g.form_key_was_claimed = True
    tx.session.add(FormReceipt(key=key, person_id=_person_id(), created_at=clock.now()))
    try:
        tx.flush()
    except IntegrityError:
        raise AlreadyDone(key) from None
    g.claimed_key = key


@lru_cache(maxsize=MOST_KNOWN)
def _signed(token: str, secret: str) -> str:
    return str(URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(token))


def _fingerprint() -> str:
    """This very form: its key, where it went and what it said. A key that comes back with other words, as from a page
    that the browser kept, belongs to another form, and nothing written in it is lost."""
    said_in_it = sorted((name, value) for name, value in request.form.items(multi=True) if name != "csrf_token")
    files = sorted((name, each.filename, _length(each.stream)) for name, each in request.files.items(multi=True))
    return hashlib.sha256(repr((request.path, said_in_it, *files)).encode()).hexdigest()


def _length(file: IO[bytes]) -> int:
    """How long it is, wherever somebody has read to."""
    at = file.tell()
    length = file.seek(0, os.SEEK_END)
    file.seek(at)
    return length


def _where_it_led(key: str) -> str | None:
    """Where the first one led. It may be carried out already and still on its way to saying so: it gets a second.
    It says so in a transaction of its own, so whoever waits for it here must not hold the turn to write."""
    found = select(FormReceipt.location).where(FormReceipt.key == key, FormReceipt.person_id == _person_id())
    for _ in range(20):
        if location := db.session.scalar(found):
            return location
        db.session.rollback()
        time.sleep(0.05)
    return None


def _note_location(key: str, location: str) -> None:
    LED.write({"of": key, "by": _person_id(), "to": location})


def _lead_to_the_same_place(done: AlreadyDone) -> ResponseReturnValue:
    return redirect(_where_it_led(done.key) or "/", 303)


def _person_id() -> int:
    return int(current_user.id) if current_user.is_authenticated else VISITOR


def _without_nul(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value


def _flat(errors: Any) -> list[str]:
    found: list[str] = []
    for error in errors:
        found += _flat(error) if isinstance(error, (list, tuple)) else [error]
    return found


LED = Note(
    update(FormReceipt)
    .where(FormReceipt.key == bindparam("of"), FormReceipt.person_id == bindparam("by"))
    .values(location=bindparam("to"))
)
"""Where the first one led: not of the transaction that it was carried out in, which knows of no address."""
