"""Who may open a socket at all: asked before it takes a thread of this process."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from werkzeug.wrappers import Request, Response

from cop.config import Settings
from cop.core import access, clock

PATH = "/socket.io"


class Doorkeeper:
    """Stands before the sockets. A handshake without a sign-in that stands is answered 401 and holds nothing."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._inner = app.wsgi_app

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if PATH not in environ["PATH_INFO"]:
            return self._inner(environ, start_response)
        request = Request(environ)
        is_handshake = request.path.startswith(PATH) and "sid" not in request.args
        if is_handshake and not self._knows(request):
            return Response(status=401)(environ, start_response)
        return self._inner(environ, start_response)

    def _knows(self, request: Request) -> bool:
        settings: Settings = self._app.config["COP"]
        with self._app.app_context():
            return access.identify(request.cookies.get(access.cookie_name(settings)), now=clock.now()) is not None


def init_app(app: Flask) -> None:
    """Let nobody knock at the sockets but people who are signed in."""
    app.wsgi_app = Doorkeeper(app)  # type: ignore[method-assign]
