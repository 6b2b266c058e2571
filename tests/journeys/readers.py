"""People who look at pages: light and dark, wide and narrow, with what axe finds there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.real.browser import barriers

WIDTHS = (1280, 320)
COLOURS = ("color-contrast", "link-in-text-block")  # nothing else differs between light and dark
HEIGHT = 800
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


def is_a_page(page: Page, path: str) -> bool:
    """Whether this person finds a whole page there, rather than a fragment, a document to keep or a refusal."""
    answer = page.context.request.get(path, max_redirects=0)
    if "content-disposition" in answer.headers:
        return False
    return answer.status == 200 and answer.text().lstrip().lower().startswith(A_WHOLE_PAGE)


def opens(page: Page, path: str) -> bool:
    """Go there, if it is a page for this person."""
    if not is_a_page(page, path):
        return False
    page.goto(path)
    return True


@dataclass
class Readers:
    """They look at each part of a page once: a page of nothing but parts that they know, whatever those say, is only
    glanced at. `found` is what is in the way, a line each."""

    known: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)

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
