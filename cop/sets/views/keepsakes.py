"""What somebody takes along: their own words as one page that needs nothing else, and as JSON. It names nobody."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.sets import queries
from cop.sets.forms import ReviewForm
from cop.sets.models import Challenge, ChallengeTurn, Commitment, ReviewLine

bp = Blueprint("keepsakes", __name__, url_prefix="/challenges")


@bp.get("/document")
def whole() -> ResponseReturnValue:
    return _page(_everything(), name="what-i-learnt")


@bp.get("/document.json")
def whole_as_data() -> ResponseReturnValue:
    return _data(_everything(), name="what-i-learnt")


@bp.get("/<int:challenge_id>/document")
def one(challenge_id: int) -> ResponseReturnValue:
    found = queries.challenge_for(current_user, challenge_id)
    return _page(_keepsake([found]), name=f"challenge-{challenge_id}")


@bp.get("/<int:challenge_id>/document.json")
def one_as_data(challenge_id: int) -> ResponseReturnValue:
    found = queries.challenge_for(current_user, challenge_id)
    return _data(_keepsake([found]), name=f"challenge-{challenge_id}")


def _page(keepsake: dict[str, Any], *, name: str) -> Response:
    html = render_template("sets/document.html", **keepsake, prompts=ReviewForm.prompts())
    return _to_keep(Response(html, mimetype="text/html"), f"{name}.html")


def _data(keepsake: dict[str, Any], *, name: str) -> Response:
    text = json.dumps(keepsake, default=str, ensure_ascii=False, indent=2)  # a day as ISO text
    return _to_keep(Response(text, mimetype="application/json"), f"{name}.json")


def _to_keep(answer: Response, name: str) -> Response:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _everything() -> dict[str, Any]:
    return _keepsake(
        queries.challenges_of(current_user),
        commitments=queries.commitments_apart_of(current_user),
        lines=queries.lines_of(current_user),
    )


def _keepsake(
    challenges: Sequence[Challenge], *, commitments: Iterable[Commitment] = (), lines: Iterable[ReviewLine] = ()
) -> dict[str, Any]:
    """No set is named and no person: those words are not only the owner's."""
    return {
        "format": "cop-challenges",
        "version": 1,
        "taken_on": clock.now().date(),
        "challenges": [_challenge(each) for each in reversed(challenges)],
        "commitments": [_commitment(each) for each in commitments],
        "looked_back": [
            {"day": line.held_on, "meeting": line.number, "prompt": line.prompt, "text": line.text} for line in lines
        ],
    }


def _challenge(challenge: Challenge) -> dict[str, Any]:
    prepared = {name: getattr(challenge, name) for name in ("why", "better", "who_else", "helps", "success")}
    return {
        "sentence": challenge.sentence,
        "wants": challenge.wants,
        "level": challenge.level,
        "since": challenge.created_at.date(),
        "prepared": {name: words for name, words in prepared.items() if words},
        "turns": [_turn(each) for each in challenge.turns],
        "commitments": [_commitment(each) for each in challenge.apart],
    }


def _turn(turn: ChallengeTurn) -> dict[str, Any]:
    return {
        "day": turn.held_on,
        "meeting": turn.number,
        "sentence": turn.sentence,
        "wants": turn.wants,
        "level": turn.level,
        "questions": [each.text for each in turn.kept],
        "learnt": turn.learnt,
        "planned": [_commitment(each) for each in turn.planned],
        "happened": turn.happened,
    }


def _commitment(commitment: Commitment) -> dict[str, Any]:
    return {
        "what": commitment.what,
        "first_step": commitment.first_step,
        "by_when": commitment.by_when,
        "state": commitment.state,
        "outcome": "" if commitment.state == "skipped" else commitment.outcome,  # the reason is often another's
        "learnt": commitment.learnt,
    }
