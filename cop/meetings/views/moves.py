"""Moving a meeting on, holding it, ending it."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import moves, order
from cop.meetings.views.page import back, carried_out, pressed

bp = Blueprint("moves", __name__)


@bp.post("/starts")
def start(meeting_id: int) -> ResponseReturnValue:
    moves.start(current_user, meeting_id, seen=_seen(), now=clock.now())
    return back(meeting_id)


@bp.post("/advances")
def advance(meeting_id: int) -> ResponseReturnValue:
    moves.advance(current_user, meeting_id, seen=_seen(), now=clock.now())
    return back(meeting_id)


@bp.post("/pauses")
def pause(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.PauseForm())
    moves.pause(current_user, meeting_id, reason=form.why.data, now=clock.now())
    return back(meeting_id)


@bp.post("/silences")
def silence(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.SilenceForm())
    moves.silence(current_user, meeting_id, seconds=form.seconds.data, now=clock.now())
    return back(meeting_id)


@bp.post("/process-stops")
def stop_the_process(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    moves.stop_the_process(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/resumptions")
def resume(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    moves.resume(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/extensions")
def extend(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.ExtendForm())
    moves.extend(
        current_user,
        meeting_id,
        minutes=form.minutes.data,
        source=form.source.data,
        seen=form.seen.data,
        now=clock.now(),
    )
    return back(meeting_id)


@bp.post("/time-requests")
def want_more(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    moves.want_more(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/early-ends")
def end_early(meeting_id: int) -> ResponseReturnValue:
    moves.end_early(current_user, meeting_id, seen=_seen(), now=clock.now())
    return back(meeting_id)


@bp.post("/returns")
def return_to_clarify(meeting_id: int) -> ResponseReturnValue:
    moves.return_to_clarify(current_user, meeting_id, seen=_seen(), now=clock.now())
    return back(meeting_id)


@bp.post("/swaps")
def swap(meeting_id: int) -> ResponseReturnValue:
    moves.swap(current_user, meeting_id, seen=_seen(), now=clock.now())
    return back(meeting_id)


@bp.post("/orders")
def agree(meeting_id: int) -> ResponseReturnValue:
    sent = request.form.getlist("place")
    form, presenters = forms.OrderForm(), forms.people_in(sent)
    form.places = forms.places_in(sent)

    def action(said: dict[str, Any]) -> object:
        return order.agree(current_user, meeting_id, presenters=presenters, **said, now=clock.now())

    return carried_out(meeting_id, form, name="order", action=action)


@bp.post("/closings")
def close(meeting_id: int) -> ResponseReturnValue:
    moves.close(current_user, meeting_id, seen=_seen(), now=clock.now())
    return back(meeting_id)


@bp.post("/abandonments")
def abandon(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return moves.abandon(current_user, meeting_id, **said, now=clock.now())

    return carried_out(meeting_id, forms.AbandonForm(), name="abandon", action=action)


def _seen() -> int:
    form = pressed(forms.MoveForm())
    return int(form.seen.data)
