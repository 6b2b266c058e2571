"""What every page shares: «Next for you», errors, assets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter

from cop.config import Settings
from cop.core import clock, markup, panels
from cop.core.errors import CopError, NotAllowed
from cop.core.words import gettext, said

MOST_NEXT = 3
LARGEST_ID = 2**31 - 1
LARGEST_BODY = 1_000_000


@dataclass(frozen=True, slots=True)
class Next:
    """One line of «Next for you»: what, when (UTC, or None for «asked of you»), and the one thing to do about it."""

    title: str
    url: str
    button: str
    detail: str = ""
    when: datetime | None = None


NextProvider = Callable[..., list[Next]]


def asked_once(question: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """The same question about a viewer, put to the database once for all who ask it while one page is made."""

    def answer(viewer: Any) -> bool:
        answers: dict[Any, bool] = g.setdefault("asked_once", {})
        about = (question, viewer.id)
        if about not in answers:
            answers[about] = question(viewer)
        return answers[about]

    return answer


def only_if(concerns: Callable[[Any], bool], *providers: NextProvider) -> NextProvider:
    """These providers, asked only about whom they concern at all: one question instead of all of theirs."""

    def together(viewer: Any, community_id: int | None, *, now: datetime) -> list[Next]:
        if not concerns(viewer):
            return []
        return [line for provider in providers for line in provider(viewer, community_id, now=now)]

    return together


class Id(IntegerConverter):
    """A number in an address that fits a database's integer; a larger one is simply not found."""

    def __init__(self, url_map: Any, **options: Any) -> None:
        super().__init__(url_map, max=LARGEST_ID, **options)


def next_for(viewer: Any, community_id: int | None, *, now: datetime, known: Sequence[Next] = ()) -> list[Next]:
    """At most three: the soonest date, what is asked of the viewer, then later dates. `community_id` narrows
    them to one community; `known` are lines that its page has without asking."""
    asked = current_app.extensions["cop_next"]
    found = [*known, *(line for provider in asked for line in provider(viewer, community_id, now=now))]
    dated = sorted((line for line in found if line.when is not None), key=lambda line: line.when or now)
    asked = [line for line in found if line.when is None]
    return [*dated[:1], *asked, *dated[1:]][:MOST_NEXT]


def init_app(app: Flask, *, shown: Iterable[panels.Panel], next_providers: Iterable[NextProvider]) -> None:
    """Give templates their globals, and every failure a page with a sentence."""
    settings: Settings = app.config["COP"]
    app.extensions["cop_panels"] = panels.by_place(shown)
    app.extensions["cop_next"] = list(next_providers)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.jinja_env.globals |= {
        "demo": settings.demo,
        "public_url": settings.public_url,
    }
    app.jinja_env.filters["shown"] = markup.shown
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_error_handler(CopError, refused)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(HTTPException, _http_error)


def refused(refusal: CopError) -> ResponseReturnValue:
    """A refusal as a page of its own."""
    return _problem(said(refusal), refusal.status)


def _form_too_old(_error: CSRFError) -> ResponseReturnValue:
    return _problem(
        gettext("This form was open for too long. Go back, copy what you wrote, and open the page anew."), 400
    )


def _database_away(_error: OperationalError) -> ResponseReturnValue:
    return _problem(gettext("We cannot reach our records just now. Nothing is lost: try again in a moment."), 503)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    return _problem(_sentence_for(status), status)


def _sentence_for(status: int) -> str:
    sentences = {
        400: gettext("We could not read that. Go back and try once more."),
        404: "",
        405: gettext("That address is not a page of its own."),
        413: gettext("That is too large to send: a million characters is the most, and 25 megabytes with files."),
    }
    return str(sentences.get(status, gettext("Something went wrong on our side. It has been noted.")))


def _problem(sentence: str, status: int) -> ResponseReturnValue:
    back = request.path if request.method == "GET" else request.referrer
    own = (back or "").removeprefix(request.host_url.rstrip("/"))
    page = render_template(
        "errors/problem.html",
        sentence=sentence,
        status=status,
        panels=_why_not(status),
        back=own if own.startswith("/") and own[1:2] not in {"/", "\\"} else "/",
        viewer=current_user,
    )
    return page, status


def _why_not(status: int) -> list[panels.ShownPanel]:
    """What higher capabilities add to a refusal: what would have to be done first."""
    if status != NotAllowed.status or not current_user.is_authenticated:
        return []
    return panels.panels("refused", current_user, subject=None, now=clock.now())
