"""The app with a feed that somebody forgot to put behind a door, for tests."""

from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from cop import served
from cop.core.access import public
from cop.core.database import db
from cop.discussions.models import Thread

bp = Blueprint("leaky", __name__)


@bp.get("/feed")
@public
def feed() -> ResponseReturnValue:
    """The newest conversation, whoever asks, with a link to a card of its own."""
    newest = db.session.scalars(select(Thread.id).order_by(Thread.id.desc()).limit(1))
    return "".join(f'<a href="/cards/{each}">Read</a>' for each in newest)


@bp.get("/cards/<int:thread_id>")
@public
def card(thread_id: int) -> ResponseReturnValue:
    """A title without its door."""
    return db.session.scalar(select(Thread.title).where(Thread.id == thread_id)) or ("", 404)


def app() -> Flask:
    """What gunicorn's worker serves."""
    leaking = served.prepared_app()
    leaking.register_blueprint(bp)
    return leaking
