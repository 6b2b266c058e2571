"""Welcoming newcomers, on the page of their community."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy
from cop.communities.forms import PersonForm
from cop.communities.models import Community
from cop.communities.queries.welcomes import newcomers_in
from cop.communities.rules.welcomes import is_late
from cop.communities.service.welcomes import welcome as say_welcome
from cop.core import clock
from cop.core.words import gettext

bp = Blueprint("welcomes", __name__, url_prefix="/communities/<int:community_id>/welcomes")


@bp.post("")
def welcome(community_id: int) -> ResponseReturnValue:
    form = PersonForm()
    if not form.validate():
        abort(400)
    say_welcome(current_user, community_id, person_id=form.chosen, now=clock.now())
    flash(gettext("They see that you have welcomed them. Say a word to them where they write first."))
    return redirect(url_for("communities.show", community_id=community_id), 303)


def arrivals(viewer: Any, community: Community, *, by: str | None, now: datetime) -> Mapping[str, Any] | None:
    """For the core group who waits for a welcome; for somebody new who has welcomed them, which is `by`."""
    if not policy.is_member(viewer, community):
        return None
    waiting = newcomers_in(community.id, now=now) if policy.can_invite(viewer, community) else []
    others = [(each, is_late(each.since, now=now)) for each in waiting if each.user_id != viewer.id]
    return {"waiting": others, "by": by, "community": community} if others or by else None
