"""The page of who leads what in a community, and how roles are offered, taken on and given back."""

from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries
from cop.communities.forms.leading import NAMES, PURPOSES, OfferForm
from cop.communities.models import Community
from cop.communities.queries.leading import parts_of, turns_in
from cop.communities.rules import WRITERS
from cop.communities.rules import leading as rules
from cop.communities.service import leading
from cop.communities.views.asks import asks_of
from cop.core import clock
from cop.core.access import require
from cop.core.errors import N_
from cop.core.pages import Next
from cop.core.words import gettext
from cop.people.models import User

bp = Blueprint("leading", __name__)

MEMBERS = N_("Members of this community see who leads what in it.")


@bp.get("/communities/<int:community_id>/leading")
def show(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.is_member(current_user, community), MEMBERS)
    shown = {"parts": parts_of(current_user, community, now=clock.now()), "names": NAMES, "purposes": PURPOSES}
    can = {"can_offer": policy.can_offer_roles(current_user, community), "lives": policy.is_alive(community)}
    return render_template("communities/leading.html", community=community, **shown, **can)


@bp.route("/communities/<int:community_id>/leading/offers", methods=["GET", "POST"])
def offer(community_id: int) -> ResponseReturnValue:
    form = _form_for(_offering(community_id), request.args.get("kind", rules.KINDS[0]))
    if request.method == "POST" and form.then(lambda: _offer(community_id, form)):
        flash(gettext("They are asked: it stands on their first page until they answer."))
        return redirect(url_for(".show", community_id=community_id), 303)
    shown = {"community": _offering(community_id), "names": NAMES, "purposes": PURPOSES}
    return render_template("communities/offer_role.html", form=form, **shown), 422 if form.problems else 200


@bp.post("/leading/<int:role_id>/acceptances")
def accept(role_id: int) -> ResponseReturnValue:
    return _back_to(leading.answer(current_user, role_id, yes=True, now=clock.now()))


@bp.post("/leading/<int:role_id>/refusals")
def decline(role_id: int) -> ResponseReturnValue:
    return _back_to(leading.answer(current_user, role_id, yes=False, now=clock.now()))


@bp.post("/leading/<int:role_id>/returns")
def give_back(role_id: int) -> ResponseReturnValue:
    return _back_to(leading.give_back(current_user, role_id, now=clock.now()))


@bp.post("/leading/<int:role_id>/withdrawals")
def take_back_offer(role_id: int) -> ResponseReturnValue:
    return _back_to(leading.take_back_offer(current_user, role_id, now=clock.now()))


def leading_next(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """Roles that wait for the viewer's answer or are theirs not for long; a community's page says so of itself."""
    found = asks_of(viewer, now=now) if community_id is None else []
    return [
        line for each in found for line in leading_lines(each.community, asks=each.to_lead, ends_soon=each.ends_soon)
    ]


def leading_lines(community: Community, *, asks: bool, ends_soon: bool) -> list[Next]:
    """That a community which lives asks somebody to lead, and that their turn is nearly over."""
    url = url_for("communities.leading.show", community_id=community.id)
    asked = Next(
        title=gettext("A role in %(name)s", name=community.name),
        url=url,
        button=gettext("Read what it is for"),
        detail=gettext("You are asked whether you would take it on for a while."),
    )
    ending = Next(
        title=gettext("Your role in %(name)s ends soon", name=community.name),
        url=url,
        button=gettext("See who comes next"),
        detail=gettext("It ends by itself. Is there somebody whom you would like to hand it to?"),
    )
    lines = ([asked] if asks else []) + ([ending] if ends_soon else [])
    return lines if policy.is_alive(community) else []


def _offering(community_id: int) -> Community:
    community = queries.community_for(current_user, community_id)
    require(policy.can_offer_roles(current_user, community), leading.ORGANISERS_OFFER)
    return community


def _form_for(community: Community, kind: str) -> OfferForm:
    if kind not in rules.KINDS:
        abort(400)
    begins = rules.begins_at(turns_in(community.id, kind), now=clock.now())
    members = [each for each in queries.members_of(community.id) if each.role in WRITERS]
    return OfferForm.among(members, kind=kind, until=(begins + rules.USUALLY).date())


def _offer(community_id: int, form: OfferForm) -> bool:
    who = {"kind": form.kind.data, "person_id": form.person_id.data}
    leading.offer(current_user, community_id, **who, until=form.ends, now=clock.now())
    return True


def _back_to(community_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", community_id=community_id), 303)
