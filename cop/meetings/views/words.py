"""Commitments, and the tray."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import words
from cop.meetings.views.page import back, carried_out, pressed

bp = Blueprint("words", __name__)


@bp.post("/commitments")
def commit(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return words.commit(current_user, meeting_id, **said, now=clock.now())

    return carried_out(meeting_id, forms.CommitmentForm(), name="commitment", action=action)


@bp.post("/reports")
def report(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return words.report(current_user, meeting_id, commitment_id=said.pop("commitment"), **said, now=clock.now())

    return carried_out(meeting_id, forms.ReportForm(), name="report", action=action)


@bp.post("/skips")
def skip(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return words.skip(
            current_user, meeting_id, commitment_id=said["commitment"], reason=said["reason"], now=clock.now()
        )

    return carried_out(meeting_id, forms.SkipForm(), name="skip", action=action)


@bp.post("/questions")
def keep_question(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return words.keep_question(current_user, meeting_id, **said)

    return carried_out(meeting_id, forms.QuestionForm(), name="question", action=action)


@bp.post("/questions/<int:question_id>")
def change_question(meeting_id: int, question_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return words.change_question(current_user, meeting_id, question_id=question_id, **said, now=clock.now())

    return carried_out(meeting_id, forms.QuestionForm(), name="question", action=action)


@bp.post("/questions/<int:question_id>/removals")
def drop_question(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    words.drop_question(current_user, meeting_id, question_id=question_id, now=clock.now())
    return back(meeting_id)


@bp.post("/questions/<int:question_id>/askings")
def ask_in_turn(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    words.ask_in_turn(current_user, meeting_id, question_id=question_id, now=clock.now())
    return back(meeting_id)


@bp.post("/questions/<int:question_id>/keepings")
def keep_for_later(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    words.keep_for_later(current_user, meeting_id, question_id=question_id, now=clock.now())
    return back(meeting_id)
