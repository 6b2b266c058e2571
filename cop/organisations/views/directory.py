"""The directory as a file: what every reader of its pages may read, and nothing of people."""

from flask import Blueprint, Response, request
from flask_login import current_user

from cop.core import clock
from cop.core.days import asked_day
from cop.organisations import queries
from cop.organisations.rules.exports import document_of, table_of
from cop.organisations.rules.rows import Row

bp = Blueprint("directory", __name__)


@bp.get("/organisations.csv")
def table() -> Response:
    return _file(table_of(_rows()), "text/csv", "organisations.csv")


@bp.get("/organisations.json")
def document() -> Response:
    return _file(document_of(_rows()), "application/json", "organisations.json")


def _rows() -> list[Row]:
    return queries.directory_for(current_user, on=asked_day(request.args.get("on", ""), now=clock.now()))


def _file(content: str, kind: str, name: str) -> Response:
    response = Response(content, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
