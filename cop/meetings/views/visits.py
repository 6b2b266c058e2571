"""Asking somebody to look on at a meeting; and the page of whoever does, which needs a link and no account."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import public
from cop.core.words import gettext
from cop.meetings import forms
from cop.meetings.queries.staging import stage_of_visitor
from cop.meetings.queries.visits import meeting_visited, visitor_for
from cop.meetings.service import visits
from cop.meetings.views.page import back, carried_out, pressed

asking = Blueprint("visits", __name__, url_prefix="/visitors")
bp = Blueprint("visit", __name__, url_prefix="/visits/<token>")


@asking.post("")
def ask(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        visits.ask_visitor(current_user, meeting_id, **said, now=clock.now())
        flash(gettext("They have been sent a link that works while the meeting runs, once the set lets them look on."))
        return True

    return carried_out(meeting_id, forms.VisitorForm(), name="visitor", action=action)


@asking.post("/<int:visitor_id>/answers")
def answer(meeting_id: int, visitor_id: int) -> ResponseReturnValue:
    form = pressed(forms.VoiceForm())
    visits.answer_visitor(current_user, meeting_id, visitor_id=visitor_id, yes=form.yes.data == "1", now=clock.now())
    return back(meeting_id)


@asking.post("/<int:visitor_id>/removals")
def send_away(meeting_id: int, visitor_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    visits.send_visitor_away(current_user, meeting_id, visitor_id=visitor_id, now=clock.now())
    return back(meeting_id)


@bp.get("")
@public
def show(token: str) -> ResponseReturnValue:
    if "sign_in" in request.args and not current_user.is_authenticated:
        return redirect(url_for("people.sign_in", next=url_for("visit.show", token=token)), 303)
    return render_template("meetings/visit.html", **_seen_by(token))


@bp.get("/stage")
@public
def stage(token: str) -> ResponseReturnValue:
    return render_template("meetings/_visit.html", **_seen_by(token))


def _seen_by(token: str) -> dict[str, Any]:
    now = clock.now()
    visitor = visitor_for(current_user.id if current_user.is_authenticated else None, token)
    meeting = meeting_visited(visitor, now=now)
    stage = stage_of_visitor(visitor, meeting, now=now) if meeting is not None else None
    return {"stage": stage, "token": token, "forms": {}, "ms": lambda moment: int(moment.timestamp() * 1000)}
