"""Who is asking, and the guard at the door of every route: signed in unless the view says `@public`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from flask import Flask, Request, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from cop.config import Settings
from cop.core import clock
from cop.core.errors import NotAllowed
from cop.core.questions import Answer, Question

TOLD = "cop.told"
"""Where a request's environment holds what was asked of the database for it before Flask began."""
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class People(LoginManager):  # type: ignore[misc]
    """Flask-Login where a sign-in's cookie is the only way in: it need not look for any other on each page."""

    def _load_user(self) -> None:
        self._update_request_context_with_user(_load_person(request))


login_manager = People()


@dataclass(frozen=True, slots=True)
class Identity:
    """A person behind one open sign-in."""

    user: Any
    sign_in_id: int


@dataclass(frozen=True, slots=True)
class Identities:
    """How this app knows people; the capability that owns sign-ins provides it.

    `identity_of(token, *, now)` answers None for a token that is unknown, ended or out of date;
    `identity_and_answer(token, question, *, values, now)` answers with it what its holder is told who asks that;
    `open_among(ids, *, now)` says which of these sign-ins still stand;
    `language_of(address)` is the language that whoever has this address has chosen, empty for nobody and for no choice.
    """

    identity_of: Callable[..., Identity | None]
    identity_and_answer: Callable[..., tuple[Identity | None, Answer | None]]
    open_among: Callable[..., set[int]]
    language_of: Callable[[str], str]


def public(view: View) -> View:
    """Let a visitor who is not signed in reach this view. A test lists every one of them."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def whoever_asks() -> Any:
    """Whoever asks, themself: what stands for them (`current_user`) finds them anew each time that it is looked at."""
    return current_user._get_current_object()  # noqa: SLF001  the only way to what a proxy stands for


def reader_name() -> str:
    """What whoever is signed in is called."""
    return str(whoever_asks().name)


def reader_initial() -> str:
    """The first letter of that."""
    return reader_name()[:1]


def require(allowed: bool, sentence: str, **values: object) -> None:  # noqa: FBT001  reads as: require(can…, "why not")
    """Go on, or raise NotAllowed with a sentence that says who may."""
    if not allowed:
        raise NotAllowed(sentence, **values)


def cookie_name(settings: Settings) -> str:
    """The cookie of a sign-in; over https its name makes browsers refuse it from anywhere else."""
    return "__Host-cop" if settings.secure_cookies else "cop"


def identify(token: str | None, *, now: datetime) -> Identity | None:
    """Who holds this token, looked up anew each time: a sign-in that was ended a moment ago is nobody's."""
    if not token:
        return None
    identities: Identities = current_app.extensions["cop_identities"]
    return identities.identity_of(token, now=now)


def identify_and_answer(
    token: str | None, question: Question, *, values: Mapping[str, object], now: datetime
) -> tuple[Identity | None, Answer | None]:
    """The same, and what they are told who ask this as whoever they are: at one moment, and in one way there and back.
    For a token that nobody holds nothing is asked for nobody."""
    if not token:
        return None, None
    identities: Identities = current_app.extensions["cop_identities"]
    return identities.identity_and_answer(token, question, values=values, now=now)


def still_open(sign_in_ids: Iterable[int], *, now: datetime) -> set[int]:
    """Which of these sign-ins have not been ended."""
    identities: Identities = current_app.extensions["cop_identities"]
    return identities.open_among(set(sign_in_ids), now=now)


def language_of(address: str) -> str:
    """The language that the person at this address has chosen; empty for a stranger, and for no choice."""
    identities: Identities = current_app.extensions["cop_identities"]
    return identities.language_of(address)


def init_app(app: Flask, identities: Identities) -> None:
    """Guard every route of the app."""
    app.extensions["cop_identities"] = identities
    login_manager.init_app(app)
    app.jinja_env.globals |= {"reader_name": reader_name, "reader_initial": reader_initial}
    app.before_request(_keep_to_the_role)
    app.before_request(_turn_strangers_away)


def _load_person(asking: Request) -> Any:
    token = asking.cookies.get(cookie_name(current_app.config["COP"]))
    told = asking.environ.get(TOLD, {})
    identity = told["identity"] if "identity" in told else identify(token, now=clock.now())
    if identity is None:
        return None
    g.sign_in_id = identity.sign_in_id
    return identity.user


def _keep_to_the_role() -> ResponseReturnValue | None:
    settings: Settings = current_app.config["COP"]
    if settings.role == "sockets" and request.blueprint != "health":
        return "This process serves sockets only.", 421  # Misdirected Request
    return None


def _turn_strangers_away() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint == "static":
        return None
    if getattr(current_app.view_functions[request.endpoint], "is_public", False) or current_user.is_authenticated:
        return None
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("people.sign_in", next=back), 303)
