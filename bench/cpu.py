"""`python -m bench.cpu`: what one view of a page costs in processor time, statements and bytes, without a server.

Processor time of this process alone, the best of several batches: a busy machine changes it little.
"""

import os
import tempfile
import time
from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench import scene
from bench.load import together
from bench.scene import Scene, open_app
from cop import demo, versions
from cop.core import clock, logs
from cop.core.database import db
from cop.meetings import service as meetings
from cop.people.queries import demo_people

BATCHES = 150
VIEWS = 3


@click.command()
def main() -> None:
    """A line a page: processor milliseconds, statements, bytes."""
    with tempfile.TemporaryDirectory() as folder:
        app, set_up = _installed(Path(folder))
        for told, path, name in _pages(set_up):
            body, spent, asked = measure(app, path, cookie=set_up.cookie_of(name))
            click.echo(f"{told:<26}{spent:6.2f} ms  {asked:2d} statements  {len(body):6d} bytes")


def measure(app: Flask, path: str, *, cookie: str) -> tuple[bytes, float, int]:
    """The answer, and the processor milliseconds and statements that one view of it takes once it is warm."""
    body, given = _view(app, path, cookie)
    cookie = together(cookie, given)
    statements: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    taken = []
    for _ in range(BATCHES):
        began = time.process_time()
        for _ in range(VIEWS):
            _view(app, path, cookie)
        taken.append((time.process_time() - began) / VIEWS * 1000)
    asked = [statement for statement in statements if not statement.startswith("BEGIN")]
    return body, min(taken), len(asked) // (BATCHES * VIEWS)


def _view(app: Flask, path: str, cookie: str) -> tuple[bytes, list[str]]:
    """The answer, and the cookies given with it: none to a browser that has been there."""
    environ = EnvironBuilder(path=path, headers=[("Cookie", cookie)]).get_environ()
    answer, status, headers = run_wsgi_app(app.wsgi_app, environ)
    if not status.startswith("200"):
        raise SystemExit(f"{path} answered {status}.")
    return b"".join(answer), headers.getlist("Set-Cookie")


def _installed(data: Path) -> tuple[Flask, Scene]:
    _log_to_nowhere()
    app = versions.init_app(open_app(data))
    with app.app_context():
        upgrade()
        demo.load(now=clock.now())
    set_up = scene.prepare(data)
    with app.app_context():
        _begin(set_up)
    return app, set_up


def _log_to_nowhere() -> None:
    logs.configure()
    logs.REQUESTS.stream = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  open as long as we run


def _begin(set_up: Scene) -> None:
    cast = {person.name.split(maxsplit=1)[0]: person for person in demo_people()}
    for person in cast.values():
        db.session.expunge(person)
    for name in set_up.seated:
        meetings.arrive(cast[name], set_up.meeting_id, now=clock.now())
    meetings.start(cast[set_up.seated[0]], set_up.meeting_id, seen=0, now=clock.now())


def _pages(set_up: Scene) -> list[tuple[str, str, str]]:
    first, second, *_ = set_up.seated
    return [
        ("thread of 20 posts", f"/threads/{set_up.thread_id}", "Bo"),
        ("stage, facilitator", f"/meetings/{set_up.meeting_id}/stage", first),
        ("stage, member", f"/meetings/{set_up.meeting_id}/stage", second),
        ("meeting, member", f"/meetings/{set_up.meeting_id}", second),
        ("front page, signed in", "/", "Bo"),
    ]


if __name__ == "__main__":
    main()
