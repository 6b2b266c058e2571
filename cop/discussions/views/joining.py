"""Joining a conversation to an earlier one: its core group chooses where nobody reads who does not read it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.discussions import policy, queries, service
from cop.discussions.forms import JoinForm
from cop.discussions.models import Thread
from cop.discussions.queries.joining import Joinable, joinable_with

bp = Blueprint("joining", __name__)


@bp.route("/threads/<int:thread_id>/joins", methods=["GET", "POST"])
def show(thread_id: int) -> ResponseReturnValue:
    among = _choices(thread_id)
    form = JoinForm.among([(each.id, each.title) for each in among])
    if request.method == "POST" and (into := form.then(lambda: _join(thread_id, form))):
        flash(gettext("They are one conversation now. Whoever wrote in the one that went gets a letter that says so."))
        return redirect(url_for("discussions.show", thread_id=into.id), 303)
    thread = queries.thread_for(current_user, thread_id)
    shown = {"thread": thread, "among": among, "at": url_for(".show", thread_id=thread_id)}
    return render_template("discussions/join.html", form=form, **shown), 422 if form.problems else 200


def _choices(thread_id: int) -> list[Joinable]:
    thread = queries.thread_for(current_user, thread_id)
    require(policy.can_move(current_user, thread), service.REGROUPS)
    return list(joinable_with(current_user, thread))


def _join(thread_id: int, form: JoinForm) -> Thread:
    reason = form.reason.data or ""
    return service.join(current_user, thread_id, into_id=form.into.data, reason=reason, now=clock.now())
