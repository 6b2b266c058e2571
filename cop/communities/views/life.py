"""The page of a community's life: its stage, its log, and its end."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries
from cop.communities.forms.life import SIGNS, STAGES, ClosingForm, StageForm
from cop.communities.forms.renewals import WISHES, DecisionForm, WishForm
from cop.communities.models import Community
from cop.communities.queries.life import notes_of, parting_words
from cop.communities.queries.renewals import open_renewal_of, wish_of, wishes_in
from cop.communities.service import life
from cop.communities.views.asks import asks_of
from cop.core import clock
from cop.core.access import require
from cop.core.errors import N_
from cop.core.forms import Form
from cop.core.pages import Next
from cop.core.words import day, gettext
from cop.people.models import User

bp = Blueprint("life", __name__)

MEMBERS = N_("Members of this community see how it has lived.")
WORDS = {
    "stages": {each.value: each.label for each in STAGES},
    "signs": {each.value: each.label for each in SIGNS},
    "wish_words": {each.value: each.label for each in WISHES},
}


@bp.get("/communities/<int:community_id>/life")
def show(community_id: int) -> ResponseReturnValue:
    return drawn(community_id)


@bp.post("/communities/<int:community_id>/stages")
def choose_stage(community_id: int) -> ResponseReturnValue:
    form = StageForm()
    if form.then(lambda: _choose_stage(community_id, form)):
        return redirect(url_for(".show", community_id=community_id), 303)
    return drawn(community_id, stage=form)


@bp.post("/communities/<int:community_id>/closings")
def announce_closing(community_id: int) -> ResponseReturnValue:
    form = ClosingForm()
    if form.then(lambda: _announce(community_id, form)):
        return redirect(url_for(".show", community_id=community_id), 303)
    return drawn(community_id, closing=form)


@bp.post("/communities/<int:community_id>/closings/withdrawals")
def take_back_closing(community_id: int) -> ResponseReturnValue:
    life.take_back_closing(current_user, community_id, now=clock.now())
    flash(gettext("It goes on. The log says so."))
    return redirect(url_for(".show", community_id=community_id), 303)


def drawn(community_id: int, **refused: Form) -> ResponseReturnValue:
    """The page, with the form that was refused in place of a fresh one."""
    community = queries.community_for(current_user, community_id)
    require(policy.is_member(current_user, community), MEMBERS)
    renewal = _renewal_of(community_id)
    fresh = {"stage": StageForm(stage=community.stage), "closing": ClosingForm(), "decision": DecisionForm()}
    page = render_template(
        "communities/life.html",
        community=community,
        notes=notes_of(community_id),
        can_take=policy.can_take_archive(current_user, community),
        parting=parting_words(community_id) if community.closes_at else "",
        **WORDS,
        **_may(community),
        **renewal,
        forms=fresh | {"wish": WishForm(wish=renewal["own_wish"])} | refused,
    )
    return page, 422 if refused else 200


def closing_next(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """What is about to close, so that nobody is surprised; the page of a community says so of itself."""
    found = asks_of(viewer, now=now) if community_id is None else []
    return [line for each in found for line in closing_lines(each.community)]


def closing_lines(community: Community) -> list[Next]:
    """That a community is about to close, if it is."""
    if community.closes_at is None or not policy.is_alive(community):
        return []
    return [_of_closing(community, closes_at=community.closes_at)]


def _of_closing(community: Community, *, closes_at: datetime) -> Next:
    return Next(
        title=gettext("%(name)s closes", name=community.name),
        url=url_for("communities.life.show", community_id=community.id),
        button=gettext("See what you can take with you"),
        detail=gettext("It can be read, and nothing written in it, from %(day)s on.", day=day(closes_at)),
    )


def _may(community: Community) -> dict[str, bool]:
    return {
        "can_choose": policy.can_choose_stage(current_user, community),
        "can_coordinate": policy.can_coordinate(current_user, community),
        "can_tell": policy.can_share(current_user, community),
        "can_vote": policy.can_vote(current_user, community),
    }


def _renewal_of(community_id: int) -> dict[str, Any]:
    """This year's question, if one is open; the wishes are told in total, once everybody had their time."""
    renewal = open_renewal_of(community_id)
    if renewal is None:
        return {"renewal": None, "own_wish": None, "wishes": None}
    is_counted = clock.now() >= renewal.until
    own_wish = wish_of(current_user, renewal)
    return {"renewal": renewal, "own_wish": own_wish, "wishes": wishes_in(renewal) if is_counted else None}


def _choose_stage(community_id: int, form: StageForm) -> bool:
    signs = form.signs.data or []
    life.choose_stage(current_user, community_id, stage=form.stage.data or "", signs=signs, now=clock.now())
    return True


def _announce(community_id: int, form: ClosingForm) -> bool:
    life.announce_closing(current_user, community_id, words=form.words.data or "", now=clock.now())
    return True
