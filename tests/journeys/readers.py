"""People who look at pages: light and dark, wide and narrow, with what axe finds there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from playwright.sync_api import Page

from tests.real.browser import barriers

WIDTHS = (1280, 320)
COLOURS = ("color-contrast", "link-in-text-block")  # nothing else differs between light and dark
HEIGHT = 800
OK = 200
DRESS = {"class", "role", "type"}
A_WHOLE_PAGE = "<!doctype html>"
OWN = ("id", "for", "href", "src", "action", "value", "name", "content", "nonce", "datetime", "title", "style")
PARTS = """(own) => {
  const kind = (each) => each.tagName + [...each.attributes]
    .filter(({ name }) => !own.includes(name) && !name.startsWith("data-"))
    .map(({ name, value }) => name + (name.startsWith("aria-") ? "" : "=" + value)).join(" ")
  const known = new Map([[document.documentElement, ""]])
  const place = (each) => known.get(each) ?? known.set(each, place(each.parentElement) + ">" + kind(each)).get(each)
  const all = [...document.body.querySelectorAll("*")]
  const levels = all.filter(({ tagName }) => /^H[1-6]$/.test(tagName)).map(({ tagName }) => tagName).join("")
  return [levels.replace(/(H.)\\1+/g, "$1"),
    ...new Set(all.map((each) => place(each) + (each.children.length || each.textContent.trim() ? "" : " 0")))]
}"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


class Elements(HTMLParser):
    """What a page has of elements, with what dresses and names them, wherever they stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = sorted(f"{name}={value if name in DRESS else ''}" for name, value in attrs if name not in OWN)
        self.found.add(f"{tag} {' '.join(named)}")


def page_at(page: Page, path: str) -> str | None:
    """The whole page that this person finds there, rather than a fragment, a document to keep or a refusal."""
    answer = page.context.request.get(path, max_redirects=0)
    if answer.status != OK or "content-disposition" in answer.headers:
        return None
    html = answer.text()
    return html if html.lstrip().lower().startswith(A_WHOLE_PAGE) else None


@dataclass
class Readers:
    """They look at each part of a page once: a page of nothing but parts that they know, whatever those say, is only
    glanced at. `found` is what is in the way, a line each."""

    known: set[str] = field(default_factory=set)
    elements: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)

    def is_new(self, html: str, *, whose: tuple[str, str]) -> bool:
        """Whether it has an element that no page of this address has had for this person: of two conversations that
        are alike one is opened."""
        before = self.elements.setdefault(whose, set())
        new = Elements(html).found - before
        before |= new
        return bool(new)

    def read(self, page: Page, what: str) -> None:
        parts = _parts_of(page)
        self.found += _glances_at(page, what) if parts <= self.known else looks_at(page, what)
        self.known |= parts


def looks_at(page: Page, what: str) -> list[str]:
    """What is in the way on the page as it stands: wide and narrow in the light, and wide in the dark, whose colours
    are no others on a telephone."""
    return [f"{what}, {line}" for line in _findings(page)]


def _findings(page: Page) -> Iterator[str]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        yield from (f"{width} px, light: {line}" for line in barriers(page))
        if page.evaluate(SIDEWAYS):
            yield f"{width} px: scrolls sideways"
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": max(WIDTHS), "height": HEIGHT})
    yield from (f"{max(WIDTHS)} px, dark: {line}" for line in barriers(page, rules=COLOURS))
    page.emulate_media(color_scheme="light")


def _parts_of(page: Page) -> set[str]:
    """What the page is built of: each element with all that it stands in, how they are dressed and called, not what
    they say nor how many there are; and how its headings follow each other."""
    return set(page.evaluate(PARTS, OWN))


def _glances_at(page: Page, what: str) -> list[str]:
    """Only whether it fits: longer words may stand on a page that is built like another."""
    page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    return [f"{what}, {min(WIDTHS)} px: scrolls sideways"] if page.evaluate(SIDEWAYS) else []
