"""Many pictures on one sheet, put together by the browser that took them."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from playwright.sync_api import Browser

QUALITY = 30
"""Of WebP, out of 100: words stay readable, and a sheet stays below half a megabyte."""
SHOWN = {320: 196, 500: 248, 1280: 448}
"""Pixels: how wide a picture stands on the sheet, by the width of its window."""
ACROSS = {320: 9, 500: 7, 1280: 4}
GAP = 16

STYLE = """
body { margin: 0; padding: %(gap)dpx; background: %(ground)s; color: %(ink)s; font: 15px sans-serif }
main { display: grid; grid-template-columns: repeat(%(across)d, %(shown)dpx); gap: %(gap)dpx; align-items: start }
figure { margin: 0 } img { width: 100%%; display: block; outline: 1px solid %(ink)s }
figcaption { padding-bottom: 4px }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    caption: str
    png: bytes


def sheet(browser: Browser, pictures: Sequence[Picture], *, scheme: str, width: int) -> bytes:
    """A WebP with all of them in their order, each under its caption."""
    shown, across = SHOWN[width], ACROSS[width]
    wide = across * (shown + GAP) + GAP
    ground, ink = ("#222", "#ddd") if scheme == "dark" else ("#ddd", "#222")
    style = STYLE % {"gap": GAP, "ground": ground, "ink": ink, "across": across, "shown": shown}
    page = browser.new_page(viewport={"width": wide, "height": 800})
    page.set_content(f"<style>{style}</style><main>{''.join(map(_figure, pictures))}</main>", wait_until="load")
    height = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": wide, "height": height, "scale": 1}
    options = {"format": "webp", "quality": QUALITY, "clip": clip, "captureBeyondViewport": True}
    taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", options)
    page.close()
    return base64.b64decode(taken["data"])


def _figure(picture: Picture) -> str:
    source = base64.b64encode(picture.png).decode()
    caption = f"<figcaption>{escape(picture.caption)}</figcaption>"
    return f'<figure>{caption}<img src="data:image/png;base64,{source}" alt=""></figure>'
