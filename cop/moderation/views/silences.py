"""Who reads and does not write for a time: decided by coordinators, and read by whoever it is about."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy as communities
from cop.communities.models import Community
from cop.communities.queries import community_for, members_of
from cop.communities.service import COORDINATES
from cop.core import clock
from cop.core.access import require
from cop.core.errors import NotVisible
from cop.core.words import gettext
from cop.moderation import queries, service
from cop.moderation.forms import AppealForm, EndingForm, SilenceForm
from cop.moderation.views.pages import own_silence_page

bp = Blueprint("silences", __name__)


@bp.route("/communities/<int:community_id>/care/silences", methods=["GET", "POST"])
def index(community_id: int) -> ResponseReturnValue:
    community = _coordinated(community_id)
    form = SilenceForm.among(_people(community))
    if request.method == "POST" and form.then(lambda: _silence(community_id, form)):
        flash(gettext("Done, and written down with your reason."))
        return redirect(url_for(".index", community_id=community_id), 303)
    community = _coordinated(community_id)
    silenced = queries.silences_in(community_id, now=clock.now())
    page = render_template("moderation/silences.html", form=form, community=community, silenced=silenced)
    return page, 422 if form.problems else 200


@bp.route("/care/silences/<int:silence_id>/endings", methods=["GET", "POST"])
def end(silence_id: int) -> ResponseReturnValue:
    (silence, community), form = queries.silence_for(current_user, silence_id), EndingForm()
    back = url_for(".index", community_id=community.id)
    if request.method == "POST" and form.then(lambda: _end(silence_id, form)):
        flash(gettext("They write again."))
        return redirect(back, 303)
    silence, community = queries.silence_for(current_user, silence_id)
    page = render_template("moderation/end_silence.html", form=form, community=community, silence=silence)
    return page, 422 if form.problems else 200


@bp.get("/communities/<int:community_id>/care/own")
def own(community_id: int) -> ResponseReturnValue:
    community = community_for(current_user, community_id)
    if not communities.is_member(current_user, community):
        raise NotVisible
    return own_silence_page(community, AppealForm(formdata=None))


def _coordinated(community_id: int) -> Community:
    community = community_for(current_user, community_id)
    require(communities.can_coordinate(current_user, community), COORDINATES)
    return community


def _people(community: Community) -> list[tuple[int, str]]:
    others = (each for each in members_of(community.id) if each.user_id != current_user.id)
    return [(each.user_id, each.name) for each in others if each.role != "coordinator"]


def _silence(community_id: int, form: SilenceForm) -> bool:
    chosen = {"person_id": form.person.data or 0, "days": int(form.days.data or 0)}
    service.silence(current_user, community_id, **chosen, reason=form.reason.data or "", now=clock.now())
    return True


def _end(silence_id: int, form: EndingForm) -> bool:
    service.end(current_user, silence_id, reason=form.reason.data or "", now=clock.now())
    return True
