"""What a post said before it was changed, for whoever may read it as it stands now."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core.access import public
from cop.core.errors import NotVisible
from cop.discussions import policy, queries, rules
from cop.discussions.views import drawing

bp = Blueprint("wordings", __name__)

MOST_PAGES = 1_000


@bp.get(f"{drawing.POSTS_AT}/<int:post_id>/history")
@public
def show(post_id: int) -> ResponseReturnValue:
    post = queries.post_for(current_user, post_id)
    if not post.source:
        raise NotVisible
    page = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    inside = policy.is_inside(current_user, post.thread)
    found = queries.changes_of(post, page=page, inside=inside)
    shown = {"post": post, "found": found, "page": page, "days": rules.KEPT_FOR.days}
    there, as_guest = drawing.address_of(post), policy.is_guest(current_user, post.thread)
    return render_template("discussions/history.html", **shown, there=there, as_guest=as_guest)
