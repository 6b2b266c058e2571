"""The desk of an issue: what its editors write, choose, arrange and publish."""

from typing import TypeVar

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import queries as communities
from cop.communities.models import Community
from cop.core import clock
from cop.core.access import require
from cop.core.errors import NotVisible
from cop.core.forms import Form
from cop.core.words import gettext, ngettext
from cop.stories import policy
from cop.stories.forms import SeenForm
from cop.stories.forms.issues import ArrangeForm, IssueForm, NewIssueForm, OfStoryForm
from cop.stories.models import Issue
from cop.stories.queries import issues as queries
from cop.stories.service import issues as service

bp = Blueprint("editing", __name__)
NEW = "/communities/<int:community_id>/issues/new"
ISSUE = "/issues/<int:issue_id>"
Sent = TypeVar("Sent", bound=Form)


@bp.get(NEW)
def begin(community_id: int) -> ResponseReturnValue:
    community = _edited(community_id)
    return _form_page(NewIssueForm.of(community.name, has_window=community.axes.has_window), community)


@bp.post(NEW)
def create(community_id: int) -> ResponseReturnValue:
    community = _edited(community_id)
    form = NewIssueForm.of(community.name, has_window=community.axes.has_window)
    if issue := form.then(lambda: _create(community_id, form)):
        return _to(issue.id)
    return _form_page(form, _edited(community_id))


@bp.get(f"{ISSUE}/edit")
def edit(issue_id: int) -> ResponseReturnValue:
    issue = _own(issue_id)
    return _form_page(IssueForm(title=issue.title, note=issue.note), issue.community, issue=issue)


@bp.post(f"{ISSUE}/edit")
def rewrite(issue_id: int) -> ResponseReturnValue:
    issue, form = _own(issue_id), IssueForm()
    if form.then(lambda: _rewrite(issue_id, form)):
        return _to(issue_id)
    issue = _own(issue_id)
    return _form_page(form, issue.community, issue=issue)


@bp.post(f"{ISSUE}/stories")
def choose(issue_id: int) -> ResponseReturnValue:
    _own(issue_id)
    service.choose(current_user, issue_id, story_id=_chosen(), now=clock.now())
    return _to(issue_id)


@bp.post(f"{ISSUE}/stories/removals")
def leave_out(issue_id: int) -> ResponseReturnValue:
    _own(issue_id)
    service.leave_out(current_user, issue_id, story_id=_chosen(), now=clock.now())
    return _to(issue_id)


@bp.get(f"{ISSUE}/stories/<int:story_id>")
def place(issue_id: int, story_id: int) -> ResponseReturnValue:
    issue = _own(issue_id)
    number, item = _place_of(issue, story_id)
    return _place_page(ArrangeForm(subjects=", ".join(item.subjects), place=number), issue, item=item)


@bp.post(f"{ISSUE}/stories/<int:story_id>")
def arrange(issue_id: int, story_id: int) -> ResponseReturnValue:
    _place_of(_own(issue_id), story_id)
    form = ArrangeForm()
    if form.then(lambda: _arrange(issue_id, story_id, form=form)):
        return _to(issue_id)
    issue = _own(issue_id)
    return _place_page(form, issue, item=_place_of(issue, story_id)[1])


@bp.post(f"{ISSUE}/publications")
def publish(issue_id: int) -> ResponseReturnValue:
    _own(issue_id)
    form = _sent(SeenForm())
    left_out = service.publish(current_user, issue_id, seen=form.seen.data or "", now=clock.now())
    flash(gettext("It is out."))
    if left_out:
        flash(ngettext("%(num)s story was left out.", "%(num)s stories were left out.", left_out))
    return _to(issue_id)


@bp.post(f"{ISSUE}/narrowings")
def narrow(issue_id: int) -> ResponseReturnValue:
    service.narrow(current_user, issue_id, now=clock.now())
    flash(gettext("The members alone read it from now on."))
    return _to(issue_id)


@bp.post(f"{ISSUE}/removals")
def put_away(issue_id: int) -> ResponseReturnValue:
    community_id = service.put_away(current_user, issue_id)
    return redirect(url_for("stories.issues.index", community_id=community_id), 303)


def _edited(community_id: int) -> Community:
    community = communities.community_for(current_user, community_id)
    require(policy.can_gather(current_user, community), service.EDITORS)
    return community


def _own(issue_id: int) -> Issue:
    issue = queries.issue_for(current_user, issue_id)
    require(policy.can_gather(current_user, issue.community), service.EDITORS)
    return issue


def _place_of(issue: Issue, story_id: int) -> tuple[int, queries.Placed]:
    for number, each in enumerate(queries.places_of(current_user, issue), start=1):
        if each.story_id == story_id:
            return number, each
    raise NotVisible


def _sent(form: Sent) -> Sent:
    """The form of a press, which no person can fill in wrongly."""
    if not form.validate():
        abort(400)
    return form


def _chosen() -> int:
    return _sent(OfStoryForm()).chosen


def _create(community_id: int, form: NewIssueForm) -> Issue:
    told = {"title": form.title.data or "", "note": form.note.data or "", "audience": form.audience.data or ""}
    return service.begin(current_user, community_id, **told, now=clock.now())


def _rewrite(issue_id: int, form: IssueForm) -> Issue:
    title, note = form.title.data or "", form.note.data or ""
    return service.rewrite(current_user, issue_id, title=title, note=note, now=clock.now())


def _arrange(issue_id: int, story_id: int, *, form: ArrangeForm) -> Issue:
    subjects, number = form.subjects.data or "", form.place.data or 1
    return service.arrange(
        current_user, issue_id, story_id=story_id, subjects=subjects, place=number, now=clock.now()
    )  # fmt: skip


def _to(issue_id: int) -> ResponseReturnValue:
    return redirect(url_for("stories.issues.show", issue_id=issue_id), 303)


def _form_page(form: Form, community: Community, *, issue: Issue | None = None) -> ResponseReturnValue:
    html = render_template("stories/issues/write.html", form=form, community=community, issue=issue)
    return html, 422 if form.problems else 200


def _place_page(form: Form, issue: Issue, *, item: queries.Placed) -> ResponseReturnValue:
    html = render_template("stories/issues/place.html", form=form, issue=issue, item=item)
    return html, 422 if form.problems else 200
