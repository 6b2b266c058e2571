"""What a presenter says they will do, written down by the facilitator, and the presenter's answer."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import heard
from cop.meetings.views.page import back, carried_out, pressed

bp = Blueprint("heard", __name__, url_prefix="/heard")


@bp.post("")
def write_down(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return heard.write_down(current_user, meeting_id, person_id=said.pop("person"), **said, now=clock.now())

    return carried_out(meeting_id, forms.CommitmentForForm(), name="heard", action=action)


@bp.post("/<int:heard_id>/confirmations")
def make_own(meeting_id: int, heard_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    heard.make_own(current_user, meeting_id, heard_id=heard_id, now=clock.now())
    return back(meeting_id)


@bp.post("/<int:heard_id>/wordings")
def put_otherwise(meeting_id: int, heard_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return heard.put_otherwise(current_user, meeting_id, heard_id=heard_id, **said, now=clock.now())

    return carried_out(meeting_id, forms.CommitmentForm(), name=f"wording-{heard_id}", action=action)


@bp.post("/<int:heard_id>/removals")
def let_go(meeting_id: int, heard_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    heard.let_go(current_user, meeting_id, heard_id=heard_id, now=clock.now())
    return back(meeting_id)
