"""Putting a told story into other words."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.access import require
from cop.core.errors import NotVisible
from cop.core.words import gettext
from cop.stories import policy, queries, rules, service
from cop.stories.forms import WordsForm
from cop.stories.models import Story, StoryDraft
from cop.stories.queries.drafts import revision_of
from cop.stories.service import revisions

bp = Blueprint("revisions", __name__)


@bp.get("/stories/<int:story_id>/words")
def edit(story_id: int) -> ResponseReturnValue:
    story = _own(story_id)
    if draft := revision_of(story):
        return redirect(url_for("stories.writing.page", draft_id=draft.id, page=1), 303)
    return _page(story, WordsForm(title=story.title, note=story.note, text=story.source))


@bp.post("/stories/<int:story_id>/words")
def change(story_id: int) -> ResponseReturnValue:
    _own(story_id)
    form = WordsForm()
    changed: list[StoryDraft | None] = form.then(lambda: [_change(story_id, form)]) or []
    for draft in changed:
        if draft is not None:
            return redirect(url_for("stories.writing.read", draft_id=draft.id), 303)
        flash(gettext("It says that now. What it said before is kept for nobody."))
        return redirect(url_for("stories.show", story_id=story_id), 303)
    return _page(_own(story_id), form)


@bp.get("/stories/drafts/<int:draft_id>/replacements")
def look(draft_id: int) -> ResponseReturnValue:
    """The last page before approved words take the place of others."""
    draft, story = _revision(draft_id)
    if draft.approved != queries.text_of(draft).digest:
        return redirect(url_for("stories.writing.read", draft_id=draft_id), 303)
    readers = queries.readers_of(story, on=clock.now().date())
    return render_template("stories/put_in.html", draft=draft, story=story, readers=readers)


@bp.post("/stories/drafts/<int:draft_id>/replacements")
def put_in(draft_id: int) -> ResponseReturnValue:
    story = revisions.put_in(current_user, draft_id, now=clock.now())
    flash(gettext("It says that now. What it said before is kept for nobody."))
    return redirect(url_for("stories.show", story_id=story.id), 303)


def _own(story_id: int) -> Story:
    story = queries.story_for(current_user, story_id)
    require(policy.can_change(current_user, story), service.TELLER)
    return story


def _revision(draft_id: int) -> tuple[StoryDraft, Story]:
    draft = queries.draft_for(current_user, draft_id)
    if draft.story_id is None:
        raise NotVisible
    return draft, _own(draft.story_id)


def _change(story_id: int, form: WordsForm) -> StoryDraft | None:
    text = rules.Text(form.title.data or "", form.typed(), form.note.data or "")
    return revisions.change(current_user, story_id, text=text, now=clock.now())


def _page(story: Story, form: WordsForm) -> ResponseReturnValue:
    told_at = story.published_at or story.created_at
    free = rules.may_change_freely(audience=story.audience, told_at=told_at, now=clock.now())
    until = told_at + rules.FREELY if story.audience != "me" else None
    html = render_template("stories/reword.html", story=story, form=form, free=free, until=until)
    return html, 422 if form.problems else 200
