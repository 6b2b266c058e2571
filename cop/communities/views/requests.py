"""Asking to come in, and answering."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries, service
from cop.communities.forms.requests import FIELDS, AskForm, DecisionForm, QuestionsForm
from cop.communities.models import Community, JoinRequest
from cop.communities.queries import requests as lists
from cop.communities.queries.agreements import agreement_of
from cop.communities.service import requests as asking
from cop.core import clock
from cop.core.access import require
from cop.core.forms import Form
from cop.core.words import gettext

bp = Blueprint("requests", __name__, url_prefix="/communities/<int:community_id>/requests")


@bp.route("/new", methods=["GET", "POST"])
def ask(community_id: int) -> ResponseReturnValue:
    form = AskForm().asking(lists.questions_of(community_id))
    if request.method == "POST" and form.then(lambda: _ask(community_id, form)):
        return redirect(url_for(".ask", community_id=community_id), 303)
    community = queries.community_for(current_user, community_id)
    mine = lists.own_request(current_user, community_id)
    may_ask = policy.can_ask_in(current_user, community)
    read_first = agreement_of(community_id) if may_ask and policy.can_read_agreement(current_user, community) else None
    shown = {"community": community, "mine": mine, "may_ask": may_ask, "agreement": read_first}
    page = render_template("communities/coming/ask.html", form=form, **shown)
    return page, 422 if form.problems else 200


@bp.post("/<int:request_id>/withdrawals")
def take_back(community_id: int, request_id: int) -> ResponseReturnValue:
    asking.take_back(current_user, community_id, request_id=request_id, now=clock.now())
    flash(gettext("You do not ask any longer."))
    return redirect(url_for("communities.show", community_id=community_id), 303)


@bp.get("")
def index(community_id: int) -> ResponseReturnValue:
    return _page(_organised(community_id), DecisionForm(formdata=None), about=None)


@bp.post("/<int:request_id>/decisions")
def decide(community_id: int, request_id: int) -> ResponseReturnValue:
    form = DecisionForm()
    if form.then(lambda: _decide(community_id, request_id, form=form)):
        flash(gettext("Answered. They are told by email that there is an answer."))
        return redirect(url_for(".index", community_id=community_id), 303)
    return _page(_organised(community_id), form, about=request_id)


@bp.route("/questions", methods=["GET", "POST"])
def questions(community_id: int) -> ResponseReturnValue:
    require(policy.can_coordinate(current_user, _organised(community_id)), service.COORDINATES)
    texts = dict(zip((f"question_{number}" for number in FIELDS), lists.questions_of(community_id), strict=False))
    form = QuestionsForm(data=texts)
    if request.method == "POST" and form.then(lambda: _set_questions(community_id, form)):
        flash(gettext("Saved."))
        return redirect(url_for(".index", community_id=community_id), 303)
    community = _organised(community_id)
    page = render_template("communities/coming/questions.html", form=form, community=community)
    return page, 422 if form.problems else 200


def _organised(community_id: int) -> Community:
    community = queries.community_for(current_user, community_id)
    service.check_alive(community)
    require(policy.can_invite(current_user, community), service.INVITES)
    return community


def _page(community: Community, form: Form, *, about: int | None) -> ResponseReturnValue:
    waiting = lists.requests_waiting_in(community.id)
    role, now = policy.standing_in(current_user, community).role, clock.now()
    deciding = {each.id for each in waiting if policy.decides(role, each, now=now)}
    shown = {"community": community, "waiting": waiting, "deciding": deciding, "about": about}
    page = render_template("communities/coming/requests.html", form=form, **shown)
    return page, 422 if form.problems else 200


def _ask(community_id: int, form: AskForm) -> bool:
    asking.ask_in(current_user, community_id, answers=form.answers(), now=clock.now())
    return True


def _decide(community_id: int, request_id: int, *, form: DecisionForm) -> JoinRequest:
    yes, sentence = form.yes.data == "1", form.sentence.data or ""
    return asking.decide(current_user, community_id, request_id=request_id, yes=yes, sentence=sentence, now=clock.now())


def _set_questions(community_id: int, form: QuestionsForm) -> bool:
    asking.set_questions(current_user, community_id, texts=form.texts())
    return True
