"""The page of the one search."""

import time
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, current_app, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from cop.core import clock, markup
from cop.core.access import public
from cop.core.days import today
from cop.core.limits import Buckets
from cop.discussions.rules import POSTS_ON_A_PAGE
from cop.discussions.rules.mentions import nameless
from cop.people.queries import person_for
from cop.people.rules.tries import network_of
from cop.search import forms, queries, rules
from cop.search.queries import Found, Page
from cop.search.rules import Asked

bp = Blueprint("search", __name__)

NARROWED = ("kind", "community", "person", "since", "until", "evidence")
TOO_MANY = 429
VISITORS = "cop_searches_of_visitors"


@bp.record_once
def _count_visitors(state: BlueprintSetupState) -> None:
    """Whoever has not signed in may ask ten times a second from one network, and three hundred times at once: more is
    no reader. The numbers are ours; counted in this process."""
    state.app.extensions[VISITORS] = Buckets(per_second=10, burst=300)


@bp.get("/search")
@public
def index() -> ResponseReturnValue:
    asked = forms.asked_in(request.args)
    if asked.words and _is_too_much():
        nothing: dict[str, Any] = {"page": Page([], 1, has_more=False), "near": None, "is_common": False}
        return render_template("search/index.html", asked=asked, too_many=True, **nothing, **_form(asked, [])), TOO_MANY
    said = _answer(asked)
    shown = {**said, **_form(asked, said["page"].found)}
    return render_template("search/index.html", asked=asked, too_many=False, **shown)


def _answer(asked: Asked) -> dict[str, Any]:
    """What was found, or why nothing was."""
    when: dict[str, Any] = {"now": clock.now(), "on": today(clock.now())}
    page = queries.found_by(current_user, asked, page=request.args.get("page", 1, type=int), **when)
    is_common = bool(asked.words) and not rules.telling(asked.words)
    fruitless = asked.words and not is_common and page.number == 1 and not page.found
    near = queries.meant_by(current_user, asked, **when) if fruitless else None
    return {"page": page, "near": near, "is_common": is_common}


def _is_too_much() -> bool:
    visitors: Buckets = current_app.extensions[VISITORS]
    is_known = current_user.is_authenticated
    return not is_known and not visitors.take(network_of(request.remote_addr), at=time.monotonic())


def _form(asked: Asked, found: Sequence[Found]) -> dict[str, Any]:
    given = {name: value for name in NARROWED if (value := request.args.get(name))}
    words = rules.telling(asked.words)
    return {
        "typed": forms.typed_in(request.args),
        "kinds": rules.KINDS,
        "communities": queries.own_communities(current_user),
        "people": _people(asked, found),
        "since": forms.day_in(request.args, "since"),
        "until": forms.day_in(request.args, "until"),
        "given": given,
        "address": _address,
        "title": lambda each: _drawn(rules.marked(each.title, words)),
        "words": lambda each: _drawn(rules.excerpt(nameless(each.text), words)),
    }


def _people(asked: Asked, found: Sequence[Found]) -> list[tuple[int, str]]:
    """Whose words alone one could look at: one's own, and those of whoever is named on the page."""
    people = {number: name for name, number in (each.who for each in found) if number is not None}
    if asked.person_id is not None:
        people[asked.person_id] = person_for(current_user, asked.person_id).name
    if current_user.is_authenticated:
        people[current_user.id] = current_user.name
        return sorted(people.items(), key=lambda each: (each[0] != current_user.id, each[1].lower(), each[0]))
    return []


def _address(found: Found) -> str:
    if found.kind == "post":
        page = 1 + found.earlier // POSTS_ON_A_PAGE
        return url_for("discussions.show", thread_id=found.thread_id, page=page, _anchor=f"post-{found.id}")
    if found.kind == "poll":
        return url_for("discussions.polls.show", thread_id=found.thread_id)
    place, name = {  # where it stands, and what its number is called there
        "thread": ("discussions.show", "thread_id"),
        "story": ("stories.show", "story_id"),
        "issue": ("stories.issues.show", "issue_id"),
        "gathering": ("gatherings.show", "gathering_id"),
        "community": ("communities.show", "community_id"),
        "space": ("communities.space", "space_id"),
        "organisation": ("organisations.show", "organisation_id"),
    }[found.kind]
    values: dict[str, Any] = {name: found.id}
    return url_for(place, **values)


def _drawn(pieces: Sequence[rules.Piece]) -> Markup:
    return markup.highlighted(pieces)
