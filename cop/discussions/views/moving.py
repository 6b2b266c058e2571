"""Moving a conversation: its core group chooses among the spaces in which nobody reads it who does not read it now."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.discussions import policy, queries, service
from cop.discussions.forms import MoveForm
from cop.discussions.models import Thread
from cop.discussions.queries.moving import spaces_for

bp = Blueprint("moving", __name__)


@bp.route("/threads/<int:thread_id>/moves", methods=["GET", "POST"])
def show(thread_id: int) -> ResponseReturnValue:
    form = MoveForm.among(_choices(thread_id))
    if request.method == "POST" and (_moved := form.then(lambda: _move(thread_id, form))):
        flash(gettext("It is moved. Whoever wrote in it gets a letter that says so."))
        return redirect(url_for("discussions.show", thread_id=thread_id), 303)
    thread = queries.thread_for(current_user, thread_id)
    page = render_template("discussions/move.html", form=form, thread=thread, at=url_for(".show", thread_id=thread_id))
    return page, 422 if form.problems else 200


def _choices(thread_id: int) -> list[tuple[int, str]]:
    thread = queries.thread_for(current_user, thread_id)
    require(policy.can_move(current_user, thread), service.MOVES)
    return [(space.id, space.name) for space in spaces_for(current_user, thread)]


def _move(thread_id: int, form: MoveForm) -> Thread:
    reason = form.reason.data or ""
    return service.move(current_user, thread_id, space_id=form.space.data, reason=reason, now=clock.now())
