"""Saying something to the teller of a story."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.stories import policy, queries, rules
from cop.stories.forms import ResponseForm
from cop.stories.models import Story
from cop.stories.service import responses

bp = Blueprint("responses", __name__)


@bp.get("/stories/<int:story_id>/responses")
def say(story_id: int) -> ResponseReturnValue:
    return _page(_open(story_id), form=ResponseForm())


@bp.post("/stories/<int:story_id>/responses")
def respond(story_id: int) -> ResponseReturnValue:
    story, form = _open(story_id), ResponseForm()
    if form.then(lambda: _respond(story_id, form)):
        flash(gettext("The teller can read it now, and nobody else."))
        return redirect(url_for("stories.show", story_id=story_id), 303)
    return _page(story, form=form)


@bp.post("/stories/responses/<int:response_id>/removals")
def take_back(response_id: int) -> ResponseReturnValue:
    story_id = responses.take_back(current_user, response_id)
    return redirect(url_for("stories.show", story_id=story_id), 303)


def _open(story_id: int) -> Story:
    story = queries.story_for(current_user, story_id)
    require(policy.can_respond(current_user, story), responses.SAYS)
    return story


def _respond(story_id: int, form: ResponseForm) -> Any:
    kind, words = form.kind.data or "", form.words.data or ""
    return responses.respond(current_user, story_id, kind=kind, words=words, now=clock.now())


def _page(story: Story, *, form: ResponseForm) -> ResponseReturnValue:
    teller = queries.teller_of(story)
    html = render_template("stories/respond.html", story=story, form=form, teller=teller, most=rules.LONGEST_RESPONSE)
    return html, 422 if form.problems else 200
