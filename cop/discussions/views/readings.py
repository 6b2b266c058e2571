"""How far somebody has read: said by their browser once they have, for them alone."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.discussions import service

bp = Blueprint("readings", __name__)


@bp.post("/threads/<int:thread_id>/readings")
def note(thread_id: int) -> ResponseReturnValue:
    service.mark_read(current_user, thread_id, posts=request.form.get("posts", 0, type=int))
    return redirect(url_for("discussions.show", thread_id=thread_id), 303)
