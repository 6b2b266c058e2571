"""A passkey from being made to being shown, in a real Chromium with an authenticator that its DevTools pretend."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from cop.people import queries
from cop.people.models import User
from tests import apps
from tests.factories.people import PASSWORD, a_user
from tests.real.browser import barriers
from tests.real.processes import free_port

ON_THE_TELEPHONE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Iterator[str]:
    """A site that has a name, since passkeys are of no address in numbers; and Ada has an account there."""
    port = free_port()
    for app in apps.running("", tmp_path):
        app.config["COP"] = replace(app.config["COP"], public_url=f"http://localhost:{port}")
        app.config["WTF_CSRF_ENABLED"] = True
        with app.app_context():
            a_user("Ada", password=PASSWORD)
        site = make_server("127.0.0.1", port, app, threaded=True)
        serving = Thread(target=site.serve_forever)
        serving.start()
        yield f"http://localhost:{port}"
        with app.app_context():
            [kept] = queries.passkeys_of(User(id=1))
            assert (kept.name, kept.sign_count > 1) == ("My telephone", True)
        site.shutdown()
        serving.join()
        site.server_close()


def test_ada_makes_a_passkey_and_comes_in_with_it(browser: Browser, place: str) -> None:
    context = browser.new_context(base_url=place)
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": ON_THE_TELEPHONE})
    _comes_in_by_password(page)
    page.goto("/people/me/passkeys")
    page.get_by_label("What you call it (optional)").fill("My telephone")
    page.get_by_label("Current password").fill(PASSWORD)
    assert barriers(page) == []
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.locator("h1")).to_have_text("Your recovery codes")
    assert barriers(page) == []

    for way_there in (_is_at_the_door, _has_shown_a_password):
        way_there(page)
        assert barriers(page) == []
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.locator(".masthead__name")).to_contain_text("Ada")
    page.goto("/people/me/passkeys")
    expect(page.locator("main")).to_contain_text("My telephone")
    assert barriers(page) == []
    context.close()


def _comes_in_by_password(page: Page) -> None:
    _has_shown_a_password(page)
    expect(page.locator(".masthead__name")).to_contain_text("Ada")


def _is_at_the_door(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in")


def _has_shown_a_password(page: Page) -> None:
    _is_at_the_door(page)
    page.locator("#email").fill("ada@example.org")
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
