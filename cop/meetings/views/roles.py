"""Handing the meeting over, standing in, keeping the time."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import roles
from cop.meetings.views.page import back, pressed

bp = Blueprint("roles", __name__)


@bp.post("/handovers")
def offer(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.PersonForm())
    roles.offer(current_user, meeting_id, person_id=form.person.data, now=clock.now())
    return back(meeting_id)


@bp.post("/handovers/withdrawals")
def withdraw_offer(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    roles.withdraw_offer(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/handovers/acceptances")
def accept(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    roles.accept(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/handovers/refusals")
def decline(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    roles.decline(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/stand-ins")
def stand_in(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    roles.stand_in(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/timekeepers")
def name_timekeeper(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.PersonForm())
    roles.name_timekeeper(current_user, meeting_id, person_id=form.person.data, now=clock.now())
    return back(meeting_id)
