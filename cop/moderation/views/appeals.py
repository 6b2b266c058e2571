"""Speaking against a decision, and answering that."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities.queries import community_for
from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.moderation import policy, queries, service
from cop.moderation.forms import DONE_WORDS, AnswerForm, AppealForm
from cop.moderation.models import Appeal, ModerationAct
from cop.moderation.rules import Which
from cop.moderation.views.pages import address_of, own_page, own_silence_page

bp = Blueprint("appeals", __name__)


@bp.post("/care/acts/<int:act_id>/appeals")
def make(act_id: int) -> ResponseReturnValue:
    act = queries.act_for(current_user, act_id)
    form, community_id = AppealForm(), act.community_id
    if form.then(lambda: _appeal(act_id, form)):
        flash(gettext("Somebody else of the core group reads it and answers. You get a letter when they have."))
        return redirect(_page_about(act_id), 303)
    if act.kind == "person":
        return own_silence_page(community_for(current_user, community_id), form)
    return own_page(queries.item_for(current_user, Which(act.kind, act.item_id)), form)


@bp.get("/care/appeals/<int:appeal_id>")
def show(appeal_id: int) -> ResponseReturnValue:
    return _page(appeal_id, AnswerForm(formdata=None))


@bp.post("/care/appeals/<int:appeal_id>/answers")
def answer(appeal_id: int) -> ResponseReturnValue:
    _, act, _ = queries.appeal_for(current_user, appeal_id)
    require(policy.can_answer(current_user, act), service.ANOTHER)
    form, back = AnswerForm(), url_for("moderation.care.queue", community_id=act.community_id)
    if form.then(lambda: _answer(appeal_id, form)):
        flash(gettext("Done, and written down with your reason."))
        return redirect(back, 303)
    return _page(appeal_id, form)


def _page(appeal_id: int, form: AnswerForm) -> ResponseReturnValue:
    appeal, act, item = queries.appeal_for(current_user, appeal_id)
    acts = queries.acts_about(Which(act.kind, act.item_id), community_id=act.community_id)
    may_answer, community = policy.can_answer(current_user, act), community_for(current_user, act.community_id)
    shown: dict[str, Any] = {
        "appeal": appeal,
        "item": item,
        "acts": acts,
        "may_answer": may_answer,
        "words": DONE_WORDS,
    }
    shown |= {"community": community}
    return render_template("moderation/appeal.html", form=form, **shown), 422 if form.problems else 200


def _page_about(act_id: int) -> str:
    """Where whoever appealed reads what was decided."""
    act = queries.act_for(current_user, act_id)
    if act.kind == "person":
        return url_for("moderation.silences.own", community_id=act.community_id)
    return address_of(Which(act.kind, act.item_id))


def _appeal(act_id: int, form: AppealForm) -> Appeal:
    return service.appeal(current_user, act_id, words=form.words.data or "", now=clock.now())


def _answer(appeal_id: int, form: AnswerForm) -> ModerationAct:
    grants, reason = form.decision.data == "granted", form.reason.data or ""
    return service.answer(current_user, appeal_id, grants=grants, reason=reason, now=clock.now())
