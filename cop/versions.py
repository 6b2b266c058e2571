"""The versions of the database: Alembic, for the command `cop db`."""

from flask import Flask
from flask_migrate import Migrate

from cop import ROOT
from cop.core.database import db


def init_app(app: Flask) -> Flask:
    """Let this app's database be brought up to date."""
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    return app
