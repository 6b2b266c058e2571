"""Where somebody turns who may be in danger, or fears it for somebody else."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from cop.core.access import public

bp = Blueprint("signposts", __name__)


@bp.get("/signposts")
@public
def show() -> ResponseReturnValue:
    return render_template("moderation/signposts.html")
