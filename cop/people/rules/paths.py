"""Where a person may be sent on to: never to another site."""

import unicodedata
from urllib.parse import unquote

HOME = "/"


def own_path(wanted: str | None) -> str:
    """The wanted address when it is a path of this site, home otherwise.

    Browsers read «//evil.example», «/\\evil.example» and the same with tabs or escapes in between as another site.
    """
    path = wanted or HOME
    if any(sign.isspace() for sign in path):
        return HOME
    for seen in (path, unquote(path)):
        odd = any(sign == "\\" or unicodedata.category(sign)[0] == "C" for sign in seen)
        if odd or not seen.startswith("/") or seen.startswith("//"):
            return HOME
    return path
