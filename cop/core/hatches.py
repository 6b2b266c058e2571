"""Pages that are kept are handed out through a hatch, before Flask begins: through the same door, to whoever would be
shown the same.

To begin and to end a request takes Flask and what we hang on it as long as all that a kept page needs. A hatch knows
the addresses of one kind. Whatever is not plain there, an answer to be drawn, a sentence to be said, a browser without
a token, is left to Flask, which does the same and more.
"""

import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_cookie

from cop.config import Settings
from cop.core import access, clock, headers, logs, shells
from cop.core.access import TOLD, cookie_name, login_manager
from cop.core.database import LARGEST_ID, latest_change
from cop.core.forms import Sessions, form_key, token_of
from cop.core.headers import nonce
from cop.core.kept import shelf
from cop.core.languages import locale_of
from cop.core.questions import Answer, Question
from cop.core.shells import Sheet
from cop.core.words import HOME_ZONE

FOR_VISITORS: Final = timedelta(seconds=1)
"""So long a visitor, who is shown what everybody may see, is handed a page without its door being asked once more: a
page that is passed around is asked for by hundreds at once. What this process itself changes ends it at once."""
MOST_DIGITS: Final = len(str(LARGEST_ID))
Environ = dict[str, Any]
Start = Callable[..., Any]
Handed = tuple[bytes, list[tuple[str, str]]]
"""What is sent, and its headers."""


class Hatched(NamedTuple):
    """Under which key a page is kept, and whether search engines may list it."""

    key: Hashable
    is_listed: bool


class Hatch(NamedTuple):
    """The addresses that begin so and end with one number, and the route that they are.

    `question()` is what the database is asked about somebody and that number, whose first column is never empty; it is
    asked together with who they are, if they are somebody. `asked(who, number)` is what it is asked with.
    `door(who, number, answer=, reading=(zone, locale), told={})` says where the page is kept that they would be shown,
    or None where they would be shown none, or another than that. It has no request; what it puts among what was told
    is there for whoever draws the page instead.
    """

    begins: str
    route: str
    question: Callable[[], Question]
    asked: Callable[[Any, int], Mapping[str, object]]
    door: Callable[..., Hatched | None]


class Asked(NamedTuple):
    """What came with a request that a hatch may answer."""

    hatch: Hatch
    path: str
    number: int
    cookies: Mapping[str, str]
    languages: str
    encodings: str
    told: dict[str, Any]


class Counter:
    """Stands before Flask with all hatches."""

    def __init__(self, app: Flask, hatches: Iterable[Hatch]) -> None:
        self._app = app
        self._inner = app.wsgi_app
        self._hatches = {each.begins: each for each in hatches}

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """What a hatch hands out, or else Flask's answer."""
        began, asked = time.perf_counter(), self._asked(environ)
        handed = self._handed(asked) if asked else None
        if asked is None or handed is None:
            return self._inner(environ, start_response)
        body, said = handed
        told = logs.new_id()
        logs.note(told, method="GET", route=asked.hatch.route, status=200, began=began)
        start_response("200 OK", [*said, ("X-Request-Id", told)])
        return [body]

    def _asked(self, environ: Environ) -> Asked | None:
        begins, slash, number = environ["PATH_INFO"].rpartition("/")
        hatch = self._hatches.get(begins + slash)
        if hatch is None or environ["REQUEST_METHOD"] != "GET" or environ.get("QUERY_STRING"):
            return None
        if not (number.isascii() and number.isdecimal()) or len(number) > MOST_DIGITS or int(number) > LARGEST_ID:
            return None
        languages, encodings = environ.get("HTTP_ACCEPT_LANGUAGE", ""), environ.get("HTTP_ACCEPT_ENCODING", "")
        told = environ[TOLD] = dict[str, Any]()
        return Asked(hatch, environ["PATH_INFO"], int(number), parse_cookie(environ), languages, encodings, told)

    def _handed(self, asked: Asked) -> Handed | None:
        with self._app.app_context():
            try:
                return _handed(self._app, asked)
            except SQLAlchemyError:  # which is asked once more, and answered with a page that says so
                return None


