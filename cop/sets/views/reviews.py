"""A season as the set looks back on it: what each wrote who liked to, and the airtime of one that is over."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.words import gettext
from cop.sets import queries, rules
from cop.sets.forms.renewal import LookingBackForm
from cop.sets.models import LearningSet, SeasonAnswer
from cop.sets.service import reviews
from cop.sets.views.season import past_season_of

bp = Blueprint("reviews", __name__, url_prefix="/<int:set_id>/seasons/<int:season>")


@bp.get("")
def show(set_id: int, season: int) -> ResponseReturnValue:
    return _page(set_id, season)


@bp.post("/reviews")
def write(set_id: int, season: int) -> ResponseReturnValue:
    form, now = LookingBackForm(), clock.now()
    half, lines = form.half.data or "", form.lines

    def action() -> set[str]:
        return reviews.write_review(current_user, set_id, season=season, half=half, lines=lines, now=now)

    if form.then(action) is not None:
        flash(gettext("Written down. Everyone who sits in the set can read it."))
        return redirect(url_for(".show", set_id=set_id, season=season), 303)
    return _page(set_id, season, form), 422


def looked_back(learning_set: LearningSet, *, season: int) -> list[dict[str, Any]]:
    """What was said, review by review and prompt by prompt; only reviews in which somebody wrote something."""
    answers, prompts = queries.answers_in(current_user, learning_set, season=season), LookingBackForm.prompts()
    return [
        {"half": half, "prompts": [(words, _said(answers, half, prompt)) for prompt, words in prompts.items()]}
        for half in rules.HALVES
        if any(each.half == half for each in answers)
    ]


def _said(answers: Sequence[SeasonAnswer], half: str, prompt: str) -> list[tuple[str, str]]:
    return [(each.user.name, each.text) for each in answers if (each.half, each.prompt) == (half, prompt)]


def _page(set_id: int, season: int, form: LookingBackForm | None = None) -> str:
    learning_set = queries.set_for(current_user, set_id)
    dates = queries.season_for(current_user, learning_set, season=season)
    is_present = season == learning_set.season
    half = queries.open_review_in(learning_set, now=clock.now()) if is_present else None
    own = queries.own_answers(current_user, set_id, season=season, half=half or "")
    written: dict[str, Any] = {prompt: each.text for prompt, each in own.items()}
    return render_template(
        "sets/season.html", set=learning_set, number=season, dates=dates, half=half, is_present=is_present,
        form=form or LookingBackForm(formdata=None, data={"half": half, **written}),
        looked_back=looked_back(learning_set, season=season),
        season=None if is_present else past_season_of(learning_set, number=season),
    )  # fmt: skip
