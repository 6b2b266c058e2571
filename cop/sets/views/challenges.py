"""One's own challenges: prepared, brought, written down turn by turn, taken along and deleted."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from cop.core import clock
from cop.core.panels import panels
from cop.core.words import gettext, short_day
from cop.sets import queries, service
from cop.sets.forms import BringForm, ReviewForm, SheetForm, TurnForm
from cop.sets.models import Challenge, ChallengeTurn

bp = Blueprint("challenges", __name__)


@bp.get("/challenges")
def index() -> ResponseReturnValue:
    return render_template(
        "sets/challenges.html", challenges=queries.challenges_of(current_user), lines=queries.lines_of(current_user),
        commitments=queries.commitments_apart_of(current_user), is_reminded=queries.is_reminded(current_user),
        sets={each.id: each.name for each in queries.sets_visible_to(current_user)}, prompts=ReviewForm.prompts(),
        panels=panels("own_words", current_user, subject=None, now=clock.now()),
    )  # fmt: skip


@bp.get("/<int:set_id>/challenges/new")
def new(set_id: int) -> ResponseReturnValue:
    learning_set = queries.set_for(current_user, set_id)
    return render_template("sets/prepare.html", set=learning_set, challenge=None, form=SheetForm())


@bp.post("/<int:set_id>/challenges")
def prepare(set_id: int) -> ResponseReturnValue:
    form, learning_set = SheetForm(), queries.set_for(current_user, set_id)
    if made := form.then(lambda: service.prepare(current_user, set_id, sheet=form.sheet, now=clock.now())):
        return redirect(url_for(".show", challenge_id=made.id), 303)
    return render_template("sets/prepare.html", set=learning_set, challenge=None, form=form), 422


@bp.get("/challenges/<int:challenge_id>")
def show(challenge_id: int) -> ResponseReturnValue:
    return _thread(queries.challenge_for(current_user, challenge_id))


@bp.get("/challenges/<int:challenge_id>/sheet")
def sheet(challenge_id: int) -> ResponseReturnValue:
    challenge = queries.challenge_for(current_user, challenge_id)
    return render_template("sets/prepare.html", set=None, challenge=challenge, form=SheetForm(obj=challenge))


@bp.post("/challenges/<int:challenge_id>/sheets")
def rewrite(challenge_id: int) -> ResponseReturnValue:
    form, _ = SheetForm(), queries.challenge_for(current_user, challenge_id)
    if form.then(lambda: service.rewrite(current_user, challenge_id, sheet=form.sheet, now=clock.now())):
        return redirect(url_for(".show", challenge_id=challenge_id), 303)
    challenge = queries.challenge_for(current_user, challenge_id)
    return render_template("sets/prepare.html", set=None, challenge=challenge, form=form), 422


@bp.post("/challenges/<int:challenge_id>/turns")
def bring(challenge_id: int) -> ResponseReturnValue:
    form = BringForm()
    chosen = form.season_date_id
    if form.then(lambda: service.bring(current_user, challenge_id, season_date_id=chosen, now=clock.now())):
        flash(gettext("You bring it. The set can read its sentence from now on."))
        return redirect(url_for(".show", challenge_id=challenge_id), 303)
    return _thread(queries.challenge_for(current_user, challenge_id), bring=form), 422


@bp.post("/challenges/turns/<int:turn_id>/notes")
def write_down(turn_id: int) -> ResponseReturnValue:
    form, challenge_id = TurnForm(), queries.turn_for(current_user, turn_id).challenge_id
    if form.then(lambda: service.write_down(current_user, turn_id, now=clock.now(), **form.said())):
        return redirect(url_for(".show", challenge_id=challenge_id, _anchor=f"turn-{turn_id}"), 303)
    return _thread(queries.challenge_for(current_user, challenge_id), written=(turn_id, form)), 422


@bp.post("/challenges/turns/<int:turn_id>/removals")
def take_back(turn_id: int) -> ResponseReturnValue:
    challenge_id = queries.turn_for(current_user, turn_id).challenge_id
    service.take_back(current_user, turn_id)
    return redirect(url_for(".show", challenge_id=challenge_id), 303)


@bp.post("/challenges/questions/<int:kept_id>/removals")
def let_go(kept_id: int) -> ResponseReturnValue:
    turn = queries.kept_question_for(current_user, kept_id).turn
    challenge_id, anchor = turn.challenge_id, f"turn-{turn.id}"
    service.let_go_of_question(current_user, kept_id)
    return redirect(url_for(".show", challenge_id=challenge_id, _anchor=anchor), 303)


@bp.route("/challenges/<int:challenge_id>/removals", methods=["GET", "POST"])
def remove(challenge_id: int) -> ResponseReturnValue:
    challenge = queries.challenge_for(current_user, challenge_id)
    if request.method == "GET":
        return render_template("sets/delete_challenge.html", challenge=challenge)
    service.delete_challenge(current_user, challenge_id)
    flash(gettext("It is deleted. Nobody keeps anything of it."))
    return redirect(url_for(".index"), 303)


@bp.post("/challenges/reminders")
def remind() -> ResponseReturnValue:
    wanted = request.form.get("wanted")
    if wanted not in {"yes", "no"}:
        abort(400)
    if wanted == "yes":
        service.want_reminders(current_user)
    else:
        service.refuse_reminders(current_user, now=clock.now())
    return redirect(url_for(".index", _anchor="reminders"), 303)


def _thread(
    challenge: Challenge, *, bring: BringForm | None = None, written: tuple[int, TurnForm] | None = None
) -> str:
    """The challenge with its turns, each with a form of its own; one that was refused keeps what was typed."""
    forms = {turn.id: _notes(turn) for turn in challenge.turns}
    if written is not None:
        forms[written[0]] = _name_apart(written[1], written[0])
    to_come = _meetings_to_come(challenge)
    sits = current_user.id in queries.people_in(challenge.set_id or 0)
    bring = bring or BringForm(formdata=None)
    bring.meeting.choices = [SelectChoice(each, label) for each, label in to_come]
    return render_template(
        "sets/challenge.html", challenge=challenge, forms=forms, refused=written[0] if written else None,
        bring=bring, to_come=to_come, sits=sits,
    )  # fmt: skip


def _meetings_to_come(challenge: Challenge) -> list[tuple[int, str]]:
    """The meetings of its set to which it can still be brought; none for somebody who has left."""
    if challenge.set_id is None or current_user.id not in queries.people_in(challenge.set_id):
        return []
    brought = {turn.season_date_id for turn in challenge.turns}
    return [
        (date.id, gettext("Meeting %(number)s, %(day)s", number=date.number, day=short_day(date.starts_at)))
        for date in sorted(queries.dates_of(challenge.set_id), key=lambda each: each.held_at is not None)
        if date.id not in brought
    ]


def _notes(turn: ChallengeTurn) -> TurnForm:
    return _name_apart(TurnForm(formdata=None, data={"learnt": turn.learnt, "happened": turn.happened}), turn.id)


def _name_apart(form: TurnForm, turn_id: int) -> TurnForm:
    for field in form:
        field.id = field.label.field_id = f"turn-{turn_id}-{field.name}"
    return form
