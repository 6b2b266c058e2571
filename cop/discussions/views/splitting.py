"""Splitting a conversation: its core group chooses the posts that go, and where nobody reads them who does not now."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.discussions import policy, queries, service
from cop.discussions.forms import SplitForm
from cop.discussions.models import Thread
from cop.discussions.queries.moving import spaces_for
from cop.discussions.queries.splitting import choosable_in

bp = Blueprint("splitting", __name__)


@bp.route("/threads/<int:thread_id>/splits", methods=["GET", "POST"])
def show(thread_id: int) -> ResponseReturnValue:
    form = SplitForm.among(_spaces(thread_id))
    if request.method == "POST" and (made := form.then(lambda: _split(thread_id, form))):
        flash(gettext("These posts are a conversation now. Whoever wrote them gets a letter that says so."))
        return redirect(url_for("discussions.show", thread_id=made.id), 303)
    thread = queries.thread_for(current_user, thread_id)
    shown = {"thread": thread, "posts": choosable_in(thread_id), "at": url_for(".show", thread_id=thread_id)}
    return render_template("discussions/split.html", form=form, **shown), 422 if form.problems else 200


def _spaces(thread_id: int) -> list[tuple[int, str]]:
    """Where they could go: where they are comes first, if whoever looks writes there."""
    thread = queries.thread_for(current_user, thread_id)
    require(policy.can_move(current_user, thread), service.REGROUPS)
    here = [(thread.space_id, gettext("%(space)s, where it is", space=thread.space.name))]
    return here + [(space.id, space.name) for space in spaces_for(current_user, thread)]


def _split(thread_id: int, form: SplitForm) -> Thread:
    told = {"title": form.title.data or "", "reason": form.reason.data or "", "space_id": form.space.data}
    return service.split(current_user, thread_id, posts=form.posts.data or (), now=clock.now(), **told)
