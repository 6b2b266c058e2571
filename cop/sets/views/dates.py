"""The dates of a season: looked at by the set, changed by whoever facilitates."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from cop.core import clock, words
from cop.core.access import require
from cop.core.forms import Form
from cop.core.words import gettext, reader_zone
from cop.sets import policy, queries
from cop.sets.forms.season import DateForm, FewestForm, RotaForm
from cop.sets.models import LearningSet
from cop.sets.service import season

bp = Blueprint("dates", __name__, url_prefix="/<int:set_id>/dates")


@bp.get("")
def show(set_id: int) -> ResponseReturnValue:
    return _page(set_id)


@bp.post("")
def add(set_id: int) -> ResponseReturnValue:
    form = DateForm(prefix="new-")

    def action() -> object:
        return season.add_date(current_user, set_id, starts_at=form.moment, instead_of=form.instead_of, now=clock.now())

    return _done(set_id, form, "add", action)


@bp.post("/<int:date_id>/moments")
def move(set_id: int, date_id: int) -> ResponseReturnValue:
    form = DateForm(prefix=f"d{date_id}-")

    def action() -> bool:
        season.move_date(current_user, set_id, season_date_id=date_id, starts_at=form.moment, now=clock.now())
        return True

    return _done(set_id, form, f"move-{date_id}", action)


@bp.post("/<int:date_id>/cancellations")
def cancel(set_id: int, date_id: int) -> ResponseReturnValue:
    def action() -> bool:
        season.cancel_date(current_user, set_id, season_date_id=date_id, now=clock.now())
        return True

    return _done(set_id, Form(), "cancel", action)


@bp.post("/<int:date_id>/facilitators")
def name(set_id: int, date_id: int) -> ResponseReturnValue:
    form = RotaForm(prefix=f"d{date_id}-")

    def action() -> bool:
        chosen = form.person.data or 0
        season.name_for_date(current_user, set_id, season_date_id=date_id, person_id=chosen, now=clock.now())
        return True

    return _done(set_id, form, f"name-{date_id}", action)


@bp.post("/fewest")
def choose_fewest(set_id: int) -> ResponseReturnValue:
    form = FewestForm()

    def action() -> bool:
        season.choose_fewest(current_user, set_id, fewest=form.fewest.data or 0)
        return True

    return _done(set_id, form, "fewest", action)


def _done(set_id: int, form: Form, name: str, action: Any) -> ResponseReturnValue:
    """Carry it out and show the dates, or show them again with what is to be put right."""
    queries.set_for(current_user, set_id)
    if form.then(action):
        flash(gettext("Written down. The others are told by email that something is new."))
        return redirect(url_for("sets.dates.show", set_id=set_id), 303)
    return _page(set_id, **{name: form}), 422


def _page(set_id: int, **sent: Form) -> str:
    learning_set = queries.set_for(current_user, set_id)
    require(policy.can_facilitate(current_user, learning_set), season.ONLY)
    now = clock.now()
    to_come = [each for each in learning_set.dates if each.held_at is None and each.starts_at > now]
    forms: dict[str, Form] = {
        "add": DateForm(formdata=None, prefix="new-", data={"instead": request.args.get("instead", "")}),
        "fewest": FewestForm(formdata=None, data={"fewest": learning_set.fewest_members}),
        **{f"move-{each.id}": _moving(each) for each in to_come},
        **{f"name-{each.id}": _rota(learning_set, each) for each in to_come},
    }
    return render_template(
        "sets/dates.html", set=learning_set, to_come=to_come, changes=queries.changes_of(set_id), forms=forms | sent
    )


def _moving(date: Any) -> DateForm:
    at = date.starts_at.astimezone(words.zone(reader_zone()))
    return DateForm(formdata=None, prefix=f"d{date.id}-", data={"day": at.date(), "at": at.time()})


def _rota(learning_set: LearningSet, date: Any) -> RotaForm:
    whoever = SelectChoice(0, gettext("Whoever facilitates the set"))
    people = [SelectChoice(each.user_id, each.user.name) for each in learning_set.seated if each.user]
    form = RotaForm(formdata=None, prefix=f"d{date.id}-", data={"person": date.facilitator_id or 0})
    return form.offer([whoever, *people])
