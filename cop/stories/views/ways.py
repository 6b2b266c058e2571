"""What a community asks of those who tell a story there: for its core group."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import queries as communities
from cop.communities.models import Community
from cop.core import clock
from cop.core.access import require
from cop.core.words import gettext
from cop.stories import policy, rules
from cop.stories.forms.ways import WayForm
from cop.stories.models import StoryWay
from cop.stories.queries import ways as queries
from cop.stories.rules import ways
from cop.stories.service import ways as service

bp = Blueprint("ways", __name__)
HERE = "/communities/<int:community_id>/ways"


@bp.get(HERE)
def index(community_id: int) -> ResponseReturnValue:
    community, own = _asking(community_id), queries.ways_in(community_id)
    replaced = {each.instead_of for each in own}
    ours = [each for each in rules.BEGUN_BY_HAND if each.key not in replaced]
    return render_template("stories/ways/index.html", community=community, own=own, ours=ours)


@bp.get(f"{HERE}/new")
def begin(community_id: int) -> ResponseReturnValue:
    """Empty, or with the questions of one of ours, which this is to take the place of."""
    _asking(community_id)
    key = ways.check_instead_of(request.args.get("of", ""))
    return _page(community_id, WayForm.of(rules.template(key) if key else None))


@bp.post(f"{HERE}/new")
def create(community_id: int) -> ResponseReturnValue:
    _asking(community_id)
    form = WayForm()
    if form.then(lambda: _create(community_id, form)):
        flash(gettext("It is asked from now on."))
        return redirect(url_for(".index", community_id=community_id), 303)
    return _page(community_id, form)


@bp.get("/ways/<int:way_id>/edit")
def edit(way_id: int) -> ResponseReturnValue:
    way = queries.way_for(current_user, way_id)
    return _page(way.community_id, WayForm.of(way.template, seen=way.version), way=way)


@bp.post("/ways/<int:way_id>/edit")
def change(way_id: int) -> ResponseReturnValue:
    way, form = queries.way_for(current_user, way_id), WayForm()
    if form.then(lambda: _change(way_id, form)):
        flash(gettext("It is asked like that from now on. What was begun goes on as it was."))
        return redirect(url_for(".index", community_id=way.community_id), 303)
    return _page(way.community_id, form, way=queries.way_for(current_user, way_id))


@bp.post("/ways/<int:way_id>/removals")
def take_away(way_id: int) -> ResponseReturnValue:
    community_id = service.take_away(current_user, way_id, now=clock.now())
    flash(gettext("It is not asked any more. What was begun by it can be finished."))
    return redirect(url_for(".index", community_id=community_id), 303)


def _asking(community_id: int) -> Community:
    community = communities.community_for(current_user, community_id)
    require(policy.can_gather(current_user, community), service.EDITORS)
    return community


def _create(community_id: int, form: WayForm) -> StoryWay:
    of = request.args.get("of", "")
    return service.begin(current_user, community_id, told=form.told(), instead_of=of, now=clock.now())


def _change(way_id: int, form: WayForm) -> StoryWay:
    return service.change(current_user, way_id, told=form.told(), seen=int(form.seen.data or 0), now=clock.now())


def _page(community_id: int, form: WayForm, *, way: StoryWay | None = None) -> ResponseReturnValue:
    community = communities.community_for(current_user, community_id)
    shown = {"community": community, "way": way, "versions": queries.versions_of(way) if way else (), "ways": ways}
    page = render_template("stories/ways/write.html", form=form, of=request.args.get("of", ""), **shown)
    return page, 422 if form.problems else 200
