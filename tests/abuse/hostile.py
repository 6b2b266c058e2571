"""Words that try to become something else, and a site in which everything that people typed is such words."""

from itertools import product
from typing import Final

from sqlalchemy import JSON, LargeBinary, select, update

from cop.core import markup
from cop.core.database import Base, transaction
from cop.rights.rules.retention import KEPT

CALLS: Final = "hostile()"
OUTSIDE: Final = "https://hostile.invalid/x"

# What ends whatever the words stand in: an attribute, an element that holds text alone, a comment, a script.
ENDS: Final = (
    "",
    '">',
    "'>",
    "`>",
    "</title>",
    "</textarea>",
    "</style>",
    "</script>",
    "</option>",
    "-->",
    "]]>",
    "\n\n",
)
BEGINS: Final = (
    f"<script>{CALLS}</script>",
    f"<script src={OUTSIDE}></script>",
    f"<img src=x onerror={CALLS}>",
    f"<img src={OUTSIDE}>",
    f"<svg onload={CALLS}>",
    f"<svg><animate onbegin={CALLS} attributeName=x dur=1s></svg>",
    f"<svg><a xlink:href=javascript:{CALLS}><text>x</text></a></svg>",
    f"<math><annotation-xml encoding=text/html><img src=x onerror={CALLS}></annotation-xml></math>",
    f"<iframe srcdoc='<script>parent.{CALLS}</script>'></iframe>",
    f"<details open ontoggle={CALLS}>",
    f"<input autofocus onfocus={CALLS}>",
    f"<form action={OUTSIDE}><button>x</button></form>",
    f"<a href=javascript:{CALLS}>x</a>",
    f"<base href={OUTSIDE}>",
    f"<meta http-equiv=refresh content='0;url={OUTSIDE}'>",
    f"<link rel=stylesheet href={OUTSIDE}>",
    f"<object data={OUTSIDE}></object>",
    f"<style>@import '{OUTSIDE}';</style>",
)
ATTRIBUTES: Final = tuple(
    f"{quote}{blank}{event}={quote}{CALLS}{quote} x={quote}"
    for quote, blank, event in product(
        ('"', "'"), (" ", "\t", "/"), ("onmouseover", "onfocus", "style", "autofocus onfocus")
    )
)
LINKS: Final = (
    *(f"[x]({scheme}{CALLS})" for scheme in (
        "javascript:", "JaVaScRiPt:", "java\tscript:", "java\u00a0script:", "\u0001javascript:", "javascript&colon;",
        "vbscript:", "data:text/html,", "//hostile.invalid/", "\\\\hostile.invalid\\",
    )),
    f"![x]({OUTSIDE})", f"[x]: javascript:{CALLS}\n\n[x]", f"<javascript:{CALLS}>", f"[x](<javascript:{CALLS}>)",
)  # fmt: skip
OTHERS: Final = (
    "{{ 7*191 }}", "{% for x in y %}", "${7*191}", "{0.__class__}", "%(name)s", "%s%n", "#{7*191}", "<%= 7*191 %>",
    "=1+1|x", "+1+1|x", "@SUM(1)", "-2+3", "\u202egpj.exe", "a\u200bb", "\ufeff", "\u2028", "&lt;script&gt;",
    "&#x3c;img", "constructor", "__proto__", "</body></html>", "<!--", "<![CDATA[",
    "<noscript><p title='</noscript><img src=x>'>",
)  # fmt: skip
CORPUS: Final[tuple[str, ...]] = (*(end + begin for end, begin in product(ENDS, BEGINS)), *ATTRIBUTES, *LINKS, *OTHERS)

MACHINE_WORDS: Final = {
    "html", "email", "time_zone", "locale", "outcome", "format", "document", "link", "domains", "subject",
    "attribution",
}  # fmt: skip
NEVER_CHANGED: Final = {"moderation_act"}
"""Only ever added to: an object of it cannot be changed, so its table is."""
KEYS: Final = {("review_line", "prompt"), ("season_answer", "prompt")}
"""Columns of words that were chosen from a list, made by us, or read as an address before they were kept."""


def typed_columns() -> dict[str, set[str]]:
    """For each table, the columns that hold what somebody typed: from the register of what is kept."""
    found: dict[str, set[str]] = {}
    for holding in KEPT:
        for table, classes in holding.tables.items():
            names = {*classes.get("content", ()), *classes.get("account", ())} - MACHINE_WORDS
            columns = Base.metadata.tables[table].columns
            names = {name for name in names if (table, name) not in KEYS}
            typed = {name for name in names if not isinstance(columns[name].type, (JSON, LargeBinary))}
            if typed and table != "organisation":
                found[table] = typed
    return found


def put_everywhere(words: str) -> int:
    """Replace all that anybody has typed, sealed or not; what is Markdown is rendered as it is when it is saved.
    Answers in how many places that was."""
    html, typed, changed = rendered(), typed_columns(), 0
    with transaction() as tx:
        for mapper in Base.registry.mappers:
            known = {each.columns[0].name: each.key for each in mapper.column_attrs}
            names = [known[name] for name in typed.get(str(mapper.local_table), ()) if name in known]
            if str(mapper.local_table) in NEVER_CHANGED:
                table = Base.metadata.tables[str(mapper.local_table)]
                tx.session.connection().execute(update(table).values(dict.fromkeys(names, words)))
                changed += len(names)
                continue
            for row in tx.session.scalars(select(mapper.class_)):
                said: list[str] = [name for name in names if isinstance(getattr(row, name), str) and getattr(row, name)]
                changed += len(said)
                for name in [*said, *(["html"] if getattr(row, "html", "") else [])]:
                    setattr(row, name, html if name == "html" else words)
    return changed


def rendered() -> str:
    """All of the corpus as Markdown that somebody saved: in pieces, since one text may not hold so many links."""
    pieces = [CORPUS[at : at + 20] for at in range(0, len(CORPUS), 20)]
    return "".join(markup.render("\n\n".join(piece)) for piece in pieces)
