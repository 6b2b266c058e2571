"""The pages of gatherings, and what they bring to the pages of communities and spaces."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import exists

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.core import clock
from cop.core.access import public, require
from cop.core.archives import Chapter, Piece
from cop.core.errors import N_
from cop.core.forms import Form
from cop.core.pages import Next
from cop.core.panels import SUBJECT, Panel
from cop.core.words import gettext
from cop.gatherings import policy, queries, rules, service
from cop.gatherings.forms import AnswerForm, GatheringForm
from cop.gatherings.models import Gathering
from cop.gatherings.queries import ListedGathering
from cop.people.models import User

bp = Blueprint("gatherings", __name__)

ASK_AHEAD = timedelta(days=28)


@bp.route("/spaces/<int:space_id>/gatherings/new", methods=["GET", "POST"])
def arrange(space_id: int) -> ResponseReturnValue:
    space, form = communities.space_for(current_user, space_id), GatheringForm()
    require(policy.can_arrange(current_user, space), service.ORGANISES)
    if request.method == "POST" and (gathering := form.then(lambda: _arrange(space_id, form))):
        return redirect(url_for(".show", gathering_id=gathering.id), 303)
    return _page("gatherings/arrange.html", form, space=space, readers=_readers(space_id))


@bp.get("/gatherings/<int:gathering_id>")
@public
def show(gathering_id: int) -> ResponseReturnValue:
    return render_template("gatherings/show.html", **_shown(queries.gathering_for(current_user, gathering_id)))


@bp.post("/gatherings/<int:gathering_id>/answers")
def answer(gathering_id: int) -> ResponseReturnValue:
    going = bool(AnswerForm().going.data)
    service.answer(current_user, gathering_id, going=going, now=clock.now())
    return redirect(url_for(".show", gathering_id=gathering_id), 303)


@bp.route("/gatherings/<int:gathering_id>/edit", methods=["GET", "POST"])
def change(gathering_id: int) -> ResponseReturnValue:
    gathering = queries.gathering_for(current_user, gathering_id)
    require(policy.can_change(current_user, gathering), service.HOST)
    form = GatheringForm.of(gathering)
    if request.method == "POST" and form.then(lambda: _change(gathering_id, form)):
        return redirect(url_for(".show", gathering_id=gathering_id), 303)
    return _page("gatherings/change.html", form, gathering=queries.gathering_for(current_user, gathering_id))


@bp.post("/gatherings/<int:gathering_id>/cancellations")
def call_off(gathering_id: int) -> ResponseReturnValue:
    service.call_off(current_user, gathering_id, now=clock.now())
    flash(gettext("It is called off. Its page says so."))
    return redirect(url_for(".show", gathering_id=gathering_id), 303)


def space_gatherings(viewer: Any, space: Space, *, now: datetime, is_there: bool) -> Mapping[str, Any] | None:
    """What is to come in a space, and what was there lately."""
    coming = queries.to_come(viewer, space_id=space.id, now=now) if is_there else []
    held = queries.held_in(viewer, space.id, now=now) if is_there else []
    can_arrange = policy.can_arrange(viewer, space)
    if not (coming or held or can_arrange):
        return None
    return {"coming": coming, "held": held, "space": space, "can_arrange": can_arrange, "named": False}


def community_gatherings(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """What is to come in a community, among what the viewer may know of."""
    coming = _to_come(viewer, community.id, now=now)
    if not coming and not places.is_member(viewer, community):
        return None
    return {"coming": coming, "held": [], "space": None, "can_arrange": False, "named": True}


def next_for(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """What the viewer comes to, and what they are asked to come to; on the front page also what of it is put aside."""
    found = queries.asked_of(viewer, now=now) if community_id is None else _to_come(viewer, community_id, now=now)
    return _lines(found, now=now)


def _lines(found: Sequence[ListedGathering], *, now: datetime) -> list[Next]:
    aside = [_of_aside(each) for each in found if each.is_aside]
    held = [each for each in found if each.called_off_at is None and not each.is_aside]
    coming = [_of_coming(each) for each in held if each.going and not _is_asked(each)]
    soon = (each for each in held if _is_asked(each) and now < each.starts_at < now + ASK_AHEAD)
    return coming + aside + [_of_asked(each) for each in soon]


PANELS = [
    Panel("community", 15, "gatherings/_panel.html", community_gatherings),
    Panel("space", 15, "gatherings/_panel.html", space_gatherings, exists().where(Gathering.space_id == SUBJECT)),
]


def _to_come(viewer: Any, community_id: int, *, now: datetime) -> Sequence[ListedGathering]:
    """What is to come in a community, asked once for its panel and for «Next for you»."""
    known: dict[Any, Sequence[ListedGathering]] = g.setdefault("gatherings_to_come", {})
    this = (places.person_id(viewer), community_id, now)
    if this not in known:
        known[this] = queries.to_come(viewer, community_id=community_id, now=now)
    return known[this]


def _of_coming(gathering: ListedGathering) -> Next:
    return Next(
        title=gathering.title,
        url=url_for("gatherings.show", gathering_id=gathering.id),
        button=gettext("Look at it"),
        when=gathering.starts_at,
        detail=gathering.place,
    )


def _of_aside(gathering: ListedGathering) -> Next:
    return Next(
        title=gettext("A gathering that you come to is put aside for now"),
        url=url_for("communities.space", space_id=gathering.space_id),
        button=gettext("Look at the space"),
        when=gathering.starts_at,
        detail=gettext("In %(space)s. You need not do anything: you hear if it stands again.", space=gathering.space),
    )


def _of_asked(gathering: ListedGathering) -> Next:
    return Next(
        title=gathering.title,
        url=url_for("gatherings.show", gathering_id=gathering.id),
        button=gettext("Say whether you come"),
        detail=gettext("It was moved since you answered.") if gathering.going is not None else gathering.place,
    )


def _is_asked(gathering: ListedGathering) -> bool:
    return rules.is_asked(gathering.answer, moved_at=gathering.moved_at)


def _shown(gathering: Gathering) -> dict[str, Any]:
    now, answer = clock.now(), queries.answer_of(current_user, gathering.id)
    sees_who, as_guest = policy.can_see_who_comes(current_user, gathering), policy.is_guest(current_user, gathering)
    to_come = now < gathering.starts_at and gathering.called_off_at is None
    return {
        "gathering": gathering,
        "answer": answer,
        "is_asked": rules.is_asked(answer, moved_at=gathering.moved_at),
        "link": gathering.link if rules.sees_link(answer) and policy.can_come(current_user, gathering) else "",
        "guests": queries.guests_coming(gathering.id, now=now) if sees_who else [],
        "guest_until": queries.own_seat_until(current_user, gathering.id, now=now) if as_guest else None,
        "seats": policy.can_seat_guests(current_user, gathering),
        "comes": queries.who_comes(gathering.id, space_id=gathering.space_id) if sees_who else None,
        "to_come": to_come,
        "can_report": current_user.is_authenticated and gathering.host_id != current_user.id,
        "can_answer": to_come and policy.can_answer(current_user, gathering),
        "can_change": to_come and policy.can_change(current_user, gathering),
    }


def _readers(space_id: int) -> communities.Readers:
    return communities.audience_of_space(space_id, on=clock.now().date())


def _page(template: str, form: Form, **values: Any) -> ResponseReturnValue:
    return render_template(template, form=form, **values), 422 if form.problems else 200


def _arrange(space_id: int, form: GatheringForm) -> Gathering:
    return service.arrange(current_user, space_id, plan=form.plan, now=clock.now())


def _change(gathering_id: int, form: GatheringForm) -> bool:
    service.change(current_user, gathering_id, plan=form.plan, now=clock.now())
    return True


def _pieces(viewer: Any, community_id: int) -> Iterator[Piece]:
    for each in queries.all_in(viewer, community_id):
        yield Piece(each.title, each.space, "", each.starts_at, "", "")


CHAPTERS = [Chapter("gatherings", N_("Gatherings"), _pieces)]
