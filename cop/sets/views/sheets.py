"""The review sheet of a meeting: five minutes alone, then shared line by line, or never."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug import Response

from cop.core import clock
from cop.sets import queries, service
from cop.sets.forms import ReviewForm
from cop.sets.models import ReviewLine

bp = Blueprint("sheets", __name__, url_prefix="/reviews")


@bp.get("/<int:season_date_id>")
def show(season_date_id: int) -> ResponseReturnValue:
    written = queries.sheet_of(current_user, season_date_id)
    return _page(season_date_id, ReviewForm(data={prompt: line.text for prompt, line in written.items()}))


@bp.post("/<int:season_date_id>")
def write(season_date_id: int) -> ResponseReturnValue:
    form, now = ReviewForm(), clock.now()
    lines = form.lines
    written = form.then(lambda: service.write_sheet(current_user, season_date_id, lines=lines, now=now))
    if written is not None:
        return redirect(url_for(".show", season_date_id=season_date_id, _anchor="share"), 303)
    return _page(season_date_id, form), 422


@bp.post("/lines/<int:line_id>/shares")
def share(line_id: int) -> ResponseReturnValue:
    return _back(service.share_line(current_user, line_id, now=clock.now()))


@bp.post("/lines/<int:line_id>/withdrawals")
def keep(line_id: int) -> ResponseReturnValue:
    return _back(service.keep_line(current_user, line_id))


@bp.post("/lines/<int:line_id>/removals")
def remove(line_id: int) -> ResponseReturnValue:
    service.delete_line(current_user, line_id)
    return redirect(url_for("sets.challenges.index", _anchor="looked-back"), 303)


def _page(season_date_id: int, form: ReviewForm) -> str:
    date = queries.date_for(current_user, season_date_id)
    return render_template(
        "sets/review.html", date=date, set=queries.set_for(current_user, date.set_id), form=form,
        written=queries.sheet_of(current_user, season_date_id), prompts=ReviewForm.prompts(),
        shared=queries.shared_by_others(current_user, season_date_id),
    )  # fmt: skip


def _back(line: ReviewLine) -> Response:
    return redirect(url_for(".show", season_date_id=line.season_date_id, _anchor="share"), 303)
