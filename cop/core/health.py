"""Is it alive, and is it ready to take people?"""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from cop.core import realtime
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
    database = _database_answers()
    return jsonify(ready=database, database=database, doorbell=realtime.doorbell_answers()), 200 if database else 503


def _database_answers() -> bool:
    try:
        db.session.execute(text("SELECT 1 FROM account LIMIT 1"))
    except SQLAlchemyError:
        return False
    return True
