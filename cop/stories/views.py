"""The pages of stories, and what they bring to the pages of communities and spaces."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy as places
from cop.communities.models import Community, Space
from cop.communities.queries import writable_spaces
from cop.communities.queries.life import is_closing
from cop.core import clock, headers
from cop.core.access import public, require
from cop.core.archives import Chapter, Piece
from cop.core.errors import N_
from cop.core.forms import Form
from cop.core.pages import Next, Panel
from cop.core.words import gettext
from cop.people.models import User
from cop.stories import policy, queries, rules, service
from cop.stories.forms import AudienceForm, StoryForm, audience_words
from cop.stories.models import Story

bp = Blueprint("stories", __name__)

ON_A_PAGE = 3
ALL = 10_000


@bp.get("/stories")
@public
def index() -> ResponseReturnValue:
    headers.let_engines_list()
    return render_template("stories/index.html", stories=queries.stories_visible_to(current_user))


@bp.get("/stories/new")
def choose_place() -> ResponseReturnValue:
    """Where does it belong? One question before the story itself."""
    return render_template("stories/choose_place.html", places=_own_places(), story=None)


@bp.route("/stories/new/<reach>", methods=["GET", "POST"])
def tell(reach: str) -> ResponseReturnValue:
    choices = queries.choices_in_reach(current_user, rules.reach(reach), on=_today())
    require(bool(choices), service.MEMBERS)
    form = StoryForm.among(choices)
    if request.method == "POST" and (story := form.then(lambda: _tell(form))):
        return redirect(url_for(".show", story_id=story.id), 303)
    return _page("stories/tell.html", form, choices=choices, reach=reach)


@bp.get("/stories/<int:story_id>")
@public
def show(story_id: int) -> ResponseReturnValue:
    story = queries.story_for(current_user, story_id)
    if story.audience == "public" and story.withdrawn_at is None:
        headers.let_engines_list()
    if policy.is_teller(current_user, story):
        return render_template("stories/own.html", **_shown(story), **_steps(story))
    return render_template("stories/show.html", **_shown(story))


@bp.get("/stories/<int:story_id>/openings")
def open_wider(story_id: int) -> ResponseReturnValue:
    """The deliberate step before more people read it. Without `reach` it asks where the story belongs."""
    story = queries.story_for(current_user, story_id)
    require(policy.can_change(current_user, story), service.TELLER)
    asked = request.args.get("reach")
    if asked is None:
        return render_template("stories/choose_place.html", places=_own_places(), story=story)
    offered = queries.choices_in_reach(current_user, rules.reach(asked), on=_today())
    choices = [each for each in offered if rules.is_wider(each.reach.audience, than=story.audience)]
    return render_template("stories/open_wider.html", story=story, choices=choices, words=audience_words)


@bp.post("/stories/<int:story_id>/audiences")
def change_audience(story_id: int) -> ResponseReturnValue:
    form = AudienceForm()
    if not form.validate():
        abort(400)
    reach, seen = rules.reach(form.reach.data or ""), form.seen.data or ""
    service.change_audience(current_user, story_id, reach=reach, seen=seen, now=clock.now())
    flash(gettext("Done. Below stands who reads it now."))
    return redirect(url_for(".show", story_id=story_id), 303)


@bp.post("/stories/<int:story_id>/withdrawals")
def withdraw(story_id: int) -> ResponseReturnValue:
    service.withdraw(current_user, story_id, now=clock.now())
    flash(gettext("It is gone for everybody but you."))
    return redirect(url_for(".show", story_id=story_id), 303)


@bp.post("/stories/<int:story_id>/confirmations")
def keep_open(story_id: int) -> ResponseReturnValue:
    service.keep_open(current_user, story_id, now=clock.now())
    flash(gettext("It stays open to everybody."))
    return redirect(url_for(".show", story_id=story_id), 303)


def next_for(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """Stories whose community closes: may everybody go on reading them?"""
    del now
    if community_id is not None and not is_closing(community_id):
        return []
    return [_of_asked_again(each) for each in queries.asked_again_of(viewer, community_id=community_id)]


def community_stories(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """The latest stories of a community among those the viewer may read."""
    del now
    found = queries.stories_visible_to(viewer, community_id=community.id, most=ON_A_PAGE)
    can_tell = places.can_share(viewer, community)
    return {"stories": found, "tell": f"community:{community.id}" if can_tell else None} if found or can_tell else None


def space_stories(viewer: Any, space: Space, *, now: datetime) -> Mapping[str, Any] | None:
    """The latest stories told in a space among those the viewer may read."""
    del now
    found = queries.stories_visible_to(viewer, space_id=space.id, most=ON_A_PAGE)
    can_tell = places.can_tell_in(viewer, space)
    return {"stories": found, "tell": f"space:{space.id}" if can_tell else None} if found or can_tell else None


@bp.post("/communities/<int:community_id>/stories/widenings")
def open_all_wider(community_id: int) -> ResponseReturnValue:
    service.open_wider(current_user, community_id)
    return redirect(url_for("communities.openness.widenings", community_id=community_id), 303)


@bp.post("/communities/<int:community_id>/stories/<int:story_id>/widenings")
def open_one_wider(community_id: int, story_id: int) -> ResponseReturnValue:
    service.open_wider(current_user, community_id, story_id=story_id)
    return redirect(url_for("communities.openness.widenings", community_id=community_id), 303)


def own_stories(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """What the viewer told here when fewer people read it."""
    del now
    found = queries.held_back(viewer, community.id)
    return {"stories": found, "community": community} if found else None


@bp.post("/stories/<int:story_id>/proposals")
def propose(story_id: int) -> ResponseReturnValue:
    return _to_window(service.propose(current_user, story_id, now=clock.now()))


@bp.post("/stories/<int:story_id>/showings")
def show_publicly(story_id: int) -> ResponseReturnValue:
    return _to_window(service.show_publicly(current_user, story_id))


def window_stories(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """The stories in the public window, those proposed, and those of one's own that could be."""
    del now
    shows, proposes = places.can_show(viewer, community), policy.can_propose(viewer, community)
    found = [
        each
        for each in queries.window_of(viewer, community.id)
        if each.audience == "public" or (each.proposed_at and shows) or (each.is_own and proposes)
    ]
    return {"stories": found, "shows": shows} if found else None


