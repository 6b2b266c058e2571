"""A story's family as a picture, and the same as a list."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core.access import public
from cop.stories import queries, rules

bp = Blueprint("families", __name__)


@bp.get("/stories/<int:story_id>/family")
@public
def show(story_id: int) -> ResponseReturnValue:
    story = queries.story_for(current_user, story_id)
    family = queries.family_of(current_user, story_id)
    picture = rules.drawn(family.root, family.children)
    values = {"picture": picture, "kin": family.kin, "radius": rules.RADIUS}
    return render_template("stories/family.html", story=story, **values)
