"""What one has begun: a page of it, and what stands beside the form in which it is written."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.spots import spot_of
from cop.core.words import gettext
from cop.drafts import queries, service
from cop.drafts.forms import LetterForm

bp = Blueprint("drafts", __name__, url_prefix="/drafts")

LATEST = -1
NONE = 0


@bp.get("")
def show() -> ResponseReturnValue:
    begun = [(draft, spot_of(current_user, draft.place)) for draft in queries.drafts_of(current_user.id)]
    return render_template("drafts/show.html", begun=begun)


@bp.get("/at/<place>")
def at(place: str) -> ResponseReturnValue:
    return _beside(place, own=request.args.get("draft", LATEST, type=int))


@bp.post("/at/<place>")
def keep(place: str) -> ResponseReturnValue:
    form = LetterForm()
    if not form.validate():
        abort(400)
    draft = service.keep(current_user, place, letter=form.letter, now=clock.now())
    return _beside(place, own=draft.id if draft else NONE)


@bp.post("/<int:begun_id>/discards")
def discard(begun_id: int) -> ResponseReturnValue:
    service.discard(current_user, begun_id)
    flash(gettext("It is thrown away."))
    return redirect(url_for(".show"), 303)


def _beside(place: str, *, own: int) -> str:
    """The words that a page goes on with, `own` or the latest, and others that were begun in the same place."""
    kept = queries.drafts_at(current_user, place)
    draft = next((each for each in kept if own in {each.id, LATEST}), None)
    others = [each for each in kept if each is not draft]
    return render_template("drafts/_begun.html", draft=draft, others=others)
