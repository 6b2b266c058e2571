"""Forms: what every form of the product shares.

A form carries a key of its own. Its first arrival writes the key in the same transaction as the change, so that a
form sent twice, by a slow network or an impatient thumb, has one effect and leads to the same place.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from flask import Flask, Response, g, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf import CSRFProtect, FlaskForm
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from wtforms import HiddenField
from wtforms.fields.core import Field, UnboundField

from cop.core import clock
from cop.core.database import Transaction, db, transaction
from cop.core.errors import CopError, RuleBroken
from cop.core.models import FormReceipt
from cop.core.words import said

LONGEST_KEY = 64
VISITOR = 0

csrf = CSRFProtect()
Result = TypeVar("Result")


def form_key() -> str:
    """A key for one form on one page."""
    return secrets.token_urlsafe(18)


class AlreadyDone(CopError):
    """This very form was carried out before; `location` is where it led, when that is known."""

    status = 303

    def __init__(self, location: str | None) -> None:
        super().__init__("That was already saved.")
        self.location = location


class Form(FlaskForm):
    """The parent of every form: CSRF token, key, kept input, and refusals shown where they belong."""

    key = HiddenField(default=form_key)

    class Meta(FlaskForm.Meta):
        """How fields are bound."""

        def bind_field(self, form: Any, unbound_field: "UnboundField[Any]", options: dict[str, Any]) -> Field:
            """Drop NUL characters, which no person types and PostgreSQL refuses."""
            options["filters"] = (*unbound_field.kwargs.get("filters", ()), _without_nul)
            bound: Field = super().bind_field(form, unbound_field, options)
            return bound

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
    app.config["WTF_I18N_ENABLED"] = False  # every sentence of a form is our own, and translated with the rest
    csrf.init_app(app)
    app.jinja_env.globals["form_key"] = form_key
    app.extensions["cop_preparations"].append(_claim_receipt)
    app.register_error_handler(AlreadyDone, _lead_to_the_same_place)

    @app.after_request
    def keep_location(response: Response) -> Response:
        if "claimed_key" in g and response.location:
            _note_location(g.pop("claimed_key"), response.location)
        return response


def forget_receipts(*, before: datetime) -> None:
    """Delete receipts of forms that nobody will send again."""
    with transaction() as tx:
        tx.session.execute(delete(FormReceipt).where(FormReceipt.created_at < before))


def _claim_receipt(tx: Transaction) -> None:
    if not has_request_context() or request.method != "POST" or "form_key_was_claimed" in g:
        return
    key = request.form.get("key", "")[:LONGEST_KEY].replace("\0", "")
    if not key:
        return
    g.form_key_was_claimed = True
    person_id = _person_id()
    tx.session.add(FormReceipt(key=key, person_id=person_id, created_at=clock.now()))
    try:
        tx.flush()
    except IntegrityError:
        tx.session.rollback()
        found = select(FormReceipt.location).where(FormReceipt.key == key, FormReceipt.person_id == person_id)
        raise AlreadyDone(db.session.scalar(found)) from None
    g.claimed_key = key


def _note_location(key: str, location: str) -> None:
    own = (FormReceipt.key == key, FormReceipt.person_id == _person_id())
    with transaction() as tx:
        tx.session.execute(update(FormReceipt).where(*own).values(location=location))


def _lead_to_the_same_place(done: AlreadyDone) -> ResponseReturnValue:
    return redirect(done.location or request.path, 303)


def _person_id() -> int:
    return int(current_user.id) if current_user.is_authenticated else VISITOR


def _without_nul(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value


def _flat(errors: Any) -> list[str]:
    found: list[str] = []
    for error in errors:
        found += _flat(error) if isinstance(error, (list, tuple)) else [error]
    return found
