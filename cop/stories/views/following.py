"""What changed since one tried what another story tells of."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.errors import NotVisible
from cop.core.words import gettext
from cop.stories import policy, queries, rules, service
from cop.stories.forms.following import ChangeForm
from cop.stories.models import Story
from cop.stories.queries.following import follow_up_of

bp = Blueprint("following", __name__)


@bp.get("/stories/<int:story_id>/changes")
def ask(story_id: int) -> ResponseReturnValue:
    story, before = _own(story_id), follow_up_of(story_id)
    return _page(story, ChangeForm(words=before.words if before else ""))


@bp.post("/stories/<int:story_id>/changes")
def say(story_id: int) -> ResponseReturnValue:
    _own(story_id)
    form = ChangeForm()
    if form.then(lambda: _say(story_id, form)):
        flash(gettext("It is told to whoever told you of it first, and to nobody else."))
        return redirect(url_for("stories.show", story_id=story_id), 303)
    return _page(_own(story_id), form)


def _own(story_id: int) -> Story:
    story = queries.story_for(current_user, story_id)
    require(policy.can_change(current_user, story), service.TELLER)
    if story.origin_id is None:
        raise NotVisible
    return story


def _say(story_id: int, form: ChangeForm) -> bool:
    service.following.say(current_user, story_id, words=form.words.data or "", now=clock.now())
    return True


def _page(story: Story, form: ChangeForm) -> ResponseReturnValue:
    html = render_template("stories/changed.html", story=story, form=form, most=rules.LONGEST_CHANGE)
    return html, 422 if form.problems else 200
