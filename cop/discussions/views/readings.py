"""How far somebody has read: said by their browser once they have, for them alone."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.discussions import service

bp = Blueprint("readings", __name__)


@bp.post("/threads/<int:thread_id>/readings")
def note(thread_id: int) -> ResponseReturnValue:
    said = {name: request.form.get(name, 0, type=int) for name in ("posts", "shape")}
    service.mark_read(current_user, thread_id, **said)
    return redirect(url_for("discussions.show", thread_id=thread_id), 303)
