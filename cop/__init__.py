"""Cop: communities of practice and action learning sets."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from cop import capabilities
from cop.config import Settings
from cop.core import access, clock, database, forms, front, headers, health, logs, mail, pages, realtime, words
from cop.core.facts import Switchboard

ROOT = Path(__file__).resolve().parent.parent


def create_app(
    settings: Settings, *, time: Callable[[], datetime] = clock.system_clock, async_mode: str = "threading"
) -> Flask:
    """Assemble the app: no route and no rule of its own. `async_mode` names what the server runs sockets on."""
    app = Flask(__name__, root_path=str(ROOT), static_folder="static", template_folder="templates")
    app.config.update(
        COP=settings,
        COP_CLOCK=time,
        SECRET_KEY=settings.signing_key(),
        SQLALCHEMY_DATABASE_URI=settings.database,
        SESSION_COOKIE_NAME="__Host-cop-form" if settings.secure_cookies else "cop-form",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.url_map.converters["int"] = pages.Id
    app.extensions["cop_switchboard"] = Switchboard(
        [*capabilities.LISTENERS, *(wire.listeners for wire in capabilities.WIRES)]
    )
    app.extensions["cop_jobs"] = {
        kind: do for jobs in (mail.jobs, *capabilities.JOBS) for kind, do in jobs.handlers.items()
    }
    app.extensions["cop_mailer"] = mail.mailer_for(settings)
    logs.init_app(app)
    headers.init_app(app)
    database.init_app(app, engine_options=settings.engine_options)
    access.init_app(app, capabilities.IDENTITIES)
    words.init_app(app)
    forms.init_app(app)
    pages.init_app(app, capabilities.PANELS, capabilities.NEXT)
    realtime.init_app(app, capabilities.WIRES, async_mode=async_mode)
    Migrate(app, database.db, directory=str(ROOT / "migrations"), render_as_batch=True)
    for blueprint in (front.bp, health.bp, *capabilities.BLUEPRINTS):
        app.register_blueprint(blueprint)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
