"""Claims of a conversation that disagree: said, and taken back."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.errors import NotVisible
from cop.discussions import policy, queries, service
from cop.discussions.forms import DisagreeForm
from cop.discussions.models import Post
from cop.discussions.queries.disagreements import claims_of, pairs_of
from cop.discussions.rules import claim_in
from cop.discussions.views.drawing import POSTS_AT

bp = Blueprint("disagreements", __name__)


@bp.route(f"{POSTS_AT}/<int:post_id>/disagreements", methods=["GET", "POST"])
def show(post_id: int) -> ResponseReturnValue:
    form = DisagreeForm()
    done = request.method == "POST" and form.then(lambda: _say(post_id, form))
    post = queries.post_for(current_user, post_id)
    if done:
        return _back(post.thread_id)
    require(policy.can_reply(current_user, post.thread), service.READS_ONLY)
    if not post.source or not post.claim:
        raise NotVisible
    return render_template("discussions/disagreements.html", form=form, **_told(post)), 422 if form.problems else 200


@bp.post("/disagreements/<int:disagreement_id>/endings")
def end(disagreement_id: int) -> ResponseReturnValue:
    return _back(service.end_disagreement(current_user, disagreement_id))


def _told(post: Post) -> Mapping[str, Any]:
    pairs = pairs_of(post.thread_id, post_id=post.id)
    mine = [pair.id for pair in pairs if policy.can_end(current_user, pair.by_id, thread=post.thread)]
    paired = {each.post_id for pair in pairs for each in (pair.one, pair.other)}
    claims = [each for each in claims_of(post.thread_id, but=post.id) if each.post_id not in paired]
    return {
        "post": post,
        "own_claim": claim_in(post.evidence, post.claim),
        "pairs": pairs,
        "claims": claims,
        "mine": mine,
    }


def _say(post_id: int, form: DisagreeForm) -> bool:
    service.say_that_they_disagree(current_user, post_id, other_id=form.other.data or 0, now=clock.now())
    return True


def _back(thread_id: int) -> ResponseReturnValue:
    return redirect(url_for("discussions.show", thread_id=thread_id, page=1), 303)
