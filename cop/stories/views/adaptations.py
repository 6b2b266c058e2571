"""«We have tried this too»: a story that begins with another."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.stories.service import drafts

bp = Blueprint("adaptations", __name__)


@bp.post("/stories/<int:story_id>/adaptations")
def adapt(story_id: int) -> ResponseReturnValue:
    draft = drafts.adapt(current_user, story_id, now=clock.now())
    return redirect(url_for("stories.writing.page", draft_id=draft.id, page=1), 303)
