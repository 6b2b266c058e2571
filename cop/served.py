"""The app as a server's worker runs it.

Nothing here loads Alembic, which weighs eight MiB that a server has no use for: when the database is to be brought up
to date, a process of its own does it.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from cop import ROOT, create_app, demo, server
from cop.config import BadSettings, Settings, from_environment
from cop.core import clock, logs
from cop.core.database import db
from cop.core.jobs import Worker
from cop.people.queries import is_anybody_here

MIGRATE = (sys.executable, "-m", "cop.cli", "db", "upgrade")


def served_app() -> Flask:
    """The app as a server's worker runs it: with logs, and with a thread for jobs beside the pages."""
    app = _logged_app()
    _work_beside(app)
    return app


def prepared_app() -> Flask:
    """As `served_app`, with the database brought up to date and the demo loaded first, and a word of welcome."""
    app = _logged_app()
    settings: Settings = app.config["COP"]
    _prepare(app, settings)
    click.echo(_welcome(app, settings))
    _work_beside(app)
    return app


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from the environment, or the end of the program with a sentence and exit code 2."""
    try:
        return from_environment(environ)
    except BadSettings as refusal:
        raise click.UsageError(str(refusal)) from refusal


def newest_migration() -> str | None:
    """The version of the database that this code is written for: migrations are numbered in their order."""
    return max((path.name[:4] for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py")), default=None)


def _logged_app() -> Flask:
    logs.configure()
    try:
        settings = read_settings(os.environ)
    except click.UsageError as refusal:
        refusal.show()
        sys.exit(server.CANNOT_LOAD)
    return create_app(settings, async_mode=server.ASYNC_MODE)


def _work_beside(app: Flask) -> None:
    settings: Settings = app.config["COP"]
    if settings.role == "all":
        Worker(app).start()


def _prepare(app: Flask, settings: Settings) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with app.app_context():
        if not _up_to_date():
            subprocess.run(MIGRATE, check=True)  # noqa: S603  our own interpreter
        if settings.demo:
            demo.load(now=clock.now())


def _up_to_date() -> bool:
    try:
        version = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        version = None
    db.session.rollback()
    return bool(version == newest_migration())


def _welcome(app: Flask, settings: Settings) -> str:
    address = settings.public_url.rstrip("/")
    lines = [f"Cop is at {address}"]
    with app.app_context():
        if settings.demo:
            lines += ["", f"Sign in as anybody of the demo with one click: {address}/demo", *demo.sign_in_lines()]
        elif not is_anybody_here():
            lines += [
                "",
                "Nobody has an account yet. In another terminal, this makes the first:",
                _first_account(settings),
            ]
    if settings.mailbox.startswith("file:"):
        lines += ["", f"Mail goes nowhere: each email is a file in {settings.mailbox.removeprefix('file:')}"]
    return "\n".join([*lines, "", "Ctrl-C stops it."])


def _first_account(settings: Settings) -> str:
    data = shlex.quote(str(settings.data_dir.resolve()))
    command = shlex.quote(str(Path(sys.executable).with_name("cop")))
    return f'  COP_DATA_DIR={data} {command} people create --email you@example.org --name "Your Name" --admin'
