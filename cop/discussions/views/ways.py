"""Where a post stands now: an address that it keeps wherever it goes, and which leads there whoever reads it."""

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core.access import public
from cop.discussions import queries
from cop.discussions.views.drawing import POSTS_AT, address_of

bp = Blueprint("ways", __name__)


@bp.get(f"{POSTS_AT}/<int:post_id>")
@public
def show(post_id: int) -> ResponseReturnValue:
    return redirect(address_of(queries.post_for(current_user, post_id)), 303)
