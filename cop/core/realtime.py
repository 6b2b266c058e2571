"""Sockets: news to people, and questions from them.

The socket carries no content. `tell` sends news such as {id, version} to persons, after the commit, and the browser
fetches what it may see. On connect a socket joins only its own person's room, so losing a seat needs no clean-up.
A socket outlives the sign-in it came with, so every question looks the sign-in up again, and a watch in each process
cuts the sockets of ended sign-ins within two seconds, with or without Redis.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_socketio import SocketIO

from cop.config import Settings
from cop.core import access, clock
from cop.core.database import db
from cop.core.errors import CopError
from cop.core.facts import Fact, Listeners
from cop.core.limits import Buckets
from cop.core.words import said

log = logging.getLogger(__name__)

QUESTIONS_PER_SECOND = 30
BURST = 60
LARGEST_MESSAGE = 100_000
PING_SECONDS = 10
WATCH_SECONDS = 1

socketio = SocketIO()
Handler = TypeVar("Handler", bound=Callable[..., dict[str, Any]])
Teller = TypeVar("Teller", bound=Callable[..., None])


@dataclass(slots=True)
class Wire:
    """A capability's whole protocol: the questions it hears and the facts it tells. A blueprint for sockets."""

    name: str
    questions: dict[str, Callable[..., dict[str, Any]]] = field(default_factory=dict)
    goodbyes: list[Callable[..., None]] = field(default_factory=list)
    listeners: Listeners = field(default_factory=Listeners)

    def hears(self, question: str) -> Callable[[Handler], Handler]:
        """Register `handler(viewer, payload) -> answer`; refusals become {"error": sentence}."""

        def register(handler: Handler) -> Handler:
            self.questions[question] = handler
            return handler

        return register

    def tells(self, kind: type[Fact]) -> Callable[[Teller], Teller]:
        """Register `teller(fact)`, run after the commit, which calls `tell`."""
        return self.listeners.after(kind)

    def goodbye(self, farewell: Teller) -> Teller:
        """Register `farewell(person_id, connection)`, run when a socket is gone."""
        self.goodbyes.append(farewell)
        return farewell


def tell(people: Iterable[int], news: str, **payload: object) -> None:
    """Send news to these persons' sockets, in every process. Telling nobody reaches nobody."""
    rooms = [_room_of(person) for person in people]
    if rooms:  # an empty list of rooms would reach every browser connected
        socketio.emit(news, payload, to=rooms)  # type: ignore[arg-type]  # the stubs know of one room only


def cut(connections: Iterable[str]) -> None:
    """Disconnect these sockets, in whichever process they are. Their browsers come back and ask who they are now."""
    for each in connections:
        _server().disconnect(each)


def connection() -> str:
    """The id of the socket that is asking."""
    return str(request.sid)  # type: ignore[attr-defined]


def init_app(app: Flask, wires: Iterable[Wire], *, async_mode: str) -> None:
    """Open the wires. `async_mode` is stated, never guessed: it must match the server that runs the app."""
    settings: Settings = app.config["COP"]
    app.extensions["cop_open_sockets"] = OpenSockets(app)
    socketio.init_app(
        app,
        async_mode=async_mode,  # type: ignore[arg-type]  # checked against the server by python-engineio
        message_queue=settings.redis_url or None,
        manage_session=False,
        max_http_buffer_size=LARGEST_MESSAGE,
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
    )
    wires = list(wires)
    socketio.on_event("connect", _connect)
    socketio.on_event("disconnect", _farewell(wires))
    for wire in wires:
        for question, handler in wire.questions.items():
            socketio.on_event(question, _answering(handler))
    socketio.on_event("*", _unknown)


class OpenSockets:
    """The sockets of this process and the sign-ins they came with, watched for sign-ins that have ended."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._sign_ins: dict[str, tuple[int, int]] = {}
        self._lock = threading.Lock()
        self._watching = False
        self.questions = Buckets(per_second=QUESTIONS_PER_SECOND, burst=BURST)

    def add(self, sid: str, identity: access.Identity) -> None:
        """Remember a socket; the first one starts the watch."""
        with self._lock:
            self._sign_ins[sid] = (identity.sign_in_id, identity.user.id)
            begin, self._watching = not self._watching, True
        if begin:
            socketio.start_background_task(self._watch)

    def forget(self, sid: str) -> int | None:
        """Forget a socket that is gone, and say whose it was."""
        with self._lock:
            return self._sign_ins.pop(sid, (0, None))[1]

    def cut_ended(self) -> None:
        """Disconnect every socket whose sign-in no longer stands."""
        with self._lock:
            known = dict(self._sign_ins)
        if not known:
            return
        standing = access.still_open({sign_in for sign_in, _ in known.values()}, now=clock.now())
        for sid, (sign_in, _) in known.items():
            if sign_in not in standing:
                _server().disconnect(sid)

    def _watch(self) -> None:
        while True:
            socketio.sleep(WATCH_SECONDS)
            self.look_once()

    def look_once(self) -> None:
        """Cut what has to be cut; a database that is away for a while is asked again."""
        try:
            with self._app.app_context():
                self.cut_ended()
        except Exception:
            log.exception("watch_failed")


def _connect(_auth: object = None) -> bool:
    settings: Settings = current_app.config["COP"]
    identity = _identity()
    if identity is None or settings.role == "web":
        return False
    _server().enter_room(connection(), _room_of(identity.user.id), namespace="/")
    current_app.extensions["cop_open_sockets"].add(connection(), identity)
    return True


def _farewell(wires: list[Wire]) -> Callable[..., None]:
    def farewell(*_reason: object) -> None:
        if _server().manager.is_connected(connection(), "/"):
            return  # a browser that only says so stays watched
        person = current_app.extensions["cop_open_sockets"].forget(connection())
        for wire in wires if person is not None else ():
            for goodbye in wire.goodbyes:
                goodbye(person, connection())

    return farewell


def _answering(handler: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def answer(payload: object = None, *_more: object) -> dict[str, Any]:
        identity = _identity()
        if identity is None:
            _server().disconnect(connection())
            return {"error": "Signed out."}
        if not isinstance(payload, dict):
            return {"error": "A question carries one object."}
        if not current_app.extensions["cop_open_sockets"].questions.take(identity.user.id, at=time.monotonic()):
            return {"error": "Too many questions at once."}
        return _carefully(handler, identity.user, payload)

    return answer


def _carefully(handler: Callable[..., dict[str, Any]], viewer: Any, payload: dict[str, Any]) -> dict[str, Any]:
    try:
        return handler(viewer, payload)
    except CopError as refusal:
        return {"error": said(refusal) or "Not found."}
    except Exception:
        log.exception("question_failed")
        return {"error": "That did not work."}
    finally:
        db.session.remove()


def _unknown(_event: object = None, *_payload: object) -> dict[str, Any]:
    return {"error": "Nobody answers that here."}


def _identity() -> access.Identity | None:
    settings: Settings = current_app.config["COP"]
    return access.identify(request.cookies.get(access.cookie_name(settings)), now=clock.now())


def _server() -> Any:
    return socketio.server  # type: ignore[attr-defined]  # the stubs forgot it


def _room_of(person: int) -> str:
    return f"person:{person}"
