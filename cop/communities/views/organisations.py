"""Organisations in communities: where one takes part, who takes part in one, whom that brings, and their answer."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries
from cop.communities.forms.organisations import BRINGS, BroughtForm, NameForm, NamesForm, ProposeForm
from cop.communities.models import Community, CommunityOrganisation
from cop.communities.queries import organisations as lists
from cop.communities.queries.agreements import agreement_of
from cop.communities.rules.bringing import may_bring
from cop.communities.service import organisations as service
from cop.core import clock
from cop.core.access import require
from cop.core.days import today
from cop.core.forms import Form
from cop.core.pages import Next
from cop.core.panels import Panel
from cop.core.words import gettext
from cop.organisations import queries as register
from cop.organisations.forms import ROLES
from cop.organisations.models import Organisation
from cop.organisations.policy import can_lead
from cop.people.models import User

bp = Blueprint("organisations", __name__)


@bp.route("/organisations/<int:organisation_id>/communities", methods=["GET", "POST"])
def of_organisation(organisation_id: int) -> ResponseReturnValue:
    form = ProposeForm().offering(_to_propose(organisation_id))
    require(request.method == "GET" or bool(form.community.choices), service.SIDES)
    if request.method == "POST" and (part := form.then(lambda: _propose(organisation_id, form))):
        flash(gettext("It takes part now.") if part.agreed_at else gettext("Proposed. The other side answers."))
        return redirect(url_for(".show", part_id=part.id), 303)
    return _page_of_organisation(organisation_id, form)


@bp.get("/communities/<int:community_id>/organisations")
def of_community(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.can_see_members(current_user, community), "Members of this community see who takes part in it.")
    parts = lists.parts_of_community(current_user, community)
    shown = {"community": community, "parts": parts, "can_coordinate": policy.can_coordinate(current_user, community)}
    return render_template("communities/organisations/of_community.html", **shown, **_words())


@bp.get("/communities/parts/<int:part_id>")
def show(part_id: int) -> ResponseReturnValue:
    return _page(part_id, None)


@bp.post("/communities/parts/<int:part_id>/agreements")
def agree(part_id: int) -> ResponseReturnValue:
    service.agree(current_user, part_id, now=clock.now())
    flash(gettext("It takes part now. Whom it brings is told, and comes in in fourteen days."))
    return redirect(url_for(".show", part_id=part_id), 303)


@bp.post("/communities/parts/<int:part_id>/endings")
def end(part_id: int) -> ResponseReturnValue:
    part = service.end(current_user, part_id, now=clock.now())
    flash(gettext("It is ended."))
    return redirect(url_for(".of_organisation", organisation_id=part.organisation_id), 303)


@bp.post("/communities/parts/<int:part_id>/names")
def name_people(part_id: int) -> ResponseReturnValue:
    form = _names(part_id)
    if form.then(lambda: _name(part_id, form)):
        flash(gettext("They are told, and come in in fourteen days unless they say no."))
        return redirect(url_for(".show", part_id=part_id), 303)
    return _page(part_id, form)


@bp.post("/communities/parts/<int:part_id>/removals")
def take_name_back(part_id: int) -> ResponseReturnValue:
    form = NameForm()
    if not form.validate():
        abort(400)
    service.take_name_back(current_user, part_id, person_id=form.person_id.data or 0, now=clock.now())
    return redirect(url_for(".show", part_id=part_id), 303)


@bp.route("/communities/brought/<int:part_id>", methods=["GET", "POST"])
def brought(part_id: int) -> ResponseReturnValue:
    form = BroughtForm()
    if request.method == "POST" and (community_id := form.then(lambda: _answer(part_id, form))):
        if form.yes.data == "1":
            return redirect(url_for("communities.show", community_id=community_id), 303)
        flash(gettext("You are not brought in, now or later. Nobody is told."))
        return redirect("/", 303)
    person = lists.brought_for(current_user, part_id)
    agreement = agreement_of(person.part.community_id)
    page = render_template("communities/organisations/brought.html", person=person, agreement=agreement, form=form)
    return page, 422 if form.problems else 200


def brought_next(viewer: Any) -> list[Next]:
    """Where the viewer's organisation is about to bring them."""
    return [
        Next(
            title=gettext(
                "%(name)s brings you into “%(place)s”", name=part.organisation.name, place=part.community.name
            ),
            url=url_for("communities.organisations.brought", part_id=part.id),
            button=gettext("Come in, or say no"),
            detail=gettext("If you do nothing, you are in from that day on."),
            when=each.due_at,
        )
        for each, part in ((each, each.part) for each in lists.brought_soon(viewer))
    ]


