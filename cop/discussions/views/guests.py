"""Guests in a conversation: their page, and what they have next."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities.forms.guests import GuestForm
from cop.communities.service.guests import GIVE_SEATS
from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.discussions import policy, queries, service

bp = Blueprint("guests", __name__)


@bp.route("/threads/<int:thread_id>/guests", methods=["GET", "POST"])
def show(thread_id: int) -> ResponseReturnValue:
    thread = queries.thread_for(current_user, thread_id)
    require(policy.can_seat_guests(current_user, thread), GIVE_SEATS)
    trail = [(thread.title, url_for("discussions.show", thread_id=thread_id)), (gettext("Guests"), None)]
    at, form = url_for(".show", thread_id=thread_id), GuestForm.usual(now=clock.now())
    if request.method == "POST" and form.then(lambda: _give(thread_id, form)):
        flash(gettext("The seat is given, and a letter says so."))
        return redirect(at, 303)
    shown = {"trail": trail, "at": at, "guests": queries.guests_of(thread_id, now=clock.now())}
    return render_template("communities/guests.html", form=form, **shown), 422 if form.problems else 200


@bp.post("/threads/<int:thread_id>/guests/<int:user_id>/endings")
def end(thread_id: int, user_id: int) -> ResponseReturnValue:
    service.end_guest_seat(current_user, thread_id, person_id=user_id, now=clock.now())
    if user_id == current_user.id:
        flash(gettext("You are a guest there no longer."))
        return redirect("/", 303)
    flash(gettext("The seat is taken back."))
    return redirect(url_for(".show", thread_id=thread_id), 303)


def _give(thread_id: int, form: GuestForm) -> bool:
    service.seat_guest(current_user, thread_id, email=form.address, until=form.ends, now=clock.now())
    return True
