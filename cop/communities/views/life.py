"""The page of a community's life: its stage, its log, and its end."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries
from cop.communities.forms.life import SIGNS, STAGES, ClosingForm, StageForm
from cop.communities.models import Community
from cop.communities.queries.life import closing_among, notes_of, parting_words
from cop.communities.service import life
from cop.core import clock
from cop.core.access import require
from cop.core.forms import Form
from cop.core.pages import Next
from cop.core.words import day, gettext
from cop.people.models import User

bp = Blueprint("life", __name__)

MEMBERS = "Members of this community see how it has lived."


@bp.get("/communities/<int:community_id>/life")
def show(community_id: int) -> ResponseReturnValue:
    return _drawn(community_id)


@bp.post("/communities/<int:community_id>/stages")
def choose_stage(community_id: int) -> ResponseReturnValue:
    form = StageForm()
    if form.then(lambda: _choose_stage(community_id, form)):
        return redirect(url_for(".show", community_id=community_id), 303)
    return _drawn(community_id, stage=form)


@bp.post("/communities/<int:community_id>/closings")
def announce_closing(community_id: int) -> ResponseReturnValue:
    form = ClosingForm()
    if form.then(lambda: _announce(community_id, form)):
        return redirect(url_for(".show", community_id=community_id), 303)
    return _drawn(community_id, closing=form)


@bp.post("/communities/<int:community_id>/closings/withdrawals")
def take_back_closing(community_id: int) -> ResponseReturnValue:
    life.take_back_closing(current_user, community_id, now=clock.now())
    flash(gettext("It goes on. The log says so."))
    return redirect(url_for(".show", community_id=community_id), 303)


def closing_next(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """What is about to close, so that nobody is surprised."""
    del now
    found = closing_among(viewer)
    here = (each for each in found if community_id in {None, each.id})
    return [_of_closing(each, closes_at=each.closes_at) for each in here if each.closes_at]


def _of_closing(community: Community, *, closes_at: datetime) -> Next:
    return Next(
        title=gettext("%(name)s closes", name=community.name),
        url=url_for("communities.life.show", community_id=community.id),
        button=gettext("See what you can take with you"),
        detail=gettext("It can be read, and nothing written in it, from %(day)s on.", day=day(closes_at)),
    )


def _drawn(community_id: int, **refused: Form) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.is_member(current_user, community), MEMBERS)
    page = render_template(
        "communities/life.html",
        community=community,
        notes=notes_of(community_id),
        parting=parting_words(community_id) if community.closes_at else "",
        stages={each.value: each.label for each in STAGES},
        signs={each.value: each.label for each in SIGNS},
        can_choose=policy.can_choose_stage(current_user, community),
        can_coordinate=policy.can_coordinate(current_user, community),
        can_tell=policy.can_share(current_user, community),
        forms={"stage": StageForm(stage=community.stage), "closing": ClosingForm()} | refused,
    )
    return page, 422 if refused else 200


def _choose_stage(community_id: int, form: StageForm) -> bool:
    signs = form.signs.data or []
    life.choose_stage(current_user, community_id, stage=form.stage.data or "", signs=signs, now=clock.now())
    return True


def _announce(community_id: int, form: ClosingForm) -> bool:
    life.announce_closing(current_user, community_id, words=form.words.data or "", now=clock.now())
    return True
