"""The private line between one person and whoever facilitates: a page of its own, and the fragment inside it."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.meetings import forms
from cop.meetings.queries.line import lines_with
from cop.meetings.service import quiet

REFUSED = 422

bp = Blueprint("line", __name__)


@bp.get("/line")
def show(meeting_id: int) -> ResponseReturnValue:
    return render_template("meetings/line.html", **_values(meeting_id, None))


@bp.get("/line/words")
def words(meeting_id: int) -> ResponseReturnValue:
    return render_template("meetings/_line.html", **_values(meeting_id, None))


@bp.post("/line")
def say(meeting_id: int) -> ResponseReturnValue:
    form = forms.PrivateWordForm()

    def action() -> object:
        return quiet.say_privately(
            current_user, meeting_id, text=form.text.data or "", to=form.to.data, now=clock.now()
        )

    if form.then(action):
        return redirect(url_for("meetings.line.show", meeting_id=meeting_id), 303)
    return render_template("meetings/line.html", **_values(meeting_id, form)), REFUSED


def _values(meeting_id: int, sent: forms.PrivateWordForm | None) -> dict[str, Any]:
    meeting, lines = lines_with(current_user, meeting_id, now=clock.now())
    writings = {each.other: _form(each.other) for each in lines}
    if sent is not None and writings:
        at = sent.to.data if sent.to.data in writings else next(iter(writings))
        writings[at] = _named(sent, at)
    return {"meeting": meeting, "lines": lines, "writings": writings}


def _form(other: int) -> forms.PrivateWordForm:
    return _named(forms.blank(forms.PrivateWordForm, data={"to": other}), other)


def _named(form: forms.PrivateWordForm, other: int) -> forms.PrivateWordForm:
    form.text.id = form.text.label.field_id = f"line-{other}"
    return form
