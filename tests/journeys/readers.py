"""People who look at pages: light and dark, wide and narrow, with what axe finds there."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.real.browser import barriers

WIDTHS = (1280, 320)
COLOURS = ("color-contrast", "link-in-text-block")  # nothing else differs between light and dark
HEIGHT = 800
A_WHOLE_PAGE = "<!doctype html>"
OWN = ("id", "for", "href", "src", "action", "value", "name", "content", "nonce", "datetime", "title", "style")
SHAPE = """(own) => [...document.querySelectorAll("*")].map((each) => each.tagName + [...each.attributes]
  .filter(({ name }) => !own.includes(name) && !name.startsWith("data-"))
  .map(({ name, value }) => name + (name.startsWith("aria-") ? "" : "=" + value)).join(" ")
  + (each.children.length || each.textContent.trim() ? "" : "0")).join("\\n")"""
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


def shape_of(page: Page) -> str:
    """What the page is built of: its elements in order, and how they are dressed and called; not what they say."""
    shape: str = page.evaluate(SHAPE, OWN)
    return shape


def glances_at(page: Page, what: str) -> list[str]:
    """Only whether it fits: longer words may stand on a page that is built like another."""
    page.set_viewport_size({"width": min(WIDTHS), "height": HEIGHT})
    return [f"{what}, {min(WIDTHS)} px: scrolls sideways"] if page.evaluate(SIDEWAYS) else []


def looks_at(page: Page, what: str) -> list[str]:
    """What is in the way on the page as it stands, in each width and scheme; the page is loaded only once."""
    return [f"{what}, {line}" for line in _findings(page)]


def _findings(page: Page) -> Iterator[str]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme="light")
        yield from (f"{width} px, light: {line}" for line in barriers(page))
        if page.evaluate(SIDEWAYS):
            yield f"{width} px: scrolls sideways"
        page.emulate_media(color_scheme="dark")
        yield from (f"{width} px, dark: {line}" for line in barriers(page, rules=COLOURS))
