"""Is it alive, and is it ready to take people?"""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from cop.config import Settings
from cop.core import doorbell
from cop.core.access import public
from cop.core.database import db

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
@public
def live() -> ResponseReturnValue:
    """The process answers; nothing else is asked."""
    return jsonify(live=True)


@bp.get("/ready")
@public
def ready() -> ResponseReturnValue:
    """503 while the database is away. Redis is only a doorbell: without it the answer is ready, but slower."""
    settings: Settings = current_app.config["COP"]
    database, rings = _database_answers(), doorbell.answers(settings.redis_url)
    return jsonify(ready=database, database=database, doorbell=rings), 200 if database else 503


def _database_answers() -> bool:
    try:
        db.session.execute(text("SELECT 1 FROM account LIMIT 1"))
    except SQLAlchemyError:
        return False
    return True
