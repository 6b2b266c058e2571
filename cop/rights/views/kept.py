"""What is kept, and for how long, for anybody to read."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from cop.core.access import public
from cop.rights.rules.retention import KEPT

bp = Blueprint("kept", __name__)


@bp.get("/kept")
@public
def show() -> ResponseReturnValue:
    return render_template("rights/kept.html", kept=KEPT)
