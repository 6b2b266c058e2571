"""The pages of learning sets."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy as community_policy
from cop.communities.models import Community
from cop.communities.queries import communities_visible_to
from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.sets import policy, queries, rules, service
from cop.sets.forms import AgreementForm, OfferForm, SetForm
from cop.sets.models import LearningSet
from cop.sets.queries import access
from cop.sets.queries.closing import closing_of
from cop.sets.queries.newcomers import newcomers_to, standing_of
from cop.sets.views import panels, picture, reviews, season

bp = Blueprint("sets", __name__, url_prefix="/sets")


@bp.get("")
def index() -> ResponseReturnValue:
    now, sets = clock.now(), queries.sets_visible_to(current_user)
    dates = {each.id: queries.next_date(each.dates, now=now) for each in sets}
    return render_template(
        "sets/list.html", sets=sets, dates=dates, invitations=queries.invitations_to(current_user),
        can_break_glass=policy.can_break_glass(current_user),
    )  # fmt: skip


@bp.get("/new")
def new() -> ResponseReturnValue:
    return _new_page(_form(community=request.args.get("community", "")))


@bp.post("")
def create() -> ResponseReturnValue:
    form = _form()
    if "work_it_out" in request.form:
        return _new_page(form)
    if formed := form.then(lambda: _form_set(form)):
        flash(gettext("The set is there. Now offer its seats, and write down how you work together."))
        return redirect(url_for(".people", set_id=formed.id), 303)
    return _new_page(form), 422


@bp.get("/plan")
def plan() -> ResponseReturnValue:
    form = SetForm.to_plan(request.args)
    meetings = request.args.get("dates", 0, type=int)
    return render_template("sets/_plan.html", plan=form.plan(meetings=meetings), running_order=form.chosen)


@bp.get("/<int:set_id>")
def show(set_id: int) -> ResponseReturnValue:
    now, learning_set = clock.now(), queries.set_for(current_user, set_id)
    values = _set_values(learning_set)
    airtime = season.airtime_of(learning_set, values["agreement"], now=now)
    return render_template(
        "sets/show.html", **values, **airtime, **_what_was_said(set_id, now=now), **_seasons(learning_set, now=now),
        newcomers=newcomers_to(learning_set, viewer_id=current_user.id, now=now),
        date=queries.next_date(learning_set.dates, now=now),
        next=panels.next_in(current_user, learning_set, due=airtime["due"], share=airtime["share"], now=now),
        circle_people=picture.around_the_table(learning_set, current_user),
        circle_label=picture.table_in_words(learning_set),
    )  # fmt: skip


@bp.get("/<int:set_id>/invitation")
def invitation(set_id: int) -> ResponseReturnValue:
    seat = queries.invitation_for(current_user, set_id)
    is_ready = standing_of(seat, seat.learning_set, now=clock.now()) == "ready"
    return render_template(
        "sets/invitation.html", seat=seat, set=seat.learning_set, agreement=queries.agreement_of(set_id),
        is_ready=is_ready,
    )  # fmt: skip


@bp.post("/<int:set_id>/acceptances")
def accept(set_id: int) -> ResponseReturnValue:
    service.accept_seat(current_user, set_id, now=clock.now())
    flash(gettext("The seat is yours. Read the agreement next: meetings open once everyone has accepted it."))
    return redirect(url_for(".agreement", set_id=set_id), 303)


@bp.post("/<int:set_id>/refusals")
def decline(set_id: int) -> ResponseReturnValue:
    service.decline_seat(current_user, set_id, now=clock.now())
    flash(gettext("You have said no to the seat. Nobody is told why."))
    return redirect(url_for(".index"), 303)


@bp.get("/<int:set_id>/people")
def people(set_id: int) -> ResponseReturnValue:
    return _people_page(queries.set_for(current_user, set_id), OfferForm())


@bp.post("/<int:set_id>/seats")
def offer(set_id: int) -> ResponseReturnValue:
    form = OfferForm()
    if form.then(lambda: service.offer_seat(current_user, set_id, **form.said(), now=clock.now())):
        flash(gettext("The seat is offered."))
        return redirect(url_for(".people", set_id=set_id), 303)
    return _people_page(queries.set_for(current_user, set_id), form), 422


@bp.post("/<int:set_id>/seats/<int:seat_id>/removals")
def remove(set_id: int, seat_id: int) -> ResponseReturnValue:
    service.remove(current_user, set_id, seat_id=seat_id, now=clock.now())
    return redirect(url_for(".people", set_id=set_id), 303)


@bp.post("/<int:set_id>/seats/<int:seat_id>/deputies")
def name_deputy(set_id: int, seat_id: int) -> ResponseReturnValue:
    service.name_deputy(current_user, set_id, seat_id=seat_id, now=clock.now())
    return redirect(url_for(".people", set_id=set_id), 303)


@bp.post("/<int:set_id>/seats/<int:seat_id>/facilitators")
def name_facilitator(set_id: int, seat_id: int) -> ResponseReturnValue:
    service.name_facilitator(current_user, set_id, seat_id=seat_id, now=clock.now())
    return redirect(url_for(".people", set_id=set_id), 303)


@bp.route("/<int:set_id>/departures", methods=["GET", "POST"])
def leave(set_id: int) -> ResponseReturnValue:
    learning_set = queries.set_for(current_user, set_id)
    if request.method == "GET":
        return render_template("sets/leave.html", **_set_values(learning_set))
    service.leave(current_user, set_id, now=clock.now())
    flash(gettext("You have left the set."))
    return redirect(url_for(".index"), 303)


@bp.get("/<int:set_id>/agreement")
def agreement(set_id: int) -> ResponseReturnValue:
    values = _set_values(queries.set_for(current_user, set_id))
    return render_template("sets/agreement.html", **values, accepted=queries.accepted_by(values["agreement"]))


@bp.post("/<int:set_id>/agreement/acceptances")
def accept_agreement(set_id: int) -> ResponseReturnValue:
    seen = request.form.get("seen", 0, type=int)
    service.accept_agreement(current_user, set_id, seen=seen, now=clock.now())
    return redirect(url_for(".show", set_id=set_id), 303)


@bp.get("/<int:set_id>/agreements/new")
def new_agreement(set_id: int) -> ResponseReturnValue:
    learning_set, in_force = queries.set_for(current_user, set_id), queries.agreement_of(set_id)
    return _writing_page(learning_set, AgreementForm(obj=in_force, seen=in_force.version if in_force else 0))


@bp.post("/<int:set_id>/agreements")
def write_agreement(set_id: int) -> ResponseReturnValue:
    form = AgreementForm()
    if form.then(lambda: service.write_agreement(current_user, set_id, now=clock.now(), **form.said())):
        flash(gettext("Written down. Everybody is asked to accept it, you too."))
        return redirect(url_for(".agreement", set_id=set_id), 303)
    return _writing_page(queries.set_for(current_user, set_id), form), 422


def _form_set(form: SetForm) -> LearningSet:
    return service.form_set(current_user, form.shape, now=clock.now(), **form.said(own_address=current_user.email))


def _form(**given: str) -> SetForm:
    seen = communities_visible_to(current_user)
    return SetForm(**given).among(each for each in seen if community_policy.can_create_set(current_user, each))


def _new_page(form: SetForm) -> str:
    return render_template("sets/new.html", form=form, plan=form.plan(), running_order=form.chosen)


def _set_values(learning_set: LearningSet) -> dict[str, Any]:
    """What every page of a set shows of it."""
    agreement = queries.agreement_of(learning_set.id)
    return {
        "set": learning_set,
        "community": _community_of(learning_set),
        "agreement": agreement,
        "running_order": queries.format_of(learning_set),
        "waiting": queries.waiting_for(learning_set.id),
        "own": learning_set.seat_of(current_user.id),
        "can_facilitate": policy.can_facilitate(current_user, learning_set),
    }


def _what_was_said(set_id: int, *, now: datetime) -> dict[str, Any]:
    """What people promised and bring, and what the set is to know of its own life; for this viewer's eyes."""
    queries.close_history(current_user, set_id, of=(commitments := queries.commitments_of(set_id)))
    return {
        "commitments": commitments,
        "changes": queries.changes_of(set_id),
        "challenges": queries.challenges_of(current_user, set_id=set_id),
        "brought": queries.brought_by_others(current_user, set_id),
        "told": access.glass_told_to(current_user, set_id, now=now),
        "closing": closing_of(set_id),
    }