panels = [
    Panel("window", 30, "stories/_window.html", window_stories),
    Panel("widening", 30, "stories/_widening.html", own_stories),
    Panel("community", 30, "stories/_panel.html", community_stories),
    Panel("space", 30, "stories/_panel.html", space_stories),
]


def _of_asked_again(story: Story) -> Next:
    return Next(
        title=story.title,
        url=url_for("stories.show", story_id=story.id),
        button=gettext("Say whether it stays open"),
        detail=gettext("Its community closes. Without your word, its members alone read it then."),
    )


def _shown(story: Story) -> dict[str, Any]:
    minutes = rules.minutes_to_read(story.source)
    readers = queries.readers_of(story, on=_today())
    return {"story": story, "teller": queries.teller_of(story), "minutes": minutes, "readers": readers}


def _steps(story: Story) -> dict[str, Any]:
    wider = queries.wider(current_user, story, on=_today())
    asked_again = policy.is_asked_again(current_user, story)
    return {
        "narrower": queries.narrower(story),
        "wider": wider,
        "words": audience_words,
        "asked_again": asked_again,
    }


def _to_window(story: Story) -> ResponseReturnValue:
    return redirect(url_for("communities.window.show", community_id=story.community_id), 303)


def _own_places() -> list[tuple[Community, list[Space]]]:
    spaces = writable_spaces(current_user)
    return [(community, list(own)) for community, own in groupby(spaces, key=lambda each: each.community)]


def _page(template: str, form: Form, **values: Any) -> ResponseReturnValue:
    return render_template(template, form=form, **values), 422 if form.problems else 200


def _tell(form: StoryForm) -> Story:
    reach = rules.reach(form.reach.data or "")
    return service.tell(current_user, **form.said(), reach=reach, now=clock.now())


def _today() -> date:
    return clock.now().date()


def _pieces(viewer: Any, community_id: int) -> Iterator[Piece]:
    for told in queries.stories_visible_to(viewer, community_id=community_id, most=ALL):
        story = queries.story_for(viewer, told.id)
        yield Piece(story.title, told.place, told.teller, told.since, story.html, story.source)


CHAPTERS = [Chapter("stories", N_("Stories"), _pieces)]
