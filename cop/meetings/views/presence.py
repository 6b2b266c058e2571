"""Coming in, letting in, and what to do when somebody does not come."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import dropouts, leaving, presence
from cop.meetings.views.page import back, carried_out, pressed

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


@bp.post("/departures")
def leave_early(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    leaving.leave_early(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/leaving-times")
def say_leaving(meeting_id: int) -> ResponseReturnValue:
    form = forms.LeavingForm()

    def action(_said: dict[str, Any]) -> object:
        return leaving.say_leaving(current_user, meeting_id, at=form.moment(now=clock.now()), now=clock.now())

    return carried_out(meeting_id, form, name="leaving", action=action)


@bp.post("/go-aheads")
def go_ahead(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    dropouts.go_ahead(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/waits")
def wait_longer(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    dropouts.wait_longer(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/postponements")
def put_off(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.MoveForm())
    dropouts.put_off(current_user, meeting_id, seen=form.seen.data, now=clock.now())
    return back(meeting_id)


@bp.post("/affirmations")
def affirm(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    presence.affirm(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


def _person() -> int:
    form = pressed(forms.PersonForm())
    return int(form.person.data)
