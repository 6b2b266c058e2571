"""The static files of this release: kept by browsers for a year, and words among them packed for who can unpack them.

Pages themselves are not packed: beside a secret, what somebody else chose would show by its length (BREACH, 2013).
"""

import gzip
import hashlib
from pathlib import Path
from typing import Final

from flask import Flask, Response, current_app, request, send_from_directory

from cop.core.access import public

YEAR_SECONDS: Final = 31_536_000
PACKED: Final = frozenset({".css", ".js", ".svg"})  # a font is packed already
FOUND: Final = 200


def init_app(app: Flask) -> None:
    """Give each release addresses of its own, and the templates their beginning."""
    release = app.extensions["cop_release"] = release_of(Path(str(app.static_folder)))
    app.add_url_rule("/static/<release>/<path:filename>", "release", _file)
    app.jinja_env.globals["static_root"] = f"/static/{release}"


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
    response = send_from_directory(str(current_app.static_folder), filename)
    if release == current_app.extensions["cop_release"]:
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
        if Path(filename).suffix in PACKED:
            _pack(response)
    return response


def _pack(response: Response) -> None:
    response.vary.add("Accept-Encoding")
    if response.status_code == FOUND and request.accept_encodings["gzip"] > 0:
        response.direct_passthrough = False
        content = response.get_data()  # which also sees to it that the file is closed
        tag = str(response.get_etag()[0])  # one for each file, while there is no end of addresses: css/./a.css
        response.set_data(_kept.get(tag) or _kept.setdefault(tag, gzip.compress(content, mtime=0)))
        response.headers["Content-Encoding"] = "gzip"
        response.set_etag(f"{tag}-gzip")


_kept: dict[str, bytes] = {}  # as many as there are files that were found: some seventy
