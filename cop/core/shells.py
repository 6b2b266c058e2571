"""A page of which little is new each time: drawn once for each reader, with places left open for what is."""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final

from flask import render_template, session
from flask_login import current_user
from markupsafe import Markup, escape

from cop.core import markup
from cop.core.forms import csrf_token, form_key
from cop.core.headers import nonce
from cop.core.kept import kept
from cop.core.words import reader

MARK: Final = secrets.token_hex(8)
"""Nobody who writes on a page knows it."""
OPEN: Final = re.compile(rf"\[{MARK}:(\w+)\]")
NEVER_KEPT: Final[Mapping[str, Callable[[], str]]] = {
    "csp_nonce": nonce,
    "csrf_token": csrf_token,
    "form_key": form_key,
}


def drawn(template: str, *, key: Hashable, pieces: Mapping[str, Markup], **values: Any) -> str:
    """This template for whoever asks. The key names all that its values depend on; the pieces may change each time.

    What has to be said once, as a flash, is never kept.
    """
    if "_flashes" in session:
        return render_template(template, **pieces, **values)
    who = (current_user.id, current_user.name) if current_user.is_authenticated else ()
    parts: list[str] = kept(("shell", template, key, who, *reader()), lambda: _shell(template, pieces, values))
    texts = parts[::2]
    told = (pieces[name] if name in pieces else escape(NEVER_KEPT[name]()) for name in parts[1::2])
    return texts[0] + "".join(each for pair in zip(told, texts[1:], strict=True) for each in pair)


def _shell(template: str, pieces: Mapping[str, Markup], values: Mapping[str, Any]) -> tuple[list[str], int]:
    """Its texts, with the names of what stands between them."""
    marks = {name: markup.our_own(f"[{MARK}:{name}]") for name in (*pieces, *NEVER_KEPT)}
    asked = {name: (lambda name=name: marks[name]) for name in NEVER_KEPT}
    text = render_template(template, **{name: marks[name] for name in pieces}, **asked, **values)
    return OPEN.split(text), len(text)
