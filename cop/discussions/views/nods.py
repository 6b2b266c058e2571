"""What is said to a post in one press."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.discussions import service
from cop.discussions.views.drawing import POSTS_AT, address_of

bp = Blueprint("nods", __name__)


@bp.post(f"{POSTS_AT}/<int:post_id>/nods")
def say(post_id: int) -> ResponseReturnValue:
    post = service.nod(current_user, post_id, kind=request.form.get("kind", ""), now=clock.now())
    return redirect(address_of(post), 303)
