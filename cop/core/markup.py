"""People's words: Markdown in, safe HTML out. The only module that may say `Markup`.

Rendered once, when saved, and stored beside its source with RENDER_VERSION. bleach has had its last release,
so nh3, which is maintained, always has the last word.
"""

import re
from collections.abc import Iterable

import bleach
import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from cop.core.errors import RuleBroken

RENDER_VERSION = 1
LONGEST_SOURCE = 20_000
LONGEST_HTML = 512_000
DEEPEST_QUOTE = 12
WIDEST_TABLE = 40
MOST_LINKS = 200
MOST_BRACKETS = 2_000

TAGS = frozenset(
    [
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES = {"a": ["href", "title"], "th": ["align"], "td": ["align"], "ol": ["start"]}
SCHEMES = frozenset({"http", "https", "mailto"})

_quote = re.compile(r"^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))+")
_markdown = MarkdownIt("gfm-like", {"html": False, "linkify": True, "typographer": False}).disable("image")
_linked = re.compile(r"\[([^\]\[]*)\]\([^)]{0,999}\)")
_signs = re.compile(r"^[ \t]*(?:#{1,6}|>|[-+*]|\d+[.)])[ \t]+|[*_`~]+|^[ \t]*[-=|:][-=|: ]{2,}$", re.MULTILINE)
_link = re.compile(r"https?://|mailto:|/(?!/)|#", re.IGNORECASE)
_markdown.validateLink = lambda url: bool(_link.match(url))  # type: ignore[method-assign]  # as its manual says


def render(source: str) -> str:
    """Safe HTML of a Markdown text. Raises RuleBroken when it is longer or deeper than anybody would read."""
    if len(source) > LONGEST_SOURCE:
        raise RuleBroken(
            "That is longer than %(most)s characters. Please shorten it, or split it in two.", most=LONGEST_SOURCE
        )
    if any(_nesting(line) > DEEPEST_QUOTE or line.count("|") > WIDEST_TABLE for line in source.splitlines()):
        raise RuleBroken("This text nests lists, quotations or table columns too deeply to be shown.")
    if source.count("://") > MOST_LINKS or source.count("[") > MOST_BRACKETS:
        raise RuleBroken("This text holds more links or brackets than anybody would follow.")
    html = clean(_lower_headings(_markdown.render(source)))
    if len(html) > LONGEST_HTML:
        raise RuleBroken("This text becomes too large to be shown. Please shorten it.")
    return html


def clean(html: str) -> str:
    """The same HTML with nothing in it but plain text formatting and links; cleaning twice changes nothing."""
    bleached = bleach.clean(html, tags=TAGS, attributes=ATTRIBUTES, protocols=SCHEMES, strip=True)
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    return nh3.clean(
        bleached, tags=set(TAGS), attributes=attributes, url_schemes=set(SCHEMES), link_rel="noopener nofollow ugc"
    )


def shown(html: str) -> Markup:
    """Mark HTML that `render` made and the database kept as ready for a page."""
    return Markup(html)  # noqa: S704  only ever given what render() stored


def our_own(words: str) -> Markup:
    """Mark words of the catalogue or of a template as ready for a page; what is put into them later is escaped then."""
    return Markup(words)  # noqa: S704  never what people wrote


def plain(source: str) -> str:
    """The words of a Markdown text on one line, without its signs. Still what people wrote: to be escaped."""
    return " ".join(_signs.sub("", _linked.sub(r"\1", source)).split())


def highlighted(pieces: Iterable[tuple[str, bool]]) -> Markup:
    """Plain words, some of them marked as those that somebody looked for; whatever signs are in them are shown."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(text) if is_hit else escape(text) for text, is_hit in pieces
    )


def _nesting(line: str) -> int:
    opening = _quote.match(line)
    return len(re.findall(r"[>*+\-]|\d[.)]", opening.group())) if opening else 0


def _lower_headings(html: str) -> str:
    """A page has one h1 and it is never inside somebody's text."""
    return re.sub(r"<(/?)h([1-6])>", lambda found: f"<{found[1]}h{min(4, max(2, int(found[2]) + 1))}>", html)