def _load_of_organisation(viewer: Any, subject: tuple[Organisation, date], *, now: datetime) -> dict[str, Any]:
    organisation, _on = subject
    parts = lists.parts_of_organisation(viewer, organisation, on=today(now))
    return {"organisation": organisation, "parts": [each for each in parts if each.holds]}


PANELS = [Panel("organisation", 5, "communities/organisations/_panel.html", _load_of_organisation)]


def _page_of_organisation(organisation_id: int, form: ProposeForm) -> ResponseReturnValue:
    organisation = register.organisation_for(current_user, organisation_id)
    page = render_template(
        "communities/organisations/of_organisation.html",
        organisation=organisation,
        parts=lists.parts_of_organisation(current_user, organisation, on=_today()),
        form=form,
        can_propose=bool(form.community.choices),
        leads=can_lead(current_user, organisation, on=_today()),
        **_words(),
    )
    return page, 422 if form.problems else 200


def _page(part_id: int, refused: Form | None) -> ResponseReturnValue:
    part, leads, coordinates = lists.part_for(current_user, part_id, on=_today())
    answers = not part.agreed_at and (coordinates if part.asked_by_lead else leads)
    names = leads and part.holds and part.brings == "named"
    page = render_template(
        "communities/organisations/part.html",
        part=part,
        people=lists.people_brought(part.id) if leads else (),
        number=lists.numbers_brought([part.id]).get(part.id, 0),
        leads=leads,
        answers=answers,
        form=(refused or _names(part_id)) if names else None,
        **_words(),
    )
    return page, 422 if refused else 200


def _names(part_id: int) -> NamesForm:
    """Those of the organisation whom it does not bring yet, for whoever leads it."""
    part, leads, _coordinates = lists.part_for(current_user, part_id, on=_today())
    require(leads, service.LEADS)
    there = {each.user_id for each in lists.people_brought(part_id)}
    theirs = register.everybody_of(part.organisation_id, on=_today(), leads_only=False)
    people: list[User] = [each.user for each in theirs if each.confirmed and each.user_id not in there]
    return NamesForm().among(list(dict.fromkeys(people)))


def _to_propose(organisation_id: int) -> list[Community]:
    """A lead offers the organisation to any community that they know of; others ask it into one they coordinate."""
    organisation = register.organisation_for(current_user, organisation_id)
    known = [each for each in queries.communities_visible_to(current_user) if policy.is_alive(each)]
    if not can_lead(current_user, organisation, on=_today()):
        known = [each for each in known if policy.can_coordinate(current_user, each)]
    there = {each.community_id for each in lists.parts_of_organisation(current_user, organisation, on=_today())}
    return [each for each in known if may_bring(each.axes) and each.id not in there]


def _propose(organisation_id: int, form: ProposeForm) -> CommunityOrganisation:
    chosen = {"community_id": form.community.data, "brings": form.brings.data, "roles": form.roles.data or ()}
    return service.propose(current_user, organisation_id, **chosen, now=clock.now())


def _name(part_id: int, form: NamesForm) -> bool:
    service.name_people(current_user, part_id, people=form.people.data or (), now=clock.now())
    return True


def _answer(part_id: int, form: BroughtForm) -> int:
    return service.answer(current_user, part_id, yes=form.yes.data == "1", accepts=form.accepted, now=clock.now())


def _words() -> dict[str, Any]:
    return {
        "brings": {each.value: each.label for each in BRINGS},
        "roles": {each.value: each.label for each in ROLES},
    }


def _today() -> date:
    return today(clock.now())
