"""Structured logs: one JSON object a line on standard error, without anything that people said."""

import json
import logging
import secrets
import sys
import time
from dataclasses import dataclass
from typing import TextIO

import structlog
from flask import Flask, Response, g, request
from structlog.typing import Processor

from cop.core.clock import system_clock

QUIET = frozenset({"static", "release", "health.live", "health.ready"})


@dataclass(slots=True)
class Requests:
    """Where requests are noted: nowhere until logs are configured."""

    stream: TextIO | None = None

    def note(self, **said: object) -> None:
        """One line in the form of all others, without the dozen steps that a line of words needs."""
        if self.stream is not None:
            at = system_clock().isoformat().replace("+00:00", "Z")
            line = {**said, "event": "request", "level": "info", "logger": "cop.request", "timestamp": at}
            self.stream.write(json.dumps(line) + "\n")
            self.stream.flush()


REQUESTS = Requests()


def configure(*, level: str = "INFO") -> None:
    """Send both structlog and the standard library's loggers through one JSON renderer."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    REQUESTS.stream = sys.stderr


def init_app(app: Flask) -> None:
    """Log every request by its route, never by what was in it, and answer with its id."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        g.request_id = new_id()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if request.endpoint not in QUIET:
            route = request.url_rule.rule if request.url_rule else None
            began, told = g.get("began", time.perf_counter()), g.get("request_id")
            note(told, method=request.method, route=route, status=response.status_code, began=began)
        return response


def note(request_id: str | None, *, method: str, route: str | None, status: int, began: float) -> None:
    """One request, which `began` at that moment of `time.perf_counter`."""
    spent = round((time.perf_counter() - began) * 1000, 1)
    REQUESTS.note(id=request_id, method=method, route=route, status=status, ms=spent)


def new_id() -> str:
    """By which an answer and its line in the log are found together."""
    return secrets.token_hex(6)
