"""What pages weigh on the wire, as Chromium counts it: on a slow line that is the time until one may read."""

import logging
from typing import Any, Final, NamedTuple

from tests.journeys.books import Books
from tests.journeys.conftest import Come
from tests.journeys.people import Person

KB: Final = 1000
AT_FIRST, AGAIN, OF_SCRIPTS = 110 * KB, 25 * KB, 45 * KB

LOG = logging.getLogger(__name__)


class Weight(NamedTuple):
    """Bytes on the wire, headers among them; of these, of scripts; and how many answers brought them."""

    bytes: int
    scripts: int
    answers: int


class Scales:
    """Counts what a browser receives."""

    def __init__(self, person: Person) -> None:
        self.page = person.page
        self.wire = person.context.new_cdp_session(person.page)
        self.kinds: dict[str, str] = {}
        self.arrived: dict[str, int] = {}
        self.wire.on("Network.responseReceived", lambda told: self.kinds.update({told["requestId"]: told["type"]}))
        self.wire.on("Network.loadingFinished", self._arrive)
        self.wire.send("Network.enable")

    def forget(self) -> None:
        """As a browser that was never here, but for who is signed in."""
        self.wire.send("Network.clearBrowserCache")

    def weigh(self, address: str) -> Weight:
        self.arrived.clear()
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        scripts = sum(size for each, size in self.arrived.items() if self.kinds.get(each) == "Script")
        return Weight(sum(self.arrived.values()), scripts, len(self.arrived))

    def _arrive(self, told: dict[str, Any]) -> None:
        self.arrived[told["requestId"]] = int(told["encodedDataLength"])


def test_pages_are_light_at_first_and_lighter_afterwards(come: Come, books: Books) -> None:
    """`bin/test tests/journeys/test_weight.py --log-cli-level=INFO` says what each weighs."""
    scales = Scales(come("Ada"))
    often = ("/", "/communities/1", "/spaces/1", "/threads/1", "/stories", "/stories/1", "/search?q=tried", "/me")
    too_heavy = {}
    for address in (*often, f"/meetings/{books.open_meeting()}"):
        scales.forget()
        first, again = scales.weigh(address), scales.weigh(address)
        LOG.info("%s: %d bytes, %d of scripts; again %d", address, first.bytes, first.scripts, again.bytes)
        assert first.answers >= again.answers > 0
        if first.bytes > AT_FIRST or first.scripts > OF_SCRIPTS or again.bytes > AGAIN:
            too_heavy[address] = first, again
    assert not too_heavy
