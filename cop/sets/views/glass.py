"""Opening a set from outside. For anybody who does not administer, none of these pages is there."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.sets import policy, queries
from cop.sets.forms.ending import GlassForm
from cop.sets.models import BreakGlass
from cop.sets.queries import access
from cop.sets.rules import glass as rules
from cop.sets.service import glass as service

bp = Blueprint("glass", __name__, url_prefix="/opened")


@bp.get("")
def index() -> ResponseReturnValue:
    return _index(GlassForm())


@bp.post("")
def ask() -> ResponseReturnValue:
    form = GlassForm()
    access.glasses_for(current_user)
    if made := form.then(lambda: service.ask(current_user, now=clock.now(), **form.said())):
        return redirect(url_for(".show", glass_id=made.id), 303)
    return _index(form), 422


@bp.get("/<int:glass_id>")
def show(glass_id: int) -> ResponseReturnValue:
    now, glass = clock.now(), access.glass_for(current_user, glass_id)
    return render_template(
        "sets/glass.html", glass=glass, kinds=rules.KINDS, read=access.kinds_read(current_user, glass),
        can_agree=policy.can_agree_to(current_user, glass) and now <= glass.asked_at + rules.WAITS_FOR,
        can_read=policy.can_read_under(current_user, glass, now=now),
    )  # fmt: skip


@bp.post("/<int:glass_id>/agreements")
def agree(glass_id: int) -> ResponseReturnValue:
    service.agree(current_user, glass_id, now=clock.now())
    return redirect(url_for(".show", glass_id=glass_id), 303)


@bp.post("/<int:glass_id>/news")
def tell(glass_id: int) -> ResponseReturnValue:
    service.tell_now(current_user, glass_id, now=clock.now())
    return redirect(url_for(".show", glass_id=glass_id), 303)


@bp.post("/<int:glass_id>/readings")
def read(glass_id: int) -> ResponseReturnValue:
    kind = request.form.get("kind", "")
    if kind not in rules.KINDS:
        abort(400)
    service.read(current_user, glass_id, kind=kind, now=clock.now())
    return redirect(url_for(".opened", glass_id=glass_id, kind=kind), 303)


@bp.get("/<int:glass_id>/<any(people, agreement, commitments, brought):kind>")
def opened(glass_id: int, kind: str) -> ResponseReturnValue:
    glass = access.open_glass_for(current_user, glass_id, kind=kind, now=clock.now())
    return render_template("sets/glass_opened.html", glass=glass, kind=kind, **_behind(glass, kind))


def _index(form: GlassForm) -> str:
    return render_template("sets/glasses.html", glasses=access.glasses_for(current_user), form=form)


def _behind(glass: BreakGlass, kind: str) -> dict[str, Any]:
    if kind == "people":
        return {"seats": queries.seats_of(glass.set_id)}
    if kind == "agreement":
        return {"agreement": queries.agreement_of(glass.set_id)}
    if kind == "commitments":
        return {"commitments": queries.commitments_of(glass.set_id)}
    return {"turns": access.brought_in(glass)}
