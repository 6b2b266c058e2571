"""Asking privately: those who coordinate, or whoever wrote a post and those who coordinate."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.communities.models import Space
from cop.core import clock
from cop.core.access import require
from cop.discussions import queries, rules, service
from cop.discussions.forms import QuestionForm
from cop.discussions.models import Post, Thread
from cop.discussions.views import drawing, mentions
from cop.drafts.queries import has_begun

bp = Blueprint("asking", __name__)


@bp.route("/spaces/<int:space_id>/questions", methods=["GET", "POST"])
def of_coordinators(space_id: int) -> ResponseReturnValue:
    form = QuestionForm()
    require(places.can_post(current_user, communities.space_for(current_user, space_id)), service.READS_ONLY)
    if request.method == "POST" and (
        asked := form.then(lambda: service.ask_coordinators(current_user, space_id, **_words(form)))
    ):
        return _to(asked, form)
    space, at = communities.space_for(current_user, space_id), url_for(".of_coordinators", space_id=space_id)
    return _page(form, space, place=rules.ask_place(space_id), at=at)


@bp.route(f"{drawing.POSTS_AT}/<int:post_id>/questions", methods=["GET", "POST"])
def of_author(post_id: int) -> ResponseReturnValue:
    form = QuestionForm()
    if request.method == "POST" and (
        asked := form.then(lambda: service.ask_author(current_user, post_id, **_words(form)))
    ):
        return _to(asked, form)
    return _page_about(queries.post_for(current_user, post_id), form)


def _to(asked: Thread, form: QuestionForm) -> ResponseReturnValue:
    drawing.signpost(form.words)
    mentions.say_who_is_unclear(form.words, thread_id=asked.id)
    return redirect(url_for("discussions.show", thread_id=asked.id), 303)


def _words(form: QuestionForm) -> dict[str, Any]:
    return {"title": form.title.data or "", "body": form.words, "now": clock.now()}


def _page_about(post: Post, form: QuestionForm) -> ResponseReturnValue:
    require(places.can_post(current_user, post.thread.space), service.READS_ONLY)
    is_own, is_there = post.author_id == current_user.id, bool(post.author_id and post.source and not post.unnamed)
    rules.check_askable(is_own=is_own, is_there=is_there)
    told = {"post": post, "author": queries.writer_of(post), "there": drawing.address_of(post)}
    at, place = url_for(".of_author", post_id=post.id), rules.ask_author_place(post.id)
    return _page(form, post.thread.space, place=place, at=at, **told)


def _page(form: QuestionForm, space: Space, *, place: str, at: str, **told: Any) -> ResponseReturnValue:
    shown = {"form": form, "space": space, "place": place, "at": at, "begun": has_begun(current_user, place), **told}
    return render_template("discussions/ask.html", **shown), 422 if form.problems else 200
