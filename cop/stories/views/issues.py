"""Issues: read, printed and followed; and what a teller says to a place in one."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import queries as communities
from cop.core import clock, headers
from cop.core.access import public, require
from cop.core.errors import NotVisible
from cop.core.words import gettext, worded
from cop.stories import policy, rules
from cop.stories import queries as stories
from cop.stories.forms.issues import AnswerForm
from cop.stories.models import Issue
from cop.stories.queries import issues as queries
from cop.stories.service import TELLER
from cop.stories.service import issues as service

bp = Blueprint("issues", __name__)
HERE = "/communities/<int:community_id>/issues"
ISSUE = "/issues/<int:issue_id>"
NOBODY = None
MOST_FOLLOWED = 20
ATOM = "application/atom+xml"


@bp.get(HERE)
@public
def index(community_id: int) -> ResponseReturnValue:
    community = communities.community_for(current_user, community_id)
    found = queries.issues_of(current_user, community_id)
    values = {"issues": found, "can_gather": policy.can_gather(current_user, community)}
    return render_template("stories/issues/index.html", community=community, **values)


@bp.get(f"{HERE}/subjects")
@public
def subjects(community_id: int) -> ResponseReturnValue:
    community = communities.community_for(current_user, community_id)
    told = [(worded(subject), each) for subject, each in queries.subjects_of(current_user, community_id)]
    return render_template("stories/issues/subjects.html", community=community, subjects=rules.by_subject(told))


@bp.get(f"{HERE}.atom")
@public
def feed(community_id: int) -> ResponseReturnValue:
    """As somebody without a sign-in reads it, whoever asks: a feed goes where we do not know who reads it. Where nobody
    knows of a community from outside, there is none."""
    community = communities.community_for(NOBODY, community_id)
    headers.let_engines_list()
    found = [each for each in queries.issues_of(NOBODY, community_id) if each.audience == "public"][:MOST_FOLLOWED]
    entries = [(issue, [each for each in queries.contents_of(NOBODY, issue) if each]) for issue in found]
    updated = max((each.changed_at for each in found), default=community.founded_at)
    values = {"community": community, "entries": entries, "updated": updated}
    return Response(rules.legible(render_template("stories/issues/feed.xml", **values)), mimetype=ATOM)


@bp.get(ISSUE)
@public
def show(issue_id: int) -> ResponseReturnValue:
    issue = queries.issue_for(current_user, issue_id)
    if issue.published_at is None:
        return render_template("stories/issues/desk.html", **_desk(issue))
    if issue.audience == "public":
        headers.let_engines_list()
    return render_template("stories/issues/show.html", **_read(issue))


@bp.get(f"{ISSUE}/paper")
@public
def paper(issue_id: int) -> ResponseReturnValue:
    """All of it on one page, to be printed."""
    issue = queries.issue_for(current_user, issue_id)
    if issue.published_at is None:
        raise NotVisible
    return render_template("stories/issues/paper.html", **_read(issue))


@bp.post("/stories/<int:story_id>/issues")
def answer(story_id: int) -> ResponseReturnValue:
    """What a teller says to a place in an issue for a story of theirs."""
    _require_teller(story_id)
    form = AnswerForm()
    if not form.validate():
        abort(400)
    issue_id, yes = int(form.issue_id.data or 0), form.answer.data == rules.YES
    service.answer(current_user, story_id, issue_id=issue_id, yes=yes, now=clock.now())
    flash(gettext("It stands in that issue.") if yes else gettext("It does not stand in that issue."))
    return redirect(url_for("stories.show", story_id=story_id), 303)


def _require_teller(story_id: int) -> None:
    require(policy.can_change(current_user, stories.story_for(current_user, story_id)), TELLER)


def _read(issue: Issue) -> dict[str, Any]:
    others = {each.number: each for each in queries.issues_of(current_user, issue.community_id) if each.number}
    before, after = rules.around(others, issue.number or 0)
    return {
        "issue": issue, "contents": queries.contents_of(current_user, issue),
        "before": others.get(before or 0), "after": others.get(after or 0),
        "can_gather": policy.can_gather(current_user, issue.community), "minutes": rules.minutes_to_read,
        "can_report": current_user.is_authenticated and issue.by_id != current_user.id,
    }  # fmt: skip


def _desk(issue: Issue) -> dict[str, Any]:
    places = queries.places_of(current_user, issue)
    offered = queries.offered_to(current_user, issue)
    return {"issue": issue, "places": places, "offered": offered, "seen": service.as_seen(places)}
