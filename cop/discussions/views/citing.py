"""What is claimed already where somebody writes, while they write: offered to be named as a source."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.core.access import require
from cop.core.database import LARGEST_ID
from cop.core.errors import NotVisible
from cop.core.limits import Buckets
from cop.discussions import policy, queries, service
from cop.discussions.queries.citing import KnownClaim, known_in_space, known_to, pages_of
from cop.discussions.rules.citing import fitting

bp = Blueprint("citing", __name__)

TOO_MANY: Final = 429
PER_SECOND, AT_ONCE = 2, 60
Known = Sequence[KnownClaim]


@bp.get("/claims/at/<place>")
def show(place: str) -> ResponseReturnValue:
    """The fragment: what fits the words in `q`, for whoever may write at this place."""
    kind, _, rest = place.partition(":")
    number = rest.partition(":")[0]
    if kind not in KNOWN_AT or not number.isdecimal() or int(number) > LARGEST_ID:
        raise NotVisible
    known = KNOWN_AT[kind](int(number))
    if not _may_ask():
        return "", TOO_MANY
    found = fitting(known, request.args.get("q", ""), says=lambda each: each.claimed)
    pages = pages_of([each.post_id for each in found]) if found else {}
    return render_template("discussions/_known.html", known=found, pages=pages)


def _may_ask() -> bool:
    """Whoever types rests between two questions: more is no writer."""
    asked: Buckets = current_app.extensions.setdefault("cop_citing", Buckets(per_second=PER_SECOND, burst=AT_ONCE))
    return asked.take(current_user.id, at=time.monotonic())


def _in_thread(thread_id: int) -> Known:
    thread = queries.thread_for(current_user, thread_id)
    require(policy.can_reply(current_user, thread), service.READS_ONLY)
    return known_to(current_user, thread)


def _in_space(space_id: int) -> Known:
    space = communities.space_for(current_user, space_id)
    require(places.can_post(current_user, space), service.READS_ONLY)
    return known_in_space(current_user, space)


def _beside_post(post_id: int) -> Known:
    post = queries.post_for(current_user, post_id)
    require(policy.can_edit(current_user, post), service.WRITER)
    return known_to(current_user, post.thread, but=post_id)


KNOWN_AT: Final[Mapping[str, Callable[[int], Known]]] = {
    "thread": _in_thread, "space": _in_space, "post": _beside_post,
}  # fmt: skip
