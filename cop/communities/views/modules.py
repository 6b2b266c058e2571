"""The page of what a community uses, and the votes of its members."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries
from cop.communities.forms.modules import ModuleForm, VoteForm
from cop.communities.models import Community
from cop.communities.queries.modules import votes_of
from cop.communities.rules import MODULES
from cop.communities.service import modules
from cop.core import clock
from cop.core.access import require
from cop.core.errors import N_

bp = Blueprint("modules", __name__)

MEMBERS = N_("Members of this community see what it uses, and vote.")


@bp.get("/communities/<int:community_id>/modules")
def show(community_id: int) -> ResponseReturnValue:
    community = _community(community_id)
    can = {
        "can_call_vote": policy.can_call_vote(current_user, community),
        "can_vote": policy.can_vote(current_user, community),
    }
    votes = votes_of(current_user, community_id)
    under_way = {each.vote.module for each in votes if each.vote.carried is None}
    shown = {"community": community, "modules": MODULES, "votes": votes, "under_way": under_way, **can}
    return render_template("communities/modules.html", **shown, now=clock.now())


@bp.route("/communities/<int:community_id>/modules/votes", methods=["GET", "POST"])
def propose(community_id: int) -> ResponseReturnValue:
    community, form = _community(community_id), ModuleForm(module=request.args.get("module", MODULES[0]))
    require(policy.can_call_vote(current_user, community), modules.MEMBERS_PROPOSE)
    if request.method == "POST" and form.then(lambda: _propose(community_id, form)):
        return redirect(url_for(".show", community_id=community_id), 303)
    if form.module.data not in MODULES:
        abort(400)
    page = render_template("communities/propose_module.html", form=form, community=_community(community_id))
    return page, 422 if form.problems else 200


@bp.post("/module-votes/<int:vote_id>/voices")
def vote(vote_id: int) -> ResponseReturnValue:
    community_id = modules.vote(current_user, vote_id, yes=bool(VoteForm().yes.data), now=clock.now())
    return redirect(url_for(".show", community_id=community_id), 303)


def _community(community_id: int) -> Community:
    community = queries.community_for(current_user, community_id)
    require(policy.is_member(current_user, community), MEMBERS)
    return community


def _propose(community_id: int, form: ModuleForm) -> bool:
    said = {"module": form.module.data or "", "why": form.why.data or ""}
    modules.propose(current_user, community_id, **said, days=form.days.data, now=clock.now())
    return True
