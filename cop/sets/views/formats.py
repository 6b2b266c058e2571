"""How a set's meetings run: the running orders to choose from, and the one it makes its own."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.errors import NotVisible, RuleBroken
from cop.core.words import gettext, said
from cop.sets import policy, queries, rules, service
from cop.sets.forms import OwnFormatForm
from cop.sets.models import LearningSet
from cop.sets.rules.formats import Format
from cop.sets.service.formats import ONLY_FACILITATOR

bp = Blueprint("formats", __name__, url_prefix="/<int:set_id>/formats")


@bp.get("")
def index(set_id: int) -> ResponseReturnValue:
    learning_set = queries.set_for(current_user, set_id)
    found = queries.formats_for(learning_set)
    return render_template(
        "sets/formats.html", **_values(learning_set), formats=found,
        refusals={each.key: _refusal(each, learning_set) for each in found},
    )  # fmt: skip


@bp.post("")
def choose(set_id: int) -> ResponseReturnValue:
    key, minutes = request.form.get("format", ""), request.form.get("minutes", 0, type=int)
    service.choose_format(current_user, set_id, key=key, slot_minutes=minutes)
    flash(gettext("The meetings to come run like this. One that has begun keeps what it began with."))
    return redirect(url_for(".index", set_id=set_id), 303)


@bp.get("/<key>/copies/new")
def copy(set_id: int, key: str) -> ResponseReturnValue:
    learning_set = queries.set_for(current_user, set_id)
    found = next((each for each in queries.formats_for(learning_set) if each.key == key), None)
    if found is None:
        raise NotVisible
    length = found.fitting(learning_set.slot_minutes)
    return _own_page(learning_set, OwnFormatForm.of(found, slot_minutes=length))


@bp.post("/versions")
def write(set_id: int) -> ResponseReturnValue:
    form = OwnFormatForm()
    if form.then(lambda: service.write_format(current_user, set_id, now=clock.now(), **form.said())):
        flash(gettext("Written down as a new version. The meetings to come run like this."))
        return redirect(url_for(".index", set_id=set_id), 303)
    return _own_page(queries.set_for(current_user, set_id), form), 422


def _own_page(learning_set: LearningSet, form: OwnFormatForm) -> str:
    require(policy.can_facilitate(current_user, learning_set), ONLY_FACILITATOR)
    form.seen.data = str(_newest(learning_set.id))
    return render_template("sets/own_format.html", **_values(learning_set), form=form)


def _values(learning_set: LearningSet) -> dict[str, Any]:
    return {
        "set": learning_set,
        "running_order": queries.format_of(learning_set),
        "can_facilitate": policy.can_facilitate(current_user, learning_set),
    }


def _newest(set_id: int) -> int:
    own = queries.own_format_of(set_id)
    return own.version if own else 0


def _refusal(found: Format, learning_set: LearningSet) -> str:
    """Why the set cannot follow it as things stand; nothing when it can."""
    length = found.fitting(learning_set.slot_minutes)
    try:
        rules.check_fit(
            found, advice=queries.advice_in(learning_set.id) or found.advice, seats=learning_set.seats,
            meeting_minutes=learning_set.meeting_minutes, slot_minutes=length,
        )  # fmt: skip
    except RuleBroken as refusal:
        return said(refusal)
    return ""
