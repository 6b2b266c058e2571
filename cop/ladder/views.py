"""Three steps for words of one's own: where to, how they read, and sending them. And the page of whoever is named."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities.queries import audience_of_space, space_for
from cop.communities.rules import Read
from cop.core import clock
from cop.core.access import require
from cop.core.errors import NotVisible
from cop.core.panels import Panel
from cop.core.words import gettext
from cop.discussions.models import Post
from cop.ladder import policy, queries, rules, service
from cop.ladder.forms import AnswerForm, PlaceForm, SendForm, WordsForm
from cop.ladder.models import Climb, ClimbAsk
from cop.ladder.service.climbing import STAYS
from cop.stories.rules import MARKS, to_look_at

bp = Blueprint("ladder", __name__, url_prefix="/ladder")


@bp.get("")
def index() -> ResponseReturnValue:
    pieces = [(each, queries.lets_out(current_user, each)) for each in queries.pieces_of(current_user)]
    return render_template(
        "ladder/index.html", pieces=[each for each, goes in pieces if goes],
        stays=any(not goes for _, goes in pieces), climbs=queries.climbs_of(current_user),
        asks=queries.asks_to(current_user),
    )  # fmt: skip


@bp.route("/from/<piece>", methods=["GET", "POST"])
def choose(piece: str) -> ResponseReturnValue:
    found = queries.piece_for(current_user, piece)
    require(queries.lets_out(current_user, found), STAYS)
    steps = queries.steps_for(current_user, found, on=_today())
    form = PlaceForm.among([(each.space.id, each.space.name) for each in steps])
    begun = form.is_submitted() and form.then(lambda: _begin(piece, form))
    if begun:
        return redirect(url_for(".show", climb_id=begun.id), 303)
    readers = queries.readers_now(current_user, found, on=_today())
    shown = {"piece": found, "steps": steps, "readers": readers}
    return render_template("ladder/choose.html", form=form, **shown), 422 if form.problems else 200


@bp.get("/<int:climb_id>")
def show(climb_id: int) -> ResponseReturnValue:
    return _page(queries.climb_for(current_user, climb_id))


@bp.post("/<int:climb_id>")
def keep(climb_id: int) -> ResponseReturnValue:
    climb, form = queries.climb_for(current_user, climb_id), WordsForm()
    if form.then(lambda: _keep(climb_id, form)):
        return redirect(url_for(".show", climb_id=climb_id, _anchor="reads"), 303)
    return _page(climb, words=form)


@bp.post("/<int:climb_id>/questions")
def ask(climb_id: int) -> ResponseReturnValue:
    service.ask_named(current_user, climb_id, now=clock.now())
    flash(gettext("They get a letter without a word of it. Nobody has to answer, and you are not told of a no."))
    return redirect(url_for(".show", climb_id=climb_id, _anchor="named"), 303)


@bp.post("/<int:climb_id>/sendings")
def send(climb_id: int) -> ResponseReturnValue:
    climb, form = queries.climb_for(current_user, climb_id), SendForm()
    sent = form.then(lambda: _send(climb_id, form))
    if sent and form.way.data == "story":
        return redirect(url_for("stories.writing.page", draft_id=sent, page=1), 303)
    if sent:
        return redirect(url_for(".show", climb_id=climb_id), 303)
    return _page(climb, sending=form)


@bp.post("/<int:climb_id>/removals")
def put_away(climb_id: int) -> ResponseReturnValue:
    service.put_away(current_user, climb_id)
    flash(gettext("It is put away. The words are where they were, and nowhere else."))
    return redirect(url_for(".index"), 303)


@bp.post("/<int:climb_id>/withdrawals")
def take_back(climb_id: int) -> ResponseReturnValue:
    service.take_back(current_user, climb_id, now=clock.now())
    flash(gettext("They are taken back. Nobody can read them there any more."))
    return redirect(url_for(".index"), 303)


@bp.get("/questions/<int:ask_id>")
def asked(ask_id: int) -> ResponseReturnValue:
    return _question(queries.ask_for(current_user, ask_id)), 200


@bp.post("/questions/<int:ask_id>")
def answer(ask_id: int) -> ResponseReturnValue:
    queries.ask_for(current_user, ask_id)
    form = AnswerForm()
    if not form.validate():
        abort(400)
    says_yes, seen = form.answer.data == "yes", form.seen.data or ""
    service.answer(current_user, ask_id, yes=says_yes, seen=seen, now=clock.now())
    flash(gettext("Thank you. You can say otherwise until it is sent."))
    return redirect(url_for(".asked", ask_id=ask_id), 303)


def _page(
    climb: Climb, *, words: WordsForm | None = None, sending: SendForm | None = None
) -> ResponseReturnValue:  # fmt: skip
    """How words on their way stand: to be sent, or sent; or without a way on, where what they come from or the place
    they go to is there no more. A refused form keeps what was typed."""
    try:
        space = space_for(current_user, climb.space_id or 0)
        piece = None if climb.sent_at else queries.piece_for(current_user, climb.origin)
    except NotVisible:
        return render_template("ladder/climb.html", climb=climb, space=None), 200
    shown: dict[str, Any] = {"climb": climb, "space": space, "readers": audience_of_space(space.id, on=_today())}
    shown["by_anybody"] = space.axes.read == Read.ANYONE
    if piece is not None:
        shown |= _to_be_sent(climb, piece)
    text = {"title": climb.title, "body": climb.words}
    shown["words"] = words or WordsForm(formdata=None, data=text)
    shown["sending"] = sending or SendForm(formdata=None)
    refused = shown["words"].problems or shown["sending"].problems
    return render_template("ladder/climb.html", **shown), 422 if refused else 200


def _to_be_sent(climb: Climb, piece: queries.Piece) -> dict[str, Any]:
    named = queries.named_by(current_user, climb, piece=piece)
    return {
        "named": named, "to_ask": [each for each in named if not each.asked], "marks": MARKS,
        "seen": rules.digest(climb.title, climb.words), "html": climb.html,
        "looks": to_look_at(f"{climb.title}\n{climb.words}"),
        "waits": queries.still_missing(current_user, climb, piece=piece),
        "before": queries.readers_now(current_user, piece, on=_today()),
    }  # fmt: skip


def _question(ask: ClimbAsk) -> str:
    """Where it would be read is said to whoever may know of that place."""
    climb = ask.climb
    try:
        space = space_for(current_user, climb.space_id or 0) if climb else None
    except NotVisible:
        space = None
    readers = audience_of_space(space.id, on=_today()) if space and policy.can_count(current_user, space) else None
    sent = climb is not None and climb.sent_at is not None
    seen = rules.digest(ask.words)
    return render_template("ladder/question.html", ask=ask, space=space, readers=readers, sent=sent, seen=seen)


def _begin(piece: str, form: PlaceForm) -> Climb:
    return service.begin(current_user, piece, space_id=form.chosen, now=clock.now())


def _keep(climb_id: int, form: WordsForm) -> Climb:
    return service.keep(current_user, climb_id, title=form.title.data or "", words=form.words, now=clock.now())


def _send(climb_id: int, form: SendForm) -> int:
    as_story = form.way.data == "story"
    return service.send(current_user, climb_id, seen=form.seen.data or "", as_story=as_story, now=clock.now())


def _today() -> date:
    return clock.now().date()


def own_post(viewer: Any, post: Post, *, now: datetime) -> Mapping[str, Any] | None:
    """The way further for words of one's own, where they are changed."""
    del now
    return {"piece": f"post:{post.id}"} if policy.can_take(viewer, post) else None


def own_words(viewer: Any, subject: object, *, now: datetime) -> Mapping[str, Any] | None:
    """The way to the ladder, where somebody reads what is theirs alone."""
    del viewer, subject, now
    return {}


def waiting(viewer: Any, subject: object, *, now: datetime) -> Mapping[str, Any] | None:
    """What one is asked, and what is on its way."""
    del subject, now
    asks, climbs = queries.asks_to(viewer), queries.climbs_of(viewer)
    return {"asks": len(asks), "climbs": len(climbs)} if asks or climbs else None


PANELS = [
    Panel("own_post", 10, "ladder/_post.html", own_post),
    Panel("own_words", 10, "ladder/_words.html", own_words),
    Panel("me", 30, "ladder/_mine.html", waiting),
]
