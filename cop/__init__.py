"""Cop: communities of practice and action learning sets."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask

from cop import capabilities
from cop.config import Settings
from cop.core import (
    access,
    archives,
    clock,
    database,
    forms,
    front,
    handshakes,
    hatches,
    headers,
    health,
    holders,
    jobs,
    kept,
    logs,
    mail,
    own,
    pages,
    realtime,
    released,
    seals,
    spots,
    stores,
    traces,
    uploads,
    words,
)
from cop.core.jobs import Jobs

ROOT = Path(__file__).resolve().parent.parent
OWN_CHORES = Jobs(chores=[jobs.forget_done, forms.forget_receipts, database.take_stock])


def create_app(
    settings: Settings, *, time: Callable[[], datetime] = clock.system_clock, async_mode: str = "threading"
) -> Flask:
    """Assemble the app: no route and no rule of its own. `async_mode` names what the server runs sockets on."""
    app = Flask(__name__, root_path=str(ROOT), static_folder="static", template_folder="templates")
    app.jinja_environment = kept.Templates
    app.ensure_sync = _as_it_is  # type: ignore[method-assign, assignment]
    app.config.update(settings.for_flask(), COP=settings, COP_CLOCK=time)
    app.url_map.converters["int"] = pages.Id
    listeners = [*capabilities.LISTENERS, *(wire.listeners for wire in capabilities.WIRES)]
    logs.init_app(app)
    hatches.init_app(app, capabilities.HATCHES)
    headers.init_app(app)
    database.init_app(app, listeners=listeners)
    seals.init_app(app)
    jobs.init_app(app, [OWN_CHORES, mail.jobs, *capabilities.JOBS])
    mail.init_app(app)
    access.init_app(app, capabilities.IDENTITIES)
    words.init_app(app)
    kept.init_app(app)
    uploads.init_app(app)
    forms.init_app(app)
    stores.init_app(app)
    released.init_app(app)
    pages.init_app(app, shown=capabilities.PANELS, next_providers=capabilities.NEXT)
    _introduce(app)
    realtime.init_app(app, capabilities.WIRES, async_mode=async_mode)
    handshakes.init_app(app)
    for blueprint in (front.bp, health.bp, *capabilities.BLUEPRINTS):
        app.register_blueprint(blueprint)
    return app


def _introduce(app: Flask) -> None:
    """What capabilities tell each other of their own things."""
    traces.init_app(app, capabilities.TRACES)
    archives.init_app(app, capabilities.CHAPTERS)
    spots.init_app(app, capabilities.SPOTS)
    holders.init_app(app, capabilities.HOLDERS)
    own.init_app(app, parts=capabilities.PARTS, duties=capabilities.DUTIES)


def _as_it_is(function: Callable[..., Any]) -> Callable[..., Any]:
    """No function of ours is asynchronous, and Flask would ask each of them a dozen times a page."""
    return function
