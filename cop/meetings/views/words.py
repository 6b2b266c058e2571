"""Commitments, and the tray."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.forms import Form
from cop.meetings import forms
from cop.meetings.service import words
from cop.meetings.views.page import back, carried_out, pressed

bp = Blueprint("words", __name__)
OWN_FIELDS = frozenset({"key", "csrf_token"})


@bp.post("/commitments")
def commit(meeting_id: int) -> ResponseReturnValue:
    form, now = forms.CommitmentForm(), clock.now()
    return carried_out(
        meeting_id, "commitment", form, lambda: words.commit(current_user, meeting_id, **_said(form), now=now)
    )


@bp.post("/reports")
def report(meeting_id: int) -> ResponseReturnValue:
    form, now = forms.ReportForm(), clock.now()

    def action() -> object:
        said = _said(form)
        return words.report(current_user, meeting_id, said.pop("commitment"), **said, now=now)

    return carried_out(meeting_id, "report", form, action)


@bp.post("/skips")
def skip(meeting_id: int) -> ResponseReturnValue:
    form, now = forms.SkipForm(), clock.now()

    def action() -> object:
        return words.skip(current_user, meeting_id, form.commitment.data, reason=form.reason.data, now=now)

    return carried_out(meeting_id, "skip", form, action)


@bp.post("/questions")
def keep_question(meeting_id: int) -> ResponseReturnValue:
    form, now = forms.QuestionForm(), clock.now()
    return carried_out(
        meeting_id, "question", form, lambda: words.keep_question(current_user, meeting_id, text=form.text.data, now=now)
    )


@bp.post("/questions/<int:question_id>")
def change_question(meeting_id: int, question_id: int) -> ResponseReturnValue:
    form, now = forms.QuestionForm(), clock.now()

    def action() -> object:
        return words.change_question(current_user, meeting_id, question_id, text=form.text.data, now=now)

    return carried_out(meeting_id, "question", form, action)


@bp.post("/questions/<int:question_id>/removals")
def drop_question(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    words.drop_question(current_user, meeting_id, question_id, now=clock.now())
    return back(meeting_id)


@bp.post("/questions/<int:question_id>/askings")
def ask_in_turn(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    words.ask_in_turn(current_user, meeting_id, question_id, now=clock.now())
    return back(meeting_id)


@bp.post("/questions/<int:question_id>/keepings")
def keep_for_later(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    words.keep_for_later(current_user, meeting_id, question_id, now=clock.now())
    return back(meeting_id)


def _said(form: Form) -> dict[str, Any]:
    return {name: value for name, value in form.data.items() if name not in OWN_FIELDS}
