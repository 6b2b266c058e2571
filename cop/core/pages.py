"""What every page shares: panels that higher capabilities show on lower ones' pages, «Next for you», errors, assets."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, NamedTuple

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy import ColumnElement, Integer, bindparam, select, true
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter

from cop.config import Settings
from cop.core import clock, markup
from cop.core.errors import CopError, NotAllowed
from cop.core.questions import Question
from cop.core.words import gettext, said

MOST_NEXT = 3
LARGEST_ID = 2**31 - 1
LARGEST_BODY = 1_000_000
SUBJECT: Final[ColumnElement[int]] = bindparam("subject", type_=Integer)
"""The number of what a page is about."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A fragment of a higher capability on a page of a lower one.

    `load(viewer, subject, *, now)` answers the template's values, or None to stay away. Places: front, community,
    space, widening, window, organisation, profile, me, refused (the page of a 403, without a subject).

    `there` asks whether the subject has anything of the kind at all, as SQL over `SUBJECT`: asked of all panels of a
    place in one statement, and told to `load` as `is_there`. Who may see what there is, `load` asks.

    `seen(viewer, number, *, now)` answers, as plain values and before anything is drawn, all that `load` then asks of
    the database, which is told to it as `seen`.
    """

    place: str
    order: int
    template: str
    load: Callable[..., Mapping[str, Any] | None]
    there: ColumnElement[bool] | None = None
    seen: Callable[..., Hashable] | None = None


@dataclass(frozen=True, slots=True)
class ShownPanel:
    """A panel with its values, ready for a template."""

    template: str
    values: Mapping[str, Any]


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


class Here(NamedTuple):
    """The panels of one place in their order, and what asks of each whether it has something, if any can be asked."""

    panels: tuple[Panel, ...]
    question: Question | None


def by_place(shown: Iterable[Panel]) -> Mapping[str, Here]:
    """Panels as an app keeps them."""
    found = dict[str, Here]()
    for place, these in groupby(sorted(shown, key=attrgetter("place", "order")), key=attrgetter("place")):
        here = tuple(these)
        asks = any(panel.there is not None for panel in here)
        there = (true() if panel.there is None else panel.there for panel in here)
        found[place] = Here(here, Question(select(*there)) if asks else None)
    return found


class Seen(NamedTuple):
    """Which panels of a place have something, and what those are to show that can say it in plain values."""

    there: tuple[bool, ...]
    values: tuple[Hashable, ...]
    is_all: bool
    """Nothing else is to be asked of the database for any of them."""


def seen(place: str, viewer: Any, *, subject: int | None, now: datetime) -> Seen:
    """What the panels of one place are to show, before they are drawn; on some pages they are about nothing with a
    number."""
    here = _here(place)
    there = tuple(map(bool, here.question.all({"subject": subject})[0] if here.question else [True] * len(here.panels)))
    values = tuple(each.seen(viewer, subject, now=now) if each.seen else None for each in here.panels)
    told = (each.seen is not None or not is_there for each, is_there in zip(here.panels, there, strict=True))
    return Seen(there, values, all(told))


def panels(place: str, viewer: Any, *, subject: Any, now: datetime, known: Seen | None = None) -> list[ShownPanel]:
    """The panels for one place of one page, in their order."""
    here, known = _here(place), known or seen(place, viewer, subject=getattr(subject, "id", None), now=now)
    loaded = [
        (each, each.load(viewer, subject, now=now, **_told(each, is_there=is_there, values=values)))
        for each, is_there, values in zip(here.panels, known.there, known.values, strict=True)
    ]
    return [ShownPanel(panel.template, values) for panel, values in loaded if values is not None]


def _here(place: str) -> Here:
    here: Here = current_app.extensions["cop_panels"].get(place) or Here((), None)
    return here


def _told(panel: Panel, *, is_there: bool, values: Hashable) -> Mapping[str, Any]:
    told: dict[str, Any] = {} if panel.there is None else {"is_there": is_there}
    return told if panel.seen is None else {**told, "seen": values}


def next_for(viewer: Any, community_id: int | None, *, now: datetime, known: Sequence[Next] = ()) -> list[Next]:
    """At most three: the soonest date, what is asked of the viewer, then later dates. `community_id` narrows
    them to one community; `known` are lines that its page has without asking."""
    asked = current_app.extensions["cop_next"]
    found = [*known, *(line for provider in asked for line in provider(viewer, community_id, now=now))]
    dated = sorted((line for line in found if line.when is not None), key=lambda line: line.when or now)
    asked = [line for line in found if line.when is None]
    return [*dated[:1], *asked, *dated[1:]][:MOST_NEXT]


def init_app(app: Flask, *, shown: Iterable[Panel], next_providers: Iterable[NextProvider]) -> None:
    """Give templates their globals, and every failure a page with a sentence."""
    settings: Settings = app.config["COP"]
    app.extensions["cop_panels"] = by_place(shown)
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


def _why_not(status: int) -> list[ShownPanel]:
    """What higher capabilities add to a refusal: what would have to be done first."""
    if status != NotAllowed.status or not current_user.is_authenticated:
        return []
    return panels("refused", current_user, subject=None, now=clock.now())
