"""What a page asks before it gives everything, or takes everything away."""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app, g
from flask_login import current_user

from cop.core import clock
from cop.people.queries import proof_asked
from cop.rights.forms.own import ProofForm

Result = TypeVar("Result")


def asked() -> str:
    """Nothing, a password, or a new link."""
    return proof_asked(current_user, g.sign_in_id, now=clock.now())


def given(form: ProofForm, act: Callable[..., Result]) -> Result:
    """Do what needs proof, with the proof that was typed, unless that was tried too often."""
    shown = {"password": form.password.data or "", "now": clock.now()}
    tried: Callable[[str, Callable[[], Result]], Result] = current_app.extensions["cop_tried"]
    return tried(current_user.email, lambda: act(current_user, g.sign_in_id, **shown))
