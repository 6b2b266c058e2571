"""What has come to a page of a conversation while somebody read it: how much, and, once they ask, the answers."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy as places
from cop.core import clock
from cop.core.errors import NotVisible
from cop.discussions import queries, rules
from cop.discussions.queries.ways import way_on
from cop.discussions.rules import Conversation
from cop.discussions.views import drawing

bp = Blueprint("arrivals", __name__)


@bp.get("/threads/<int:thread_id>/arrivals")
def show(thread_id: int) -> ResponseReturnValue:
    """The fragment: what stands on a page after the first so many posts of it; or that it has to be looked at anew,
    since posts came from another conversation or went to one."""
    try:
        thread = queries.conversation_for(current_user, thread_id, on=clock.now().date())
    except NotVisible:
        return _led_on(way_on(current_user, thread_id))
    if request.args.get("shape", 0, type=int) != (thread.shape or 0):
        return _led_on(thread.id)
    return _arrived(thread)


def _arrived(thread: Conversation) -> str:
    page = min(max(request.args.get("page", 1, type=int), 1), rules.pages(thread.post_count))
    arrived = rules.arrived(page, request.args.get("after", 0, type=int), posts=thread.post_count)
    own = places.person_id(current_user) if rules.may_answer(thread) else None
    posts = drawing.drawn_page(thread, page=page, own=own).after(arrived.shown)
    unread = rules.unread_on(page, read=thread.read, posts=thread.post_count)
    shown = {"thread": thread, "arrived": arrived, "posts": posts, "unread": unread, "page": page}
    return render_template("discussions/_arrivals.html", **shown)


def _led_on(thread_id: int) -> str:
    return render_template("discussions/_led_on.html", thread_id=thread_id)
