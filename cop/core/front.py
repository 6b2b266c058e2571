"""The front page: what this is, for a visitor; what is next, for a person."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock, pages, panels
from cop.core.access import public

bp = Blueprint("front", __name__)


@bp.get("/")
@public
def show() -> ResponseReturnValue:
    """Signed out: what this place is for. Signed in: the one next thing, and where one belongs."""
    now = clock.now()
    if not current_user.is_authenticated:
        return render_template("front/visitor.html", panels=panels.panels("front", None, subject=None, now=now))
    lines = pages.next_for(current_user, None, now=now)
    return render_template(
        "front/person.html", next=lines, panels=panels.panels("front", current_user, subject=None, now=now)
    )


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """What works for whom, and what to do where it does not."""
    return render_template("front/accessibility.html")
