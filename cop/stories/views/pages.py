"""The stories that somebody may read, and each as its readers and as its teller see it."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock, headers
from cop.core.access import public
from cop.stories import policy, queries, rules
from cop.stories.forms import audience_words
from cop.stories.models import Story
from cop.stories.queries.following import changes_told_to
from cop.stories.queries.issues import asked_about
from cop.stories.rules.ways import name_of
from cop.stories.views.panels import mind_engines

bp = Blueprint("stories", __name__)


@bp.get("/stories")
@public
def index() -> ResponseReturnValue:
    headers.let_engines_list()
    stories = queries.stories_visible_to(current_user)
    mind_engines(stories)
    return render_template("stories/index.html", stories=stories)


@bp.get("/stories/<int:story_id>")
@public
def show(story_id: int) -> ResponseReturnValue:
    story = queries.story_for(current_user, story_id)
    if story.audience == "public" and story.in_engines:
        headers.let_engines_list()
    if story.withdrawn_at is not None:
        return render_template("stories/gone.html", story=story, consents=_consents(story), channels=rules.CHANNELS)
    if policy.is_teller(current_user, story):
        return render_template("stories/own.html", **_shown(story), **_steps(story))
    return render_template("stories/show.html", **_shown(story))


def _shown(story: Story) -> dict[str, Any]:
    minutes = rules.minutes_to_read(story.source)
    readers = queries.readers_of(story, on=clock.now().date())
    told_by = name_of(story.template) if story.template != rules.FREE else ""
    return {
        "story": story, "teller": queries.teller_of(story), "minutes": minutes, "readers": readers, "told_by": told_by,
        "origin": queries.origin_of(current_user, story.origin_id),
        "adaptations": queries.adaptations_of(current_user, story.id),
        "responses": queries.responses_to(current_user, story),
        "kinds": rules.RESPONSES,
        "files": queries.attached_to_story(story.id),
        "changes": changes_told_to(current_user, story),
        "can_respond": policy.can_respond(current_user, story),
        "can_adapt": policy.can_adapt(current_user, story),
    }  # fmt: skip


def _steps(story: Story) -> dict[str, Any]:
    now = clock.now()
    return {
        "channels": rules.CHANNELS,
        "narrower": queries.narrower(story),
        "wider": queries.wider(current_user, story, on=now.date()),
        "words": audience_words,
        "asked_again": policy.is_asked_again(current_user, story),
        "is_ending": policy.is_ending(story, by=now + max(rules.ASKED_BEFORE)),
        "consents": _consents(story),
        "bases": rules.BASES,
        "lengths": [12] if rules.is_read_first(story.decides) else [*rules.LENGTHS],
        "opens_as": _opens_as(story),
        "issues": asked_about(story),
    }


def _opens_as(story: Story) -> str:
    """How the teller is named once it has opened; empty for one who is not, and where nothing opens."""
    terms = story.opening or {"named": "anonymous", "place": ""}
    return rules.shown_name(current_user.name, terms["named"], place=terms["place"])


def _consents(story: Story) -> list[tuple[str, Any]]:
    return [(rules.KINDS[each.kind], each) for each in queries.consents_of(story)]  # type: ignore[index]  # one of them
