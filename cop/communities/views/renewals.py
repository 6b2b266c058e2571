"""The yearly question, on the page of a community's life."""

from datetime import datetime

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy
from cop.communities.forms.renewals import DecisionForm, WishForm
from cop.communities.models import Community
from cop.communities.service import renewals
from cop.communities.views import life
from cop.communities.views.asks import asks_of
from cop.core import clock
from cop.core.pages import Next
from cop.core.words import gettext
from cop.people.models import User

bp = Blueprint("renewals", __name__)


@bp.post("/communities/<int:community_id>/renewals/wishes")
def say(community_id: int) -> ResponseReturnValue:
    form = WishForm()
    if form.then(lambda: _say(community_id, form)):
        flash(gettext("Thank you. Nobody sees who wishes what."))
        return redirect(url_for("communities.life.show", community_id=community_id), 303)
    return life.drawn(community_id, wish=form)


@bp.post("/communities/<int:community_id>/renewals/decisions")
def decide(community_id: int) -> ResponseReturnValue:
    form = DecisionForm()
    if form.then(lambda: _decide(community_id, form)):
        return redirect(url_for("communities.life.show", community_id=community_id), 303)
    return life.drawn(community_id, decision=form)


def renewal_next(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """The communities that ask the viewer whether they are still useful; the page of each says so of itself."""
    found = asks_of(viewer, now=now) if community_id is None else []
    return [line for each in found for line in renewal_lines(each.community, asks=each.for_wish)]


def renewal_lines(community: Community, *, asks: bool) -> list[Next]:
    """That a community asks for a wish, if it does and lives."""
    return [_of_renewal(community)] if asks and policy.is_alive(community) else []


def _of_renewal(community: Community) -> Next:
    return Next(
        title=gettext("Is %(name)s still useful?", name=community.name),
        url=url_for("communities.life.show", community_id=community.id),
        button=gettext("Say what you wish"),
        detail=gettext("Everybody in it is asked once a year."),
    )


def _say(community_id: int, form: WishForm) -> bool:
    renewals.say(current_user, community_id, wish=form.wish.data or "", now=clock.now())
    return True


def _decide(community_id: int, form: DecisionForm) -> bool:
    said = {"outcome": form.outcome.data or "", "words": form.words.data or ""}
    renewals.decide(current_user, community_id, **said, now=clock.now())
    return True
