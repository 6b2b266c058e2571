"""What is claimed already where somebody writes, while they write: offered to be named as a source."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.discussions.queries.citing import KnownClaim, known_in_space, known_to, pages_of
from cop.discussions.rules.citing import fitting
from cop.discussions.views import offering

bp = Blueprint("citing", __name__)

Known = Sequence[KnownClaim]


@bp.get("/claims/at/<place>")
def show(place: str) -> ResponseReturnValue:
    """The fragment: what fits the words in `q`, for whoever may write at this place."""
    known = offering.at(place, KNOWN_AT)
    if not offering.may_ask("cop_citing"):
        return "", offering.TOO_MANY
    found = fitting(known, request.args.get("q", ""), says=lambda each: each.claimed)
    pages = pages_of([each.post_id for each in found]) if found else {}
    return render_template("discussions/_known.html", known=found, pages=pages)


def _in_thread(thread_id: int) -> Known:
    return known_to(current_user, offering.thread_to_answer(thread_id))


def _in_space(space_id: int) -> Known:
    return known_in_space(current_user, offering.space_to_begin_in(space_id))


def _beside_post(post_id: int) -> Known:
    return known_to(current_user, offering.post_to_change(post_id).thread, but=post_id)


KNOWN_AT: Final[Mapping[str, Callable[[int], Known]]] = {
    "thread": _in_thread, "space": _in_space, "post": _beside_post,
}  # fmt: skip
