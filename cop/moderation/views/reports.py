"""Asking the core group to look at something, and what became of it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy as communities
from cop.core import clock
from cop.core.errors import NotVisible
from cop.moderation import policy, queries, rules, service
from cop.moderation.forms import ReportForm
from cop.moderation.models import Report
from cop.moderation.queries import Item
from cop.moderation.rules import Which
from cop.moderation.views.pages import at, at_each, named_in

bp = Blueprint("reports", __name__)


@at_each(bp, "reports", "GET", "POST")
def make(**numbers: int) -> ResponseReturnValue:
    which = named_in(numbers)
    item = queries.item_for(current_user, which)
    form = ReportForm.among(queries.points_for(current_user, item.community))
    if request.method == "POST" and (made := form.then(lambda: _report(which, form))):
        return redirect(url_for(".show", report_id=made.id), 303)
    return _page(queries.item_for(current_user, which), form)


@bp.get("/reports/<int:report_id>")
def show(report_id: int) -> ResponseReturnValue:
    report = queries.report_for(current_user, report_id)
    readers, by_name = _readers(report)
    by = rules.look_by(report.at)
    return render_template("moderation/thanks.html", report=report, readers=readers, by_name=by_name, by=by)


def _page(item: Item, form: ReportForm) -> ResponseReturnValue:
    shown = {
        "item": item, "at": at(item.which), "days": rules.LOOKED_AT_WITHIN.days,
        "looks_after": policy.can_decide(current_user, item.thing), "own": policy.is_author(current_user, item.thing),
    }  # fmt: skip
    return render_template("moderation/report.html", form=form, **shown), 422 if form.problems else 200


def _readers(report: Report) -> tuple[list[str], bool]:
    """Who could decide about it now, and whether whoever asked may know their names."""
    try:
        item = queries.item_for(current_user, report.which)
    except NotVisible:
        return [], False
    names = [
        each.name for each in queries.moderators_of(item, but=report.by_id, with_author=policy.hides_author(item.thing))
    ]
    return names, communities.can_see_members(current_user, item.community)


def _report(which: Which, form: ReportForm) -> Report:
    why, words = form.why.data or "", form.words.data or ""
    return service.report(current_user, which, why=why, words=words, now=clock.now())
