"""What a community leaves to each of its members when it closes: chapters, told by each capability. And how a page, and
the same for a machine, are packed to be taken along.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Flask, current_app


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing of a chapter: who said it, where and when (UTC), as safe HTML and as it was typed."""

    title: str
    place: str
    by: str
    at: datetime
    html: str
    source: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """`pieces(viewer, community_id)` answers what this viewer may read of the community, and nothing else."""

    key: str
    title: str
    pieces: Callable[[Any, int], Iterable[Piece]]


def init_app(app: Flask, chapters: Iterable[Chapter]) -> None:
    app.extensions["cop_chapters"] = tuple(chapters)


def archive_for(viewer: Any, community_id: int) -> list[tuple[Chapter, list[Piece]]]:
    """Every chapter in which there is something for this viewer. The caller has passed the community's door."""
    chapters: tuple[Chapter, ...] = current_app.extensions["cop_chapters"]
    told = [(chapter, list(chapter.pieces(viewer, community_id))) for chapter in chapters]
    return [(chapter, pieces) for chapter, pieces in told if pieces]


def packed(page: str, *, name: str, data: Mapping[str, Any]) -> bytes:
    """A zip of a page that needs nothing else, and of its data as JSON under this name."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        file.writestr("index.html", page)
        file.writestr(name, json.dumps(data, ensure_ascii=False, indent=2))
    return content.getvalue()
