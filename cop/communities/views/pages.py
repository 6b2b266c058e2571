"""The pages of communities and their spaces."""

from collections.abc import Sequence
from typing import Any, TypeVar

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries, service
from cop.communities.forms import NameMemberForm, PersonForm, RoleForm, SpaceForm
from cop.communities.forms.agreements import AcceptForm
from cop.communities.models import Community, CommunityInvitation, Space
from cop.communities.queries.foundings import foundings_visible_to
from cop.communities.rules import Read
from cop.communities.views import keeping
from cop.communities.views.shown import shown_community, standing, standing_in_space
from cop.core import clock, headers
from cop.core.access import public, require
from cop.core.errors import N_
from cop.core.forms import Form
from cop.core.words import gettext

FormOfOne = TypeVar("FormOfOne", bound=PersonForm)

bp = Blueprint("communities", __name__)

MEMBERS_ONLY = N_("Members of this community see who else is in it.")
READERS_ONLY = N_("Those who are in this space see who else is.")


@bp.get("/communities")
@public
def index() -> ResponseReturnValue:
    headers.let_engines_list()
    found = queries.communities_visible_to(current_user)
    own = [each for each in found if policy.is_member(current_user, each)]
    others = [each for each in found if each not in own]
    counts = queries.member_counts([each.id for each in found])
    drafts = foundings_visible_to(current_user) if current_user.is_authenticated else []
    return render_template("communities/index.html", own=own, others=others, counts=counts, drafts=drafts)


@bp.get("/communities/<int:community_id>")
@public
def show(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    if community.axes.indexed:
        headers.let_engines_list()
    return render_template("communities/show.html", supposed=None, **shown_community(current_user, community))


@bp.post("/communities/<int:community_id>/memberships")
def join(community_id: int) -> ResponseReturnValue:
    service.join(current_user, community_id, accepts=AcceptForm().accepted, now=clock.now())
    flash(gettext("Welcome. You are a member now."))
    return redirect(url_for(".show", community_id=community_id), 303)


@bp.post("/communities/<int:community_id>/departures")
def leave(community_id: int) -> ResponseReturnValue:
    service.leave(current_user, community_id, now=clock.now())
    flash(gettext("You have left. What you wrote stays; you can come back if you are asked."))
    return redirect(url_for(".index"), 303)


@bp.get("/communities/<int:community_id>/members")
def members(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.can_see_members(current_user, community), MEMBERS_ONLY)
    shown = {"people": queries.members_of(community_id), "asked": _asked_into(community)}
    return render_template(
        "communities/members.html", community=community, **shown, **standing(current_user, community)
    )


@bp.post("/communities/<int:community_id>/removals")
def remove(community_id: int) -> ResponseReturnValue:
    form = _checked(PersonForm())
    service.remove(current_user, community_id, person_id=form.chosen, now=clock.now())
    flash(gettext("They are out, and read here no longer."))
    return redirect(url_for(".members", community_id=community_id), 303)


@bp.post("/communities/<int:community_id>/roles")
def give_role(community_id: int) -> ResponseReturnValue:
    form = _checked(RoleForm())
    service.give_role(current_user, community_id, person_id=form.chosen, role=form.role.data)
    flash(gettext("Their role is changed."))
    return redirect(url_for(".members", community_id=community_id), 303)


@bp.route("/communities/<int:community_id>/spaces/new", methods=["GET", "POST"])
def create_space(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.can_coordinate(current_user, community), service.COORDINATES)
    form = SpaceForm.within(community.axes)
    if request.method == "POST" and (space := form.then(lambda: _create_space(community_id, form))):
        return redirect(url_for(".space", space_id=space.id), 303)
    return _page("communities/create_space.html", form, community=community)


@bp.get("/spaces/<int:space_id>")
@public
def space(space_id: int) -> ResponseReturnValue:
    return keeping.space_page(space_id)


@bp.route("/spaces/<int:space_id>/members", methods=["GET", "POST"])
def space_members(space_id: int) -> ResponseReturnValue:
    community_id = _space_of_named(space_id).community_id
    form = NameMemberForm.among(queries.members_of(community_id))
    if request.method == "POST" and form.then(lambda: _name(space_id, form)):
        return redirect(url_for(".space_members", space_id=space_id), 303)
    space = _space_of_named(space_id)
    named = queries.named_in(space_id)
    return _page(
        "communities/space_members.html", form, space=space, people=named, **standing_in_space(current_user, space)
    )


@bp.post("/spaces/<int:space_id>/members/removals")
def unname(space_id: int) -> ResponseReturnValue:
    form = _checked(PersonForm())
    service.unname_member(current_user, space_id, person_id=form.chosen, now=clock.now())
    flash(gettext("They are out of this space."))
    return redirect(url_for(".space", space_id=space_id), 303)


def _asked_into(community: Community) -> Sequence[CommunityInvitation]:
    """In a sealed community its members know who is asked; elsewhere only whoever invites."""
    return queries.asked_into(community.id) if community.axes.read == Read.SEALED and policy.is_alive(community) else ()


def _space_of_named(space_id: int) -> Space:
    """Anew each time: a refused form lets go of all that was read before it."""
    space = queries.space_for(current_user, space_id)
    require(policy.can_read_space(current_user, space) and not space.for_everyone, READERS_ONLY)
    return space


def _page(template: str, form: Form, **values: Any) -> ResponseReturnValue:
    return render_template(template, form=form, **values), 422 if form.problems else 200


def _checked(form: FormOfOne) -> FormOfOne:
    """The form of a single button, which no person can fill in wrongly."""
    if not form.validate():
        abort(400)
    return form


def _create_space(community_id: int, form: SpaceForm) -> Space:
    return service.create_space(current_user, community_id, **form.said(), now=clock.now())


def _name(space_id: int, form: NameMemberForm) -> bool:
    service.name_member(current_user, space_id, person_id=form.person_id.data, now=clock.now())
    return True
