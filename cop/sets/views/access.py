"""Who opened a set, and how it ends: looked at by everybody who sits in it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.words import gettext
from cop.sets import policy, queries
from cop.sets.forms.ending import ClosingForm
from cop.sets.queries import access, closing
from cop.sets.rules.closing import emptied_after
from cop.sets.service import closing as service

bp = Blueprint("access", __name__, url_prefix="/<int:set_id>")


@bp.get("/access")
def show(set_id: int) -> ResponseReturnValue:
    learning_set = queries.set_for(current_user, set_id)
    return render_template(
        "sets/access.html", set=learning_set, lines=access.access_lines_of(set_id), is_whole=access.is_whole(set_id)
    )


@bp.get("/closing")
def ending(set_id: int) -> ResponseReturnValue:
    return _page(set_id, ClosingForm())


@bp.post("/closings")
def announce(set_id: int) -> ResponseReturnValue:
    form = ClosingForm()

    def action() -> bool:
        service.announce_closing(current_user, set_id, months=form.months.data or 0, now=clock.now())
        return True

    if form.then(action):
        flash(gettext("Announced. The others are told, and may ask for more time."))
        return redirect(url_for(".ending", set_id=set_id), 303)
    return _page(set_id, form), 422


@bp.post("/closings/objections")
def object_to(set_id: int) -> ResponseReturnValue:
    service.object_to_closing(current_user, set_id, now=clock.now())
    flash(gettext("There are two weeks more to talk about it."))
    return redirect(url_for(".ending", set_id=set_id), 303)


@bp.post("/closings/removals")
def take_back(set_id: int) -> ResponseReturnValue:
    service.take_closing_back(current_user, set_id, now=clock.now())
    flash(gettext("Taken back: the set goes on."))
    return redirect(url_for(".ending", set_id=set_id), 303)


def _page(set_id: int, form: ClosingForm) -> str:
    learning_set, found = queries.set_for(current_user, set_id), closing.closing_of(set_id)
    ended = found.closed_at if found else None
    return render_template(
        "sets/closing.html", set=learning_set, form=form, closing=found,
        can_facilitate=policy.can_facilitate(current_user, learning_set),
        may_object=current_user.id not in closing.objected_in(set_id),
        emptied_at=emptied_after(ended, months=found.months) if found and ended else None,
    )  # fmt: skip
