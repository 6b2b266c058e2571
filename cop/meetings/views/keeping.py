"""From the tray into one's challenge."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import keeping
from cop.meetings.views.page import back, pressed

bp = Blueprint("keeping", __name__)


@bp.post("/kept-questions")
def keep_what_made_me_think(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    keeping.keep_what_made_me_think(current_user, meeting_id, now=clock.now())
    return back(meeting_id)