def _seasons(learning_set: LearningSet, *, now: datetime) -> dict[str, Any]:
    """Where the set stands in its life: what it looks back on, and which seasons this person was in before."""
    return {
        "half": queries.open_review_in(learning_set, now=now),
        "looked_back": reviews.looked_back(learning_set, season=learning_set.season),
        "earlier": queries.earlier_seasons(current_user, learning_set),
    }


def _community_of(learning_set: LearningSet) -> Community | None:
    """The community, for a person who may know that it exists: a set may have people from outside."""
    visible = communities_visible_to(current_user) if learning_set.community_id else []
    return next((each for each in visible if each.id == learning_set.community_id), None)


def _people_page(learning_set: LearningSet, form: OfferForm) -> str:
    free = learning_set.seats - sum(seat.role == "member" for seat in (*learning_set.seated, *learning_set.offered))
    newcomers = newcomers_to(learning_set, viewer_id=current_user.id, now=clock.now())
    return render_template("sets/people.html", **_set_values(learning_set), form=form, free=free, newcomers=newcomers)


def _writing_page(learning_set: LearningSet, form: AgreementForm) -> str:
    require(policy.can_facilitate(current_user, learning_set), "Only the facilitator can write the agreement down.")
    shares = {way: season.share_as(learning_set, way) for way in rules.WAYS}
    return render_template("sets/write_agreement.html", **_set_values(learning_set), form=form, shares=shares)
