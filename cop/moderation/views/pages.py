"""The blueprint under which all of them stand."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy as communities
from cop.communities.models import Community
from cop.core import clock
from cop.moderation import queries
from cop.moderation.forms import DONE_WORDS, AppealForm
from cop.moderation.queries import Item
from cop.moderation.rules import HIDING, KINDS, Which, which_of

View = Callable[..., ResponseReturnValue]

bp = Blueprint("moderation", __name__)


def at_each(pages: Blueprint, tail: str, *methods: str) -> Callable[[View], View]:
    """The same page for whatever can be reported, each at an address of its own."""

    def stand(view: View) -> View:
        for kind, place in KINDS.items():
            pages.add_url_rule(f"/{place}/<int:{kind}_id>/{tail}", view_func=view, methods=list(methods))
        return view

    return stand


def named_in(numbers: Mapping[str, int]) -> Which:
    """What an address names."""
    return which_of({kind: numbers.get(f"{kind}_id") for kind in KINDS})


def at(which: Which) -> dict[str, int]:
    """The same the other way round."""
    return {f"{which.kind}_id": which.id}


def address_of(which: Which) -> str:
    """The page on which it is looked at, and of a conversation its own."""
    if which.kind == "thread":
        return url_for("discussions.show", thread_id=which.id)
    named: dict[str, Any] = at(which)
    return url_for("moderation.care.show", **named)


def own_page(item: Item, form: AppealForm) -> ResponseReturnValue:
    """What was decided, as whoever wrote it sees it."""
    acts = [each for each in queries.acts_about(item.which) if each.did != "kept"]
    last = acts[-1].id if acts and item.hidden_at else None
    may_appeal = last is not None and acts[-1].did in HIDING and queries.appeal_against(last) is None
    others = may_appeal and any(queries.moderators_of(item, but=queries.by_of(last)))
    shown = {"item": item, "acts": acts, "words": DONE_WORDS, "last": last, "may_appeal": may_appeal, "others": others}
    belongs = communities.is_member(current_user, item.community)  # a guest is told nothing around what they are in
    page = render_template("moderation/own.html", form=form, at=at(item.which), belongs=belongs, **shown)
    return page, 422 if form.problems else 200


def own_silence_page(community: Community, form: AppealForm) -> ResponseReturnValue:
    """Until when they read and do not write, and why."""
    silence = queries.silence_of(current_user.id, community.id, now=clock.now())
    act = queries.why_silent(current_user.id, community.id) if silence else None
    appeal = queries.appeal_against(act.id) if act else None
    others = bool(act and queries.coordinators_of(community.id, but=act.by_id))
    shown = {"silence": silence, "act": act, "appeal": appeal, "others": others}
    page = render_template("moderation/own_silence.html", form=form, community=community, **shown)
    return page, 422 if form.problems else 200