def init_app(app: Flask, hatches: Iterable[Hatch]) -> None:
    """Stand before Flask, but where it serves sockets only."""
    settings: Settings = app.config["COP"]
    if settings.role != "sockets":
        app.wsgi_app = Counter(app, hatches)  # type: ignore[method-assign]


def _handed(app: Flask, asked: Asked) -> Handed | None:
    sessions: Sessions = app.session_interface  # type: ignore[assignment]
    token, held = asked.cookies.get(cookie_name(app.config["COP"])), sessions.held(app, asked.cookies)
    if "_flashes" in held or not shelf().take(shells.hatched(asked.path)):
        return None
    if token is None and not held:
        found, who = _for_visitors(asked, now=clock.now()), None
    else:
        found, who = _for_holder(asked, token, now=clock.now())
    put_in = _put_in(who, held)
    if found is None or not put_in.keys() >= {each for each in found[0] if isinstance(each, str)}:
        return None
    page, is_listed = found
    body, said = shells.told(page, put_in, packs=_packs(asked.encodings))
    vary = {"Vary": f"{said['Vary']}, Cookie"}  # as Flask says of whatever looks into somebody's session
    about = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    return body, [*about, *(said | vary).items(), *headers.of_page(headers.own_policy(app), is_listed=is_listed)]


def _for_holder(asked: Asked, token: str | None, *, now: datetime) -> tuple[tuple[Sheet, bool] | None, Any]:
    """What is kept for whoever holds this token, and who that is: nobody in particular, where nobody does."""
    values = asked.hatch.asked(login_manager.anonymous_user(), asked.number)
    identity, answer = access.identify_and_answer(token, asked.hatch.question(), values=values, now=now)
    asked.told["identity"] = identity
    if identity is None:
        return _taken(_found_for_visitors(asked)), None
    return _taken(_found(asked, identity.user, answer=answer)), identity.user


def _for_visitors(asked: Asked, *, now: datetime) -> tuple[Sheet, bool] | None:
    """What is kept for all who are nobody in particular, whose door is not asked anew for a second."""
    change, key = latest_change(), ("for visitors", asked.path, locale_of("", asked.languages))
    known = shelf().take(key)
    if known is not None and known[1] is change and timedelta() <= now - known[2] < FOR_VISITORS:
        return _taken(known[0])
    hatched = _found_for_visitors(asked)
    if hatched is not None:
        shelf().put(key, (hatched, change, now), weight=shells.OF_A_NOTE)
    return _taken(hatched)


def _taken(hatched: Hatched | None) -> tuple[Sheet, bool] | None:
    page = shelf().take(hatched.key) if hatched else None
    return (page, hatched.is_listed) if hatched and page else None


def _found_for_visitors(asked: Asked) -> Hatched | None:
    nobody = login_manager.anonymous_user()
    answer = asked.hatch.question().one_or_none(asked.hatch.asked(nobody, asked.number))
    return _found(asked, nobody, answer=answer)


def _found(asked: Asked, who: Any, *, answer: Answer | None) -> Hatched | None:
    zone, choice = (who.time_zone, who.locale) if who.is_authenticated else (HOME_ZONE, "")
    reading = zone, locale_of(choice, asked.languages)
    return asked.hatch.door(who, asked.number, answer=answer, reading=reading, told=asked.told)


def _put_in(who: Any, held: Mapping[str, Any]) -> Mapping[str, Callable[[], str]]:
    """What there is to put in for them; no token where their browser has yet to be given one."""
    put_in: dict[str, Callable[[], str]] = {"csp_nonce": nonce, "form_key": form_key}
    if who:
        put_in |= {"reader_name": lambda: str(who.name), "reader_initial": lambda: str(who.name)[:1]}
    if token := token_of(held):
        put_in["csrf_token"] = lambda: token
    return put_in


@lru_cache(maxsize=256)
def _packs(header: str) -> bool:
    return bool(parse_accept_header(header, Accept)[shells.PACKED])
