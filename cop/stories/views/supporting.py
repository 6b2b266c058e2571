"""Who decides about a story that is being written."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.stories import queries
from cop.stories.forms.supporting import SupportForm
from cop.stories.models import StoryDraft
from cop.stories.service import drafts

bp = Blueprint("supporting", __name__)


@bp.get("/stories/drafts/<int:draft_id>/support")
def ask(draft_id: int) -> ResponseReturnValue:
    draft = queries.draft_for(current_user, draft_id)
    return _page(draft, SupportForm(decides=draft.decides, supporter=draft.supporter))


@bp.post("/stories/drafts/<int:draft_id>/support")
def say(draft_id: int) -> ResponseReturnValue:
    draft, form = queries.draft_for(current_user, draft_id), SupportForm()
    if form.then(lambda: _say(draft_id, form)):
        return redirect(url_for("stories.writing.read", draft_id=draft_id), 303)
    return _page(draft, form)


def _say(draft_id: int, form: SupportForm) -> StoryDraft:
    decides, supporter = form.decides.data or "", form.supporter.data or ""
    return drafts.say_who_decides(current_user, draft_id, decides=decides, supporter=supporter, now=clock.now())


def _page(draft: StoryDraft, form: SupportForm) -> ResponseReturnValue:
    return render_template("stories/support.html", draft=draft, form=form), 422 if form.problems else 200
