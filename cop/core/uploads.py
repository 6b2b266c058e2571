"""Files that come with a form: only where a view says that it takes them, and then as what they are called and hold."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.config import Settings
from cop.core.errors import RuleBroken
from cop.core.limits import Buckets

LARGEST_UPLOAD: Final = 25_000_000
MEGABYTE: Final = 1_000_000
SECONDS_EACH: Final = 5
AT_ONCE: Final = 60

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as somebody sent it: nothing of it is believed."""

    name: str
    content: bytes


def takes_files(view: View) -> View:
    """Let forms with files come to this view, which may be as large as that takes."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def handed_in(field: str) -> list[Upload]:
    """The files that came in this field of the form; a browser sends a nameless one where none was chosen. Raises
    RuleBroken for whoever sends one after the other: what cannot be taken costs us work, too."""
    sent = [each for each in request.files.getlist(field) if each.filename]
    known = current_app.extensions["cop_uploads"]
    if not all(known.take(current_user.id, at=time.monotonic()) for _ in sent):
        raise RuleBroken("You have sent many files in a short time. Please wait a few minutes.")
    return [Upload(each.filename or "", each.read()) for each in sent]


def room() -> tuple[int, int]:
    """How many bytes one person may send in a day, and how many a community may hold."""
    settings: Settings = current_app.config["COP"]
    return settings.files_daily_mb * MEGABYTE, settings.files_community_mb * MEGABYTE


def init_app(app: Flask) -> None:
    """Before anything reads a form, which is when its length is looked at."""
    app.extensions["cop_uploads"] = Buckets(per_second=1 / SECONDS_EACH, burst=AT_ONCE)

    @app.before_request
    def let_files_in() -> None:
        if getattr(current_app.view_functions.get(request.endpoint or ""), "takes_files", False):
            request.max_content_length = LARGEST_UPLOAD
