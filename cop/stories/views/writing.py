"""Writing a story: where, how, a page at a time, what somebody should know first, who else is in it, read and told."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock, markup
from cop.core.access import require
from cop.core.errors import RuleBroken
from cop.core.forms import Form
from cop.core.spots import Finder, Spot
from cop.core.words import gettext, said
from cop.drafts.queries import has_begun
from cop.people.models import User
from cop.stories import policy, queries, rules, service
from cop.stories.forms import (
    BeginForm,
    ConsentForm,
    HeadForm,
    NumberForm,
    OtherForm,
    PageForm,
    SeenForm,
    audience_words,
)
from cop.stories.models import Story, StoryDraft
from cop.stories.service import drafts
from cop.stories.views.consents import own_places

bp = Blueprint("writing", __name__)
DRAFT = "/stories/drafts/<int:draft_id>"


@bp.get("/stories/new")
def choose_place() -> ResponseReturnValue:
    """Where does it belong? One question before the story itself."""
    begun = queries.drafts_of(current_user)
    return render_template("stories/choose_place.html", places=own_places(), story=None, drafts=begun)


@bp.get("/stories/new/<reach>")
def choose_template(reach: str) -> ResponseReturnValue:
    _require_place(reach)
    here = queries.community_of(current_user, rules.reach(reach))
    asks = here if here is not None and policy.can_gather(current_user, here) else None
    offered = queries.ways.offered_in(here.id if here else None)
    return render_template("stories/choose_template.html", templates=offered, reach=reach, asks=asks)


@bp.post("/stories/new/<reach>")
def begin(reach: str) -> ResponseReturnValue:
    _require_place(reach)
    form = BeginForm()
    if not form.validate():
        abort(400)
    draft = drafts.begin(current_user, rules.reach(reach), template=form.template.data or "", now=clock.now())
    return redirect(url_for(".page", draft_id=draft.id, page=1), 303)


@bp.get(f"{DRAFT}/pages/<int:page>")
def page(draft_id: int, page: int) -> ResponseReturnValue:
    draft, prompt = _asked(draft_id, page)
    return _page_of(draft, page, form=PageForm(answer=draft.answers.get(prompt.key, "")))


@bp.post(f"{DRAFT}/pages/<int:page>")
def write(draft_id: int, page: int) -> ResponseReturnValue:
    draft, _prompt = _asked(draft_id, page)
    form = PageForm()
    if form.then(lambda: drafts.write(current_user, draft_id, page=page, answer=form.typed(), now=clock.now())):
        return _on_from(draft, page, go=form.go.data or "")
    return _page_of(draft, page, form=form)


@bp.get(f"{DRAFT}/title")
def head(draft_id: int) -> ResponseReturnValue:
    draft = queries.draft_for(current_user, draft_id)
    return _drawn("stories/head.html", HeadForm(title=draft.title, note=draft.note), draft=draft)


@bp.post(f"{DRAFT}/title")
def entitle(draft_id: int) -> ResponseReturnValue:
    draft, form = queries.draft_for(current_user, draft_id), HeadForm()
    if form.then(lambda: _entitle(draft_id, form)):
        pages = len(queries.by_what(draft).prompts)
        return _on_from(draft, pages + 1, go=form.go.data or "")
    return _drawn("stories/head.html", form, draft=draft)


@bp.get(f"{DRAFT}/people")
def people(draft_id: int) -> ResponseReturnValue:
    draft = queries.draft_for(current_user, draft_id)
    return _drawn("stories/people.html", OtherForm(), draft=draft, bases=rules.BASES)


@bp.post(f"{DRAFT}/people")
def add_other(draft_id: int) -> ResponseReturnValue:
    draft, form = queries.draft_for(current_user, draft_id), OtherForm()
    if form.then(lambda: _add_other(draft_id, form)):
        return redirect(url_for(".people", draft_id=draft_id), 303)
    return _drawn("stories/people.html", form, draft=draft, bases=rules.BASES)


@bp.post(f"{DRAFT}/people/removals")
def take_out_other(draft_id: int) -> ResponseReturnValue:
    form = NumberForm()
    if not form.validate():
        abort(400)
    drafts.take_out_other(current_user, draft_id, number=int(form.number.data or 0), now=clock.now())
    return redirect(url_for(".people", draft_id=draft_id), 303)


@bp.post(f"{DRAFT}/people/all")
def settle_others(draft_id: int) -> ResponseReturnValue:
    drafts.settle_others(current_user, draft_id, now=clock.now())
    return redirect(url_for(".read", draft_id=draft_id), 303)


@bp.get(f"{DRAFT}/reading")
def read(draft_id: int) -> ResponseReturnValue:
    """The finished text as others will read it, before anybody does."""
    draft = queries.draft_for(current_user, draft_id)
    text = queries.text_of(draft)
    values = {"text": text, "html": markup.render(text.source), "missing": _missing(draft, text)}
    values["files"] = queries.attached_to(draft)
    values |= {"deciders": rules.DECIDERS, "alone": rules.ALONE, "read_first": rules.is_read_first(draft.decides)}
    values |= {"minutes": rules.minutes_to_read(text.source), "looks": rules.to_look_at(text.whole)}
    return render_template("stories/reading.html", draft=draft, bases=rules.BASES, marks=rules.MARKS, **values)


@bp.post(f"{DRAFT}/approvals")
def approve(draft_id: int) -> ResponseReturnValue:
    form = SeenForm()
    if not form.validate():
        abort(400)
    drafts.approve(current_user, draft_id, seen=form.seen.data or "", now=clock.now())
    return redirect(url_for(".consent", draft_id=draft_id), 303)


@bp.get(f"{DRAFT}/consent")
def consent(draft_id: int) -> ResponseReturnValue:
    draft = queries.draft_for(current_user, draft_id)
    if draft.story_id is not None:
        return redirect(url_for("stories.revisions.look", draft_id=draft_id), 303)
    if draft.approved != queries.text_of(draft).digest:
        return redirect(url_for(".read", draft_id=draft_id), 303)
    choices = queries.choices_for_draft(current_user, draft, on=clock.now().date())
    return _drawn("stories/consent.html", ConsentForm.among(choices, draft), draft=draft, choices=choices)


@bp.post(f"{DRAFT}/consent")
def tell(draft_id: int) -> ResponseReturnValue:
    draft = queries.draft_for(current_user, draft_id)
    choices = queries.choices_for_draft(current_user, draft, on=clock.now().date())
    form = ConsentForm.among(choices, draft)
    if story := form.then(lambda: _tell(draft_id, form)):
        flash(gettext("It is told. Below stands who reads it."))
        return redirect(url_for("stories.show", story_id=story.id), 303)
    return _drawn("stories/consent.html", form, draft=draft, choices=choices)


@bp.post(f"{DRAFT}/removals")
def put_away(draft_id: int) -> ResponseReturnValue:
    drafts.put_away(current_user, draft_id)
    flash(gettext("It is put away, and no word of it is left."))
    return redirect(url_for(".choose_place"), 303)


def _begun(viewer: User, draft_id: int) -> Spot:
    draft = queries.draft_for(viewer, draft_id)
    title = draft.title or gettext("A story that you are writing")
    return Spot(title, url_for("stories.writing.page", draft_id=draft_id, page=1))


def _require_place(reach: str) -> None:
    choices = queries.choices_in_reach(current_user, rules.reach(reach), on=clock.now().date())
    require(bool(choices), service.MEMBERS)


def _asked(draft_id: int, page: int) -> tuple[StoryDraft, rules.Prompt]:
    draft = queries.draft_for(current_user, draft_id)
    told = queries.by_what(draft)
    return draft, told.prompts[rules.check_page(told, page) - 1]


def _page_of(draft: StoryDraft, number: int, *, form: PageForm) -> ResponseReturnValue:
    told = queries.by_what(draft)
    prompt = told.prompts[number - 1]
    form.answer.label.text = gettext(prompt.question)
    place = rules.place_of_page(draft.id, number)
    return _drawn(
        "stories/page.html", form, draft=draft, told=told, prompt=prompt, number=number, place=place,
        hard=rules.hard_words(form.answer.data or "") if request.args.get("look") else None, stumbles=rules.STUMBLES,
        begun=has_begun(current_user, place), origin=queries.origin_of(current_user, draft.origin_id),
    )  # fmt: skip


def _on_from(draft: StoryDraft, number: int, *, go: str) -> ResponseReturnValue:
    """Where the button leads. The title is the page after the questions, and after it come the people."""
    pages = len(queries.by_what(draft).prompts)
    if go == "look" and number <= pages:
        return redirect(url_for(".page", draft_id=draft.id, page=number, look="yes", _anchor="looked"), 303)
    number += {"back": -1, "later": 0}.get(go, 1)
    if go == "later":
        flash(gettext("It is kept for you. Nobody else knows of it."))
        return redirect(url_for(".choose_place"), 303)
    if number > pages:
        return redirect(url_for(".head" if number == pages + 1 else ".people", draft_id=draft.id), 303)
    return redirect(url_for(".page", draft_id=draft.id, page=max(number, 1)), 303)


def _missing(draft: StoryDraft, text: rules.Text) -> str:
    try:
        rules.check_ready(text, others=draft.others)
    except RuleBroken as refusal:
        return said(refusal)
    return ""


def _entitle(draft_id: int, form: HeadForm) -> StoryDraft:
    title, note = form.title.data or "", form.note.data or ""
    return drafts.head(current_user, draft_id, title=title, note=note, now=clock.now())


def _add_other(draft_id: int, form: OtherForm) -> StoryDraft:
    who, basis = form.who.data or "", form.basis.data or ""
    return drafts.add_other(current_user, draft_id, who=who, basis=basis, now=clock.now())


def _tell(draft_id: int, form: ConsentForm) -> Story:
    reach = rules.reach(form.reach.data or "")
    return drafts.tell(current_user, draft_id, reach=reach, terms=form.terms(), now=clock.now())


def _drawn(template: str, form: Form, **values: Any) -> ResponseReturnValue:
    return render_template(template, form=form, words=audience_words, **values), 422 if form.problems else 200


SPOTS: dict[str, Finder] = {"story": _begun}
