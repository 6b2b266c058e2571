"""The tray, and what a presenter does with a question. Every change leads back to where it was made, or to the tray."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.forms import Form
from cop.meetings.forms import PressForm
from cop.meetings.forms import tray as forms
from cop.meetings.service import marks, tray
from cop.meetings.views.page import back, pressed, tray_page

bp = Blueprint("trays", __name__)


@bp.post("/writings")
def write(meeting_id: int) -> ResponseReturnValue:
    form = forms.WritingForm()
    return _done(meeting_id, form, lambda: tray.write(current_user, meeting_id, **_said(form, "seen", "rest")))


@bp.post("/beginnings")
def begin_with(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.StarterForm())
    tray.begin_with(current_user, meeting_id, text=form.text.data)
    return _back_to_tray(meeting_id)


@bp.post("/questions")
def keep_question(meeting_id: int) -> ResponseReturnValue:
    form = forms.QuestionForm()
    return _done(meeting_id, form, lambda: tray.keep_question(current_user, meeting_id, **_said(form, "seen")))


@bp.post("/queued-questions")
def ask_written(meeting_id: int) -> ResponseReturnValue:
    form, now = forms.QuestionForm(), clock.now()

    def ask() -> None:
        looked = form.seen.data or 0
        tray.ask_written(current_user, meeting_id, looked=looked, now=now, **_said(form))

    return _done(meeting_id, form, ask)


@bp.post("/questions/<int:question_id>/changes")
def change_question(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(PressForm())
    tray.change_question(current_user, meeting_id, question_id=question_id)
    return _back_to_tray(meeting_id)


@bp.post("/questions/<int:question_id>/askings")
def ask_in_turn(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(PressForm())
    tray.ask_in_turn(current_user, meeting_id, question_id=question_id, now=clock.now())
    return _back_to_tray(meeting_id)


@bp.post("/questions/<int:question_id>/keepings")
def keep_for_later(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(PressForm())
    tray.keep_for_later(current_user, meeting_id, question_id=question_id)
    return _back_to_tray(meeting_id)


@bp.post("/questions/<int:question_id>/withdrawals")
def take_back(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(PressForm())
    tray.take_back(current_user, meeting_id, question_id=question_id)
    return back(meeting_id)


@bp.post("/questions/<int:question_id>/removals")
def drop_question(meeting_id: int, question_id: int) -> ResponseReturnValue:
    pressed(PressForm())
    tray.drop_question(current_user, meeting_id, question_id=question_id)
    return _back_to_tray(meeting_id)


@bp.post("/questions/<int:question_id>/answers")
def answer(meeting_id: int, question_id: int) -> ResponseReturnValue:
    form = pressed(forms.AnswerForm())
    marks.answer(current_user, meeting_id, question_id=question_id, how=form.how.data, now=clock.now())
    return back(meeting_id)


@bp.post("/questions/<int:question_id>/marks")
def mark(meeting_id: int, question_id: int) -> ResponseReturnValue:
    form = pressed(forms.MarkForm())
    on = form.on.data == "yes"
    marks.mark(current_user, meeting_id, question_id=question_id, mark=form.mark.data, on=on)
    return back(meeting_id)


@bp.post("/coachings")
def bring_coach_back(meeting_id: int) -> ResponseReturnValue:
    pressed(PressForm())
    tray.bring_coach_back(current_user, meeting_id)
    return _back_to_tray(meeting_id)


def _done(meeting_id: int, form: Form, action: Callable[[], object]) -> ResponseReturnValue:
    done = form.then(lambda: (action(),))
    return tray_page(meeting_id, form) if done is None else _back_to_tray(meeting_id)


def _said(form: Any, *more: str) -> dict[str, Any]:
    """What the service is told of a form; words and numbers that were not sent at all are empty."""
    empty: dict[str, Any] = {"text": "", "page": "", "turn": 0, "seen": 0, "rest": ""}
    return {name: form[name].data or empty[name] for name in ("text", "page", "turn", *more)}


def _back_to_tray(meeting_id: int) -> ResponseReturnValue:
    return redirect(url_for("meetings.tray", meeting_id=meeting_id), 303)
