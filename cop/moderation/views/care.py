"""What waits for the core group, and the page of one thing: for those who decide about it, and for whoever wrote it."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities.queries import community_for
from cop.core import clock
from cop.core.access import require
from cop.core.errors import NotVisible
from cop.core.words import gettext
from cop.moderation import policy, queries, rules, service
from cop.moderation.forms import DECISION_WORDS, DONE_WORDS, AppealForm, DecisionForm, why_words
from cop.moderation.models import ModerationAct
from cop.moderation.queries import Item
from cop.moderation.rules import Which
from cop.moderation.views.pages import address_of, at, at_each, named_in, own_page

bp = Blueprint("care", __name__)

MOST_PAGES = 10_000


@bp.get("/communities/<int:community_id>/care")
def queue(community_id: int) -> ResponseReturnValue:
    community = community_for(current_user, community_id)
    require(policy.looks_after(current_user, community), "The core group of this community looks after what is said.")
    waiting = queries.queue_of(current_user, community.id)
    shown = {
        "appeals": queries.appeals_in(current_user, community.id),
        "reads_log": policy.reads_log(current_user, community), "waiting": waiting, "at": at,
        "why_words": why_words, "rules": rules, "now": clock.now(),
    }  # fmt: skip
    return render_template("moderation/queue.html", community=community, **shown)


@bp.get("/communities/<int:community_id>/care/log")
def log(community_id: int) -> ResponseReturnValue:
    community = community_for(current_user, community_id)
    require(policy.reads_log(current_user, community), "Coordinators of this community read what was done.")
    page = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    lines = queries.log_of(current_user, community.id, page=page)
    earlier = page + 1 if len(lines) > queries.ON_A_PAGE else None
    shown = {"lines": lines[: queries.ON_A_PAGE], "page": page, "earlier": earlier, "words": DONE_WORDS}
    return render_template("moderation/log.html", community=community, address_of=address_of, **shown)


@at_each(bp, "care", "GET")
def show(**numbers: int) -> ResponseReturnValue:
    item = queries.item_for(current_user, named_in(numbers))
    if policy.can_decide(current_user, item.thing):
        return _page(item, DecisionForm.among(_decisions(item)))
    if not policy.is_author(current_user, item.thing):
        raise NotVisible
    return own_page(item, AppealForm(formdata=None))


@at_each(bp, "care/decisions", "POST")
def decide(**numbers: int) -> ResponseReturnValue:
    which = named_in(numbers)
    item = queries.item_for(current_user, which)
    require(policy.can_decide(current_user, item.thing), service.DECIDES)
    form = DecisionForm.among(list(DECISION_WORDS))
    if form.then(lambda: _decide(which, form)):
        flash(gettext("Done, and written down with your reason."))
        return redirect(address_of(which), 303)
    return _page(queries.item_for(current_user, which), form)


def _page(item: Item, form: DecisionForm) -> ResponseReturnValue:
    form.decision.choices = DecisionForm.among(_decisions(item)).decision.choices
    reports, acts = queries.reports_on(item.which), queries.acts_about(item.which)
    shown = {"item": item, "reports": reports, "acts": acts, "words": DONE_WORDS, "why_words": why_words}
    page = render_template("moderation/item.html", form=form, at=at(item.which), **shown)
    return page, 422 if form.problems else 200


def _decisions(item: Item) -> list[str]:
    stands = item.stands(queries.last_did(item.which))
    reported = bool(queries.reports_on(item.which))
    return [each for each in rules.DECISIONS[stands] if reported or each != "kept"]


def _decide(which: Which, form: DecisionForm) -> ModerationAct:
    decision, reason = form.decision.data or "", form.reason.data or ""
    return service.decide(current_user, which, decision=decision, reason=reason, now=clock.now())
