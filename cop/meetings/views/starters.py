"""How a set asks: the page of its starters and of the coach, which belongs to the set rather than to one meeting."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core.words import gettext
from cop.meetings.forms import PressForm, blank
from cop.meetings.forms import tray as forms
from cop.meetings.queries import asking_of, starters_of
from cop.meetings.rules.tray import PHASES
from cop.meetings.service import starters
from cop.meetings.views.page import REFUSED, pressed
from cop.sets import policy as sets_policy
from cop.sets.queries import set_for

bp = Blueprint("starters", __name__, url_prefix="/sets/<int:set_id>/questions")


@bp.get("")
def show(set_id: int) -> ResponseReturnValue:
    return _page(set_id, None)


@bp.post("")
def write(set_id: int) -> ResponseReturnValue:
    form = forms.StartersForm()
    texts: dict[str, str] = {phase: form[phase].data or "" for phase in PHASES}

    def save() -> bool:
        starters.write_starters(current_user, set_id, starters=texts, seen=form.seen.data or 0)
        return True

    if form.then(save) is None:
        return _page(set_id, form), REFUSED
    flash(gettext("Kept. These are the starters of your set from now on."))
    return _back(set_id)


@bp.post("/resets")
def reset(set_id: int) -> ResponseReturnValue:
    pressed(PressForm())
    starters.reset_starters(current_user, set_id)
    flash(gettext("The starters are as they were in the beginning."))
    return _back(set_id)


@bp.post("/coach")
def switch_coach(set_id: int) -> ResponseReturnValue:
    form = pressed(forms.CoachForm())
    starters.switch_coach(current_user, set_id, on=form.coach.data == "yes")
    flash(gettext("The coach helps from now on.") if form.coach.data == "yes" else gettext("The coach stays away."))
    return _back(set_id)


def _page(set_id: int, sent: forms.StartersForm | None) -> str:
    learning_set, asking = set_for(current_user, set_id), asking_of(set_id)
    form = sent or blank(forms.StartersForm)
    form.seen.data = asking.version
    return render_template(
        "meetings/starters.html", set=learning_set, own=starters_of(set_id), asking=asking, sent=sent,
        form=form,
        coach=blank(forms.CoachForm, data={"coach": "yes" if asking.coach else "no"}),
        can_facilitate=sets_policy.can_facilitate(current_user, learning_set),
    )  # fmt: skip


def _back(set_id: int) -> ResponseReturnValue:
    return redirect(url_for("starters.show", set_id=set_id), 303)
