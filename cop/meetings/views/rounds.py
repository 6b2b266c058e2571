"""A round of a gathering in the browser: opened on the page of its space, and moved as a meeting is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import exists

from cop.communities.models import Space
from cop.communities.queries import audience_of_space
from cop.core import clock, pages
from cop.core.errors import CopError, NotAllowed, NotVisible, RuleBroken, Stale
from cop.core.panels import SUBJECT, Panel
from cop.meetings import forms
from cop.meetings.forms.rounds import RoundForm
from cop.meetings.models.rounds import Round
from cop.meetings.policy import rounds as policy
from cop.meetings.queries.rounds import open_rounds_in, round_stage_for
from cop.meetings.service import rounds
from cop.meetings.views.page import pressed, told_of
from cop.sets.rules.formats import ROUNDS

bp = Blueprint("rounds", __name__)


@bp.post("/spaces/<int:space_id>/rounds")
def open_round(space_id: int) -> ResponseReturnValue:
    form = pressed(RoundForm())
    return _back(rounds.open_round(current_user, space_id, kind=form.kind.data, now=clock.now()).id)


@bp.get("/rounds/<int:round_id>")
def show(round_id: int) -> ResponseReturnValue:
    return _page(round_id)


@bp.get("/rounds/<int:round_id>/stage")
def stage(round_id: int) -> ResponseReturnValue:
    here = round_stage_for(current_user, round_id, now=clock.now())
    return render_template("meetings/rounds/_stage.html", stage=here, ms=_ms)


@bp.post("/rounds/<int:round_id>/arrivals")
def come_in(round_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    rounds.come_in(current_user, round_id, now=clock.now())
    return _back(round_id)


@bp.post("/rounds/<int:round_id>/departures")
def go(round_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    rounds.go(current_user, round_id, now=clock.now())
    return _back(round_id)


@bp.post("/rounds/<int:round_id>/starts")
def begin(round_id: int) -> ResponseReturnValue:
    form = pressed(forms.MoveForm())
    rounds.begin(current_user, round_id, seen=form.seen.data, now=clock.now())
    return _back(round_id)


@bp.post("/rounds/<int:round_id>/advances")
def move_on(round_id: int) -> ResponseReturnValue:
    form = pressed(forms.MoveForm())
    rounds.move_on(current_user, round_id, seen=form.seen.data, now=clock.now())
    return _back(round_id)


@bp.post("/rounds/<int:round_id>/turns")
def hand_on(round_id: int) -> ResponseReturnValue:
    form = pressed(forms.TurnForm())
    rounds.hand_on(current_user, round_id, holder=form.holder.data, now=clock.now())
    return _back(round_id)


@bp.post("/rounds/<int:round_id>/passes")
def pass_turn(round_id: int) -> ResponseReturnValue:
    pressed(forms.PressForm())
    rounds.pass_turn(current_user, round_id, now=clock.now())
    return _back(round_id)


@bp.post("/rounds/<int:round_id>/finishes")
def finish(round_id: int) -> ResponseReturnValue:
    form = pressed(forms.MoveForm())
    rounds.finish(current_user, round_id, seen=form.seen.data, now=clock.now())
    return _back(round_id)


@bp.post("/rounds/<int:round_id>/keepers")
def give_keeping(round_id: int) -> ResponseReturnValue:
    form = pressed(forms.PersonForm())
    rounds.give_keeping(current_user, round_id, person_id=form.person.data, now=clock.now())
    return _back(round_id)


def space_rounds(viewer: Any, space: Space, *, now: datetime, is_there: bool) -> Mapping[str, Any] | None:
    """The open rounds of a space, and the buttons that open another."""
    del now
    if not policy.can_look_on(viewer, space):
        return None
    found, can_gather = open_rounds_in(space.id) if is_there else [], policy.can_gather(viewer, space)
    if not found and not can_gather:
        return None
    return {"space": space, "rounds": found, "can_gather": can_gather, "kinds": list(ROUNDS.values())}


OPEN_ROUND = exists().where(Round.space_id == SUBJECT, Round.ended_at.is_(None))
PANELS = [Panel("space", 10, "meetings/rounds/_space.html", space_rounds, OPEN_ROUND)]


def refused(refusal: CopError) -> ResponseReturnValue:
    """A press that came too late, or that the round as it is now has no place for."""
    round_id = (request.view_args or {}).get("round_id")
    if round_id is None:
        return pages.refused(refusal)
    try:
        return _page(round_id, refusal), refusal.status
    except NotVisible as hidden:
        return pages.refused(hidden)


for _kind in (Stale, RuleBroken, NotAllowed):
    bp.register_error_handler(_kind, refused)


def _page(round_id: int, refusal: CopError | None = None) -> str:
    here, told = round_stage_for(current_user, round_id, now=clock.now()), told_of(refusal) if refusal else None
    readers = audience_of_space(here.round.space_id, on=here.now.date())
    return render_template("meetings/rounds/show.html", stage=here, refusal=told, readers=readers, ms=_ms)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _back(round_id: int) -> ResponseReturnValue:
    return redirect(url_for("rounds.show", round_id=round_id), 303)
