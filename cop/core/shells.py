"""A page of which little is new each time: drawn once for all who see the same, with places left open for what is new,
and for what is only its reader's."""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Final

from flask import Response, render_template, request, session
from markupsafe import Markup, escape

from cop.core import markup, packing
from cop.core.access import reader_initial, reader_name
from cop.core.forms import csrf_token, form_key
from cop.core.headers import nonce
from cop.core.kept import shelf
from cop.core.packing import Piece

MARK: Final = secrets.token_hex(8)
"""Nobody who writes on a page knows it."""
OPEN: Final = re.compile(rf"\[{MARK}:(\w+)\]")
Sheet = tuple[Piece | str, ...]
"""What stays, as it is sent, and the names of what is put between."""
PACKED: Final = "gzip"
OF_A_NOTE: Final = 1_000
"""What a note of an address weighs on the shelf: as many as there are addresses must not fill a process's memory."""


PUT_IN: Final[Mapping[str, Callable[[], str]]] = {
    "csp_nonce": nonce,
    "csrf_token": csrf_token,
    "form_key": form_key,
    "reader_name": reader_name,
    "reader_initial": reader_initial,
}


def has_to_be_said() -> bool:
    """Whether something is to be said once on the next page, which is then drawn as a whole."""
    return "_flashes" in session


def sheet(template: str, *, pieces: Mapping[str, Sequence[Piece]], **values: Any) -> tuple[Sheet, int]:
    """This template with these pieces in it, and what it weighs without them, for `kept`: under a key that names all
    that its values depend on, but not its reader."""
    marks = {name: markup.our_own(f"[{MARK}:{name}]") for name in (*pieces, *PUT_IN)}
    asked = {name: _saying(marks[name]) for name in PUT_IN}
    text = render_template(template, **{name: marks[name] for name in pieces}, **asked, **values)
    made: list[Piece | str] = []
    for place, part in enumerate(OPEN.split(text)):
        if place % 2 == 0:
            made.append(Piece(part.encode()))
        else:
            made += pieces.get(part, [part])
    return tuple(made), len(text)


def answer(page: Sheet) -> Response:
    """The page for whoever asks, packed if they can unpack it; from now on a hatch may hand it out."""
    shelf().put(hatched(request.path), value=True, weight=OF_A_NOTE)
    body, headers = told(page, PUT_IN, packs=bool(request.accept_encodings[PACKED]))
    return Response(body, mimetype="text/html", headers=headers)


def hatched(path: str) -> Hashable:
    """Where it is noted that a page of this address is kept at all."""
    return "hatched", path


def told(page: Sheet, put_in: Mapping[str, Callable[[], str]], *, packs: bool) -> tuple[bytes, dict[str, str]]:
    """The page with what is put in, packed or plain, and the headers that say which."""
    whole = [each if isinstance(each, Piece) else escape(put_in[each]()).encode() for each in page]
    if packs:
        return packing.packed(whole), {"Vary": "Accept-Encoding", "Content-Encoding": PACKED}
    return packing.plain(whole), {"Vary": "Accept-Encoding"}


def _saying(mark: Markup) -> Callable[[], Markup]:
    return lambda: mark
