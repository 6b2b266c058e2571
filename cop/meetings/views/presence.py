"""Coming in, and letting in."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import presence
from cop.meetings.views.page import back, pressed

bp = Blueprint("presence", __name__)


@bp.post("/arrivals")
def arrive(meeting_id: int) -> ResponseReturnValue:
    """One's own arrival, or that of the `person` named."""
    if "person" in request.form:
        presence.record_arrival(current_user, meeting_id, person_id=_person(), now=clock.now())
    else:
        pressed(forms.PressForm())
        presence.arrive(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/admissions")
def let_in(meeting_id: int) -> ResponseReturnValue:
    presence.let_in(current_user, meeting_id, person_id=_person(), now=clock.now())
    return back(meeting_id)


@bp.post("/affirmations")
def affirm(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    presence.affirm(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


def _person() -> int:
    form = pressed(forms.PersonForm())
    return int(form.person.data)
