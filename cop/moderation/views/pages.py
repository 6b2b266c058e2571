"""The blueprint under which all of them stand."""

from typing import Any

from flask import Blueprint, url_for

from cop.moderation.rules import Which

bp = Blueprint("moderation", __name__)


def which_of(post_id: int | None, story_id: int | None) -> Which:
    """What an address names."""
    return Which("post", post_id) if post_id is not None else Which("story", story_id or 0)


def at(which: Which) -> dict[str, int]:
    """The same the other way round."""
    return {f"{which.kind}_id": which.id}


def address_of(which: Which) -> str:
    """The page on which it is looked at."""
    named: dict[str, Any] = at(which)
    return url_for("moderation.care.show", **named)
