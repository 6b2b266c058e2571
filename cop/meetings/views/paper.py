"""Around one table: what the facilitator's screen writes down for everybody."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import paper
from cop.meetings.views.page import back, carried_out, pressed

bp = Blueprint("paper", __name__, url_prefix="/table")


@bp.post("")
def sit_together(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    paper.sit_together(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/removals")
def sit_apart(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    paper.sit_apart(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/arrivals")
def receive(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    people = forms.people_in(request.form.getlist("person"))
    paper.receive(current_user, meeting_id, people=people, now=clock.now())
    return back(meeting_id)


@bp.post("/affirmations")
def affirm_together(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    paper.affirm_together(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/go-aheads")
def go_ahead_together(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    paper.go_ahead_together(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/bids")
def bid(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return paper.bid(current_user, meeting_id, person_id=said.pop("person"), **said, now=clock.now())

    return carried_out(meeting_id, forms.BidForForm(), name="bid_for", action=action)


@bp.post("/abstentions")
def abstain(meeting_id: int) -> ResponseReturnValue:
    paper.abstain(current_user, meeting_id, person_id=_person(), now=clock.now())
    return back(meeting_id)


@bp.post("/withdrawals")
def withdraw(meeting_id: int) -> ResponseReturnValue:
    paper.withdraw(current_user, meeting_id, person_id=_person(), now=clock.now())
    return back(meeting_id)


@bp.post("/passes")
def pass_turn(meeting_id: int) -> ResponseReturnValue:
    paper.pass_turn(current_user, meeting_id, person_id=_person(), now=clock.now())
    return back(meeting_id)


@bp.post("/hands")
def raise_hand(meeting_id: int) -> ResponseReturnValue:
    paper.raise_hand(current_user, meeting_id, person_id=_person(), now=clock.now())
    return back(meeting_id)


@bp.post("/early-ends")
def end_early(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.MoveForm())
    paper.end_early(current_user, meeting_id, seen=form.seen.data, now=clock.now())
    return back(meeting_id)


@bp.post("/commitments")
def commit(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return paper.commit(current_user, meeting_id, person_id=said.pop("person"), **said, now=clock.now())

    return carried_out(meeting_id, forms.CommitmentForForm(), name="commitment_for", action=action)


@bp.post("/reports")
def report(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return paper.report(current_user, meeting_id, commitment_id=said.pop("commitment"), **said, now=clock.now())

    return carried_out(meeting_id, forms.ReportForForm(), name="report_for", action=action)


def _person() -> int:
    form = pressed(forms.PersonForm())
    return int(form.person.data)
