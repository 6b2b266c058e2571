"""The static files of this release: kept by browsers for a year, and words among them packed for who can unpack them.

Pages themselves are not packed: beside a secret, what somebody else chose would show by its length (BREACH, 2013).
"""

import gzip
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from flask import Flask, Response, current_app, request, send_from_directory

from cop.core.access import public

YEAR_SECONDS: Final = 31_536_000
PACKED: Final = frozenset({".css", ".js", ".svg"})  # a font is packed already
FOUND: Final = 200
_SITE: Final = (
    *("tokens", "fonts", "reset", "base", "layout", "components/masthead", "components/breadcrumb"),
    *("components/button", "components/chip", "components/circle", "components/empty", "components/errors"),
    *("components/field", "components/footer", "components/next", "components/notice", "components/person"),
    *("components/prose", "components/season", "components/seek", "components/table", "utilities"),
)
GATHERED: Final = {
    "css/site.css": _SITE,
    "css/conversation.css": ("discussions", "evidence", "drafts", "files"),
}
"""What every page is dressed in, in the order of its layers, and a conversation: one answer instead of many, for slow
lines."""


def init_app(app: Flask) -> None:
    """Give each release addresses of its own, and the templates their beginning."""
    release = app.extensions["cop_release"] = release_of(Path(str(app.static_folder)))
    app.add_url_rule("/static/<release>/<path:filename>", "release", _file)
    app.jinja_env.globals["static_root"] = f"/static/{release}"
    folder = Path(str(app.static_folder))
    app.extensions["cop_sheets"] = {name: _gathered(folder, sheets) for name, sheets in GATHERED.items()}


def release_of(folder: Path) -> str:
    """A short fingerprint of the static files: part of their addresses, so that browsers may keep them for a year."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@public
def _file(release: str, filename: str) -> Response:
    response = _sheet(filename) if filename in GATHERED else _on_disk(filename)
    if release == current_app.extensions["cop_release"]:
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
        if Path(filename).suffix in PACKED:
            _pack(response)
    return response


def _gathered(folder: Path, sheets: Sequence[str]) -> bytes:
    """Several sheets as one. Their folder is that of the one, but for components, which fetch nothing."""
    return b"\n".join((folder / f"css/{name}.css").read_bytes() for name in sheets)


def _sheet(name: str) -> Response:
    response = Response(current_app.extensions["cop_sheets"][name], mimetype="text/css")
    response.add_etag()
    response.make_conditional(request)
    return response


def _on_disk(filename: str) -> Response:
    response = send_from_directory(str(current_app.static_folder), filename)
    for said_by_the_address in ("Content-Disposition", "Last-Modified"):
        response.headers.remove(said_by_the_address)
    return response


def _pack(response: Response) -> None:
    response.vary.add("Accept-Encoding")
    if response.status_code == FOUND and request.accept_encodings["gzip"] > 0:
        response.direct_passthrough = False
        content = response.get_data()  # which also sees to it that the file is closed
        response.set_data(_packed(content))
        response.headers["Content-Encoding"] = "gzip"
        response.set_etag(f"{response.get_etag()[0]}-gzip")


@lru_cache(maxsize=256)  # by what is in them: one file has many addresses, «css/./a.css» is one of them
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
