"""The floor that rooms are compared with: the same fan-out through python-socketio alone, behind the same server."""

from typing import Any
from urllib.parse import parse_qs

import socketio
from flask import Flask, request

app = Flask(__name__)
sockets = socketio.Server(async_mode="gevent", ping_interval=10, ping_timeout=10)
app.wsgi_app = socketio.WSGIApp(sockets, app.wsgi_app)  # type: ignore[method-assign]


@sockets.event  # type: ignore[untyped-decorator]  # python-socketio has no types
def connect(sid: str, environ: dict[str, Any], _auth: object = None) -> None:
    """Whoever connects names their room."""
    sockets.enter_room(sid, parse_qs(environ["QUERY_STRING"])["room"][0])


@app.get("/")
def ready() -> str:
    """That it answers."""
    return "ready"


@app.post("/rooms/<room>/presses")
def press(room: str) -> str:
    """Tell the room, and nothing else."""
    sockets.emit("meeting.moved", {"id": int(room), "version": int(request.form["version"])}, to=room)
    return "told"
