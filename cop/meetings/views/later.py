"""Ending later: asking the set, saying yes or no, and a nod around one table."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import later
from cop.meetings.views.page import back, pressed

bp = Blueprint("later", __name__)


@bp.post("/late-ends")
def ask(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.LaterForm())
    later.ask_later(current_user, meeting_id, minutes=form.minutes.data, seen=form.seen.data, now=clock.now())
    return back(meeting_id)


@bp.post("/late-ends/answers")
def answer(meeting_id: int) -> ResponseReturnValue:
    form, now = pressed(forms.LaterAnswerForm()), clock.now()
    said = {"yes": form.yes.data == "1", "minutes": form.minutes.data, "seen": form.seen.data}
    later.answer_later(current_user, meeting_id, **said, now=now)
    return back(meeting_id)


@bp.post("/late-ends/withdrawals")
def withdraw(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    later.withdraw_later(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/nods")
def nod(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.LaterForm())
    later.nod(current_user, meeting_id, minutes=form.minutes.data, seen=form.seen.data, now=clock.now())
    return back(meeting_id)
