"""A set's numbers come to what was chosen, whenever the script that shows them arrives."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from tests.journeys.conftest import Come


@pytest.mark.timeout(120)
def test_what_was_chosen_before_the_script_came_is_shown(come: Come) -> None:
    held: list[Route] = []
    bo = come("Bo")
    bo.page.route("**/js/controllers/planner.js*", _keeping(held))
    bo.goes_to("/sets/new")
    before = bo.page.locator("#plan").inner_text()
    bo.until(lambda: bool(held))
    bo.chooses("Two hours")
    bo.page.get_by_label("How many seats?").select_option("8")
    assert bo.page.locator("#plan").inner_text() == before

    with bo.page.expect_response("**/sets/plan?*") as asked:
        held[0].continue_()

    assert "members=8" in asked.value.url
    assert "minutes=120" in asked.value.url
    bo.until(lambda: bo.page.locator("#plan").inner_text() != before)


@pytest.mark.timeout(120)
def test_nothing_is_asked_where_nothing_was_chosen(come: Come) -> None:
    asked: list[str] = []
    bo = come("Bo")
    bo.page.on("request", lambda request: asked.append(request.url))
    with bo.page.expect_response("**/js/controllers/planner.js*"):
        bo.goes_to("/sets/new")
    bo.waits(1)

    assert not [url for url in asked if "/sets/plan" in url]


def _keeping(held: list[Route]) -> Callable[[Route], None]:
    """Answers nothing yet."""

    def keep(route: Route) -> None:
        held.append(route)

    return keep
