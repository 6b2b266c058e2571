"""What a set that is under way says to somebody who is asked to join."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.sets import service

bp = Blueprint("newcomers", __name__, url_prefix="/<int:set_id>/seats/<int:seat_id>")


@bp.post("/answers")
def answer(set_id: int, seat_id: int) -> ResponseReturnValue:
    yes = request.form.get("yes") == "1"
    service.answer_newcomer(current_user, set_id, seat_id=seat_id, yes=yes, now=clock.now())
    return redirect(url_for("sets.show", set_id=set_id, _anchor="newcomers"), 303)
