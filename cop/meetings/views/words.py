"""Commitments."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import words
from cop.meetings.views.page import carried_out

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
