"""The page of a meeting, its two fragments, and the way back to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import Field, StringField
from wtforms.fields.choices import SelectChoice

from cop.core import clock, pages
from cop.core.errors import CopError, NotAllowed, NotVisible, RuleBroken, Stale
from cop.core.forms import Form
from cop.core.pages import Next
from cop.core.words import gettext, ngettext, said
from cop.meetings import forms
from cop.meetings.forms.tray import QuestionForm
from cop.meetings.models import HeardCommitment, Meeting
from cop.meetings.queries import Stage, next_meetings_of, stage_for, tray_for
from cop.meetings.queries.heard import heard_in, left_unanswered_by
from cop.meetings.rules import lobby_is_open
from cop.meetings.views.wording import words_in
from cop.people.models import User

REFUSED = 422
FORMS: dict[str, tuple[str, type[Form]]] = {
    "bid": ("bid", forms.BidForm),
    "order": ("order", forms.OrderForm),
    "report": ("report", forms.ReportForm),
    "skip": ("skip", forms.SkipForm),
    "bid_for": ("bid_for", forms.BidForForm),
    "report_for": ("report_for", forms.ReportForForm),
    "commitment_for": ("commit_for", forms.CommitmentForForm),
    "heard": ("write_down", forms.CommitmentForForm),
    "commitment": ("commit", forms.CommitmentForm),
    "abandon": ("abandon", forms.AbandonForm),
    "visitor": ("ask_visitor", forms.VisitorForm),
    "leaving": ("say_leaving", forms.LeavingForm),
}
OWN_FIELDS = frozenset({"key", "csrf_token"})
READ_ONLY = frozenset({"abandon", "leaving", "order", "visitor"})

bp = Blueprint("meetings", __name__, url_prefix="/meetings/<int:meeting_id>")
bp.add_app_template_global(words_in, "words_in")


@bp.get("")
def show(meeting_id: int) -> ResponseReturnValue:
    return page(meeting_id)


@bp.get("/stage")
def stage(meeting_id: int) -> ResponseReturnValue:
    return render_template("meetings/_stage.html", **_values(_stage(meeting_id), {}))


@bp.get("/tray")
def tray(meeting_id: int) -> ResponseReturnValue:
    return tray_page(meeting_id)


def tray_page(meeting_id: int, sent: Form | None = None) -> ResponseReturnValue:
    """The tray by itself; `sent` is what could not be kept, shown again as it was typed."""
    here = _stage(meeting_id)
    html = render_template("meetings/tray.html", stage=here, **_of_tray(here, sent))
    return html, REFUSED if sent else 200


def page(meeting_id: int, refusal: CopError | None = None, **sent: Form) -> ResponseReturnValue:
    """The whole page; `sent` are forms that could not be carried out, shown again with what was typed.

    `refusal` is what a press met: it is told above the meeting as it stands now.
    """
    here = _stage(meeting_id)
    told = told_of(refusal) if refusal else None
    html = render_template("meetings/show.html", refusal=told, **_values(here, sent), **_of_tray(here, None))
    if refusal is not None:
        return html, refusal.status
    return html, REFUSED if sent else 200


def told_of(refusal: CopError) -> dict[str, Any]:
    """What a page says of a press that came to nothing."""
    return {"sentence": said(refusal), "is_late": isinstance(refusal, Stale)}


def refused(refusal: CopError) -> ResponseReturnValue:
    """A press that came too late, or that the meeting as it is now has no place for; to outsiders nothing is there."""
    try:
        return page((request.view_args or {})["meeting_id"], refusal)
    except NotVisible as hidden:
        return pages.refused(hidden)


for _kind in (Stale, RuleBroken, NotAllowed):
    bp.register_error_handler(_kind, refused)


def back(meeting_id: int) -> ResponseReturnValue:
    """To the meeting, as it is now."""
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


def carried_out(
    meeting_id: int, form: Form, *, name: str, action: Callable[[dict[str, Any]], object]
) -> ResponseReturnValue:
    """Carry out what the form says and go back, or show the page again with what is to be put right."""
    written = {field.name: _written(field) for field in form if field.name not in OWN_FIELDS}
    try:
        done = form.then(lambda: (action(written),))
    except Stale as refusal:
        return page(meeting_id, refusal, **{name: form})
    return page(meeting_id, **{name: form}) if done is None else back(meeting_id)


def pressed(form: Form) -> Any:
    """A form of one button: fine as it is, or not one of ours."""
    if not form.validate():
        abort(400)
    return form


def next_for(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """What was written down for this person and they have not answered, and the meetings they have coming up."""
    found = next_meetings_of(viewer, community_id, now=now)
    unanswered = [_of_words_written_down(each) for each in left_unanswered_by(viewer, community_id=community_id)]
    return unanswered + [_next(meeting, set_name, number, now=now) for meeting, set_name, number in found]


def _next(meeting: Meeting, set_name: str, number: int, *, now: datetime) -> Next:
    progress = meeting.progress
    opens = lobby_is_open(progress, now=now)
    button = (
        gettext("Join the meeting")
        if progress.is_live
        else gettext("Open the lobby")
        if opens
        else gettext("Look at it")
    )
    title = gettext("%(set)s, meeting %(number)s", set=set_name, number=number)
    detail = gettext("It has begun.") if progress.is_live else _detail(progress.meeting_minutes)
    return Next(
        title=title,
        url=url_for("meetings.show", meeting_id=meeting.id),
        button=button,
        detail=detail,
        when=progress.starts_at,
    )


def _of_words_written_down(heard: HeardCommitment) -> Next:
    return Next(
        title=heard.what,
        url=url_for("meetings.show", meeting_id=heard.meeting_id, _anchor="heard"),
        button=gettext("Say yes or no"),
        detail=gettext("This was written down for you in the meeting. Is it what you said?"),
    )


def _detail(minutes: int) -> str:
    return str(ngettext("%(num)s minute.", "%(num)s minutes.", minutes))


def _written(field: Field) -> Any:
    """What a field holds; words that were not sent at all are no words."""
    return field.data or "" if isinstance(field, StringField) else field.data


def _stage(meeting_id: int) -> Stage:
    return stage_for(current_user, meeting_id, now=clock.now())


def _values(here: Stage, sent: dict[str, Form]) -> dict[str, Any]:
    offered = {name: kind for name, (verb, kind) in FORMS.items() if verb in here.may}
    blank = {name: forms.blank(kind, **_given(here, name)) for name, kind in offered.items()}
    heard = heard_in(current_user, here.meeting, progress=here.progress)
    blank |= {f"wording-{each.id}": forms.blank(forms.CommitmentForm, obj=each) for each in heard}
    shown: dict[str, Any] = {**blank, **sent}
    if "skip" in shown:
        shown["skip"].commitment.choices = [
            SelectChoice(each.id, f"{here.name(each.user_id)}: {each.what[:60]}") for each in here.due
        ]
    if "bid" in shown:
        own = [SelectChoice(each.id, each.sentence) for each in here.prepared]
        shown["bid"].challenge.choices = [*own, SelectChoice(0, gettext("Something else"))]
    if "bid_for" in shown:
        shown["bid_for"].person.choices = [SelectChoice(each, here.name(each)) for each in here.room.members]
    for name, form in shown.items():
        _name_apart(name, form)
    misplaced = [form for name, form in sent.items() if name in FORMS and name not in offered]
    writes = bool(sent or set(blank) - READ_ONLY)
    return {"stage": here, "forms": shown, "heard": heard, "misplaced": misplaced, "ms": _ms, "writes": writes}


def _of_tray(here: Stage, sent: Form | None) -> dict[str, Any]:
    """The tray, which stands beside the stage and not in it, and the form in which one writes."""
    tray = tray_for(current_user, here.meeting.id, progress=here.progress)
    form = sent or forms.blank(QuestionForm, data={"text": tray.writing.text, "seen": tray.writing.revision})
    _name_apart("question", form)
    return {"tray": tray, "question": form}


def _name_apart(name: str, form: Form) -> None:
    """Several forms share a page: each field's id begins with its form's name."""
    for field in form:
        field.id = field.label.field_id = f"{name}-{field.name}"


def _given(here: Stage, name: str) -> dict[str, Any]:
    if name != "bid":
        return {}
    mine, chosen = here.my_bid, here.chosen
    own_words = mine.sentence if mine and not (chosen and chosen.sentence == mine.sentence) else ""
    before = {"urgency": mine.urgency, "wants": mine.wants, "level": mine.level} if mine else {}
    return {"data": {"challenge": chosen.id if chosen else 0, "sentence": own_words} | before}


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
