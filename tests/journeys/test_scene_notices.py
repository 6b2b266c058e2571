"""Scene 12: what a screen reader hears while a part runs."""

import pytest

from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.stagehand import Helper, Stagehand

LISTEN = """() => {
  window.heard = []
  const region = document.getElementById("live")
  new MutationObserver(() => window.heard.push(region.textContent)).observe(region, { childList: true, subtree: true })
}"""


@pytest.mark.timeout(120)
def test_scene_12_a_screen_reader_hears_of_five_minutes_and_of_one_and_of_nothing_between(
    books: Books, come: Come, helper: Helper
) -> None:
    stage = Stagehand(books, helper)
    stage.gathers("Ada", "Bo", "Mina", "Jo", "Sam", "Ife")
    stage.moves_on_to("check_in")
    bo = come("Bo")
    bo.page.clock.install()
    bo.goes_to(f"/meetings/{stage.meeting_id}")
    bo.sees("Check-in")
    bo.page.evaluate(LISTEN)

    for _ in range(8):  # nine minutes of check-in, less the last
        bo.page.clock.fast_forward("01:00")
        bo.page.clock.run_for(6000)

    heard = bo.page.evaluate("window.heard")
    assert heard == ["Check-in: five minutes left.", "Check-in: one minute left."]
