"""Turns and hands, and asking for a slot."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.service import floor, order
from cop.meetings.views.page import back, carried_out, pressed

bp = Blueprint("floor", __name__)


@bp.post("/turns")
def hand_on(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.TurnForm())
    floor.hand_on(current_user, meeting_id, holder=form.holder.data, now=clock.now())
    return back(meeting_id)


@bp.post("/passes")
def pass_turn(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    floor.pass_turn(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/hands")
def raise_hand(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    floor.raise_hand(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/lowered-hands")
def lower_hand(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    floor.lower_hand(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/follow-ups")
def follow_up(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.TurnForm())
    floor.follow_up(current_user, meeting_id, holder=form.holder.data, now=clock.now())
    return back(meeting_id)


@bp.post("/askings")
def choose_asking(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.AskingForm())
    floor.choose_asking(current_user, meeting_id, asking=form.asking.data, now=clock.now())
    return back(meeting_id)


@bp.post("/floors")
def give_floor(meeting_id: int) -> ResponseReturnValue:
    form = pressed(forms.PersonForm())
    floor.give_floor(current_user, meeting_id, person_id=form.person.data, now=clock.now())
    return back(meeting_id)


@bp.post("/bids")
def bid(meeting_id: int) -> ResponseReturnValue:
    def action(said: dict[str, Any]) -> object:
        return order.bid(current_user, meeting_id, **said, now=clock.now())

    return carried_out(meeting_id, forms.BidForm(), name="bid", action=action)


@bp.post("/abstentions")
def abstain(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    order.abstain(current_user, meeting_id, now=clock.now())
    return back(meeting_id)


@bp.post("/withdrawals")
def withdraw(meeting_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    order.withdraw(current_user, meeting_id, now=clock.now())
    return back(meeting_id)
