"""Who reads a story: the pages before more people do, and the presses that narrow, stop, renew and take back."""

from itertools import groupby

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities.models import Community, Space
from cop.communities.queries import writable_spaces
from cop.core import clock
from cop.core.access import require
from cop.core.forms import Form
from cop.core.words import gettext
from cop.stories import policy, queries, rules, service
from cop.stories.forms import AudienceForm, ConsentForm, MonthsForm, audience_words
from cop.stories.models import Story
from cop.stories.queries import Choice

bp = Blueprint("consents", __name__)


@bp.get("/stories/<int:story_id>/openings")
def open_wider(story_id: int) -> ResponseReturnValue:
    """The deliberate step before more people read it. Without `reach` it asks where the story belongs."""
    story = _own(story_id)
    asked = request.args.get("reach")
    if asked is None:
        return render_template("stories/choose_place.html", places=own_places(), story=story, drafts=())
    rules.reach(asked)
    choices = _wider(story, asked)
    first = asked if len(choices) == 1 else ""
    return _page(
        "stories/open_wider.html", _form(story, choices, reach=first), story=story, choices=choices, asked=asked
    )


@bp.post("/stories/<int:story_id>/openings")
def let_more_read(story_id: int) -> ResponseReturnValue:
    """Another consent, to a wider audience."""
    story, asked = _own(story_id), request.args.get("reach", "")
    rules.reach(asked)
    choices = _wider(story, asked)
    form = _form(story, choices, reach="")
    if form.then(lambda: _let(story, form)):
        flash(gettext("Done. Below stands who reads it now."))
        return _to(story_id)
    return _page("stories/open_wider.html", form, story=story, choices=choices, asked=asked)


@bp.post("/stories/<int:story_id>/audiences")
def change_audience(story_id: int) -> ResponseReturnValue:
    """Fewer people, at once."""
    form = AudienceForm()
    if not form.validate():
        abort(400)
    reach, seen = rules.reach(form.reach.data or ""), form.seen.data or ""
    service.change_audience(current_user, story_id, reach=reach, seen=seen, now=clock.now())
    flash(gettext("Done. Below stands who reads it now."))
    return _to(story_id)


@bp.post("/stories/<int:story_id>/stops")
def stop(story_id: int) -> ResponseReturnValue:
    service.window.stop(current_user, story_id, now=clock.now())
    flash(gettext("It does not open to everybody."))
    return _to(story_id)


@bp.post("/stories/<int:story_id>/renewals")
def renew(story_id: int) -> ResponseReturnValue:
    form = MonthsForm()
    if not form.validate():
        abort(400)
    service.consents.renew(current_user, story_id, months=int(form.months.data or 0), now=clock.now())
    flash(gettext("It goes on as it is."))
    return _to(story_id)


@bp.get("/stories/<int:story_id>/withdrawals")
def confirm_withdrawal(story_id: int) -> ResponseReturnValue:
    """Where a letter leads: one press, and nothing else on the page."""
    return render_template("stories/withdraw.html", story=_own(story_id))


@bp.post("/stories/<int:story_id>/withdrawals")
def withdraw(story_id: int) -> ResponseReturnValue:
    service.withdraw(current_user, story_id, now=clock.now())
    flash(gettext("It is gone. No word of it is left here."))
    return _to(story_id)


@bp.post("/stories/<int:story_id>/confirmations")
def keep_open(story_id: int) -> ResponseReturnValue:
    service.keep_open(current_user, story_id, now=clock.now())
    flash(gettext("It stays open to everybody."))
    return _to(story_id)


@bp.post("/stories/<int:story_id>/showings")
def show_publicly(story_id: int) -> ResponseReturnValue:
    story = service.show_publicly(current_user, story_id, now=clock.now())
    return redirect(url_for("communities.window.show", community_id=story.community_id), 303)


@bp.post("/communities/<int:community_id>/stories/widenings")
def open_all_wider(community_id: int) -> ResponseReturnValue:
    service.open_wider(current_user, community_id)
    return redirect(url_for("communities.openness.widenings", community_id=community_id), 303)


@bp.post("/communities/<int:community_id>/stories/<int:story_id>/widenings")
def open_one_wider(community_id: int, story_id: int) -> ResponseReturnValue:
    service.open_wider(current_user, community_id, story_id=story_id)
    return redirect(url_for("communities.openness.widenings", community_id=community_id), 303)


def own_places() -> list[tuple[Community, list[Space]]]:
    """Where the reader may tell something."""
    spaces = writable_spaces(current_user)
    return [(community, list(own)) for community, own in groupby(spaces, key=lambda each: each.community)]


def _own(story_id: int) -> Story:
    story = queries.story_for(current_user, story_id)
    require(policy.can_change(current_user, story), service.TELLER)
    return story


def _wider(story: Story, asked: str) -> list[Choice]:
    """What the place that was named offers beyond those who read it now; everybody only where that was asked."""
    reach = rules.reach(asked)
    offered = queries.choices_in_reach(current_user, reach, on=clock.now().date())
    wider = [each for each in offered if rules.is_wider(each.reach.audience, than=story.audience)]
    return [each for each in wider if (each.reach.audience == "public") == (reach.audience == "public")]


def _form(story: Story, choices: list[Choice], *, reach: str) -> ConsentForm:
    told = {"named": story.named, "place": story.place, "channels": story.channels}
    given = told if story.audience != "me" else {}
    return ConsentForm.among(choices, story, reach=reach, **given)


def _let(story: Story, form: ConsentForm) -> Story:
    reach, now = rules.reach(form.reach.data or ""), clock.now()
    if reach.audience == "public" and not queries.opens_alone(current_user, story):
        return service.propose(current_user, story.id, terms=form.terms(), now=now)
    return service.change_audience(
        current_user, story.id, reach=reach, seen=story.audience, terms=form.terms(), now=now
    )


def _to(story_id: int) -> ResponseReturnValue:
    return redirect(url_for("stories.show", story_id=story_id), 303)


def _page(template: str, form: Form, **values: object) -> ResponseReturnValue:
    return render_template(template, form=form, words=audience_words, **values), 422 if form.problems else 200
