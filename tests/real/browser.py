"""Chromium, and what axe has to say about a page in it."""

import shutil
from collections.abc import Iterator, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.real import parts

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-dev-shm-usage",
]
"""Chromium speaks to nobody but the server under test, and starts as root in a container."""

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

AXE = Axe().axe_script
VIOLATIONS = "(options) => axe.run(document, options).then((found) => found.violations)"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the test process; a person is a context of their own: `browser.new_context()`."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        parts.missing("Chromium", "install the Debian package chromium.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        parts.took_part("Chromium", chromium.version)
        yield chromium
        chromium.close()


def barriers(page: Page, *, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds on the page as it stands, by these rules or by all: a line for each rule broken, with where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    which = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": WCAG_22_AA}
    found = page.evaluate(VIOLATIONS, {"runOnly": which, "resultTypes": ["violations"]})
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: " + "; ".join(str(node["target"]) for node in rule["nodes"])
        for rule in found
    ]
