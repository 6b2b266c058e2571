"""The end of a meeting, and what came of it: the record, the ledger, a story, the next meeting's updates."""

import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from cop.meetings.rules import Line
from tests.journeys.books import Books
from tests.journeys.evening import Evening
from tests.journeys.meeting_slots import PROMISE
from tests.journeys.people import all_show, seconds_on

WITHOUT_NETWORK = 120.0
TOO_MANY_CALLS = 16  # from then on Chromium lets a page wait for seconds before each
BEFORE = ["opening", "check_in", "updates", "bidding", "agreed"]
SLOT = ["settle", "present", "clarify", "explore", "reflect", "act", "review"]
AFTER = ["set_review", "closing"]
SHARE = 2 * 45 * 60 // 6  # of two slots of 45 minutes, among six
STORY = "The week we said no"


def ife_comes_back(evening: Evening, *, lost: float, lost_after: int) -> None:
    evening.moves_on("Set review")
    ife = evening["Ife"]
    ife.waits(lost + WITHOUT_NETWORK - time.monotonic())
    assert ife.looks()["part"] == "Explore"
    assert ife.calls - lost_after < TOO_MANY_CALLS
    ife.finds_the_network()
    evening.away.discard("Ife")
    ife.shows("Set review")
    evening.ada.no_longer_sees("Not here just now: Ife.")
    evening.until(lambda: ife.looks()["version"] == evening.ada.looks()["version"])
    looks = ife.looks()
    truth = evening.books.left(evening.meeting_id, at_ms=looks["at"]).total_seconds()
    assert abs(seconds_on(looks["clock"]) - truth) <= 2


def ada_closes(evening: Evening) -> None:
    evening.moves_on("Closing round")
    evening.goes_round()
    evening.ada.press("Close the meeting")
    all_show(evening.there, "Closed")
    for person in evening.there:
        person.sees("This is all that is kept.")
        person.sees(PROMISE)


def check_record(books: Books, meeting_id: int) -> None:
    """The parts follow each other without a gap and add up to the meeting; each hold and turn lies in its part."""
    lines, meeting = books.record(meeting_id), books.meeting(meeting_id)
    parts = [line for line in lines if line.kind == "part"]
    assert [line.key for line in parts] == [*BEFORE, *SLOT, "break", *SLOT, *AFTER]
    assert meeting.opened_at == parts[0].began
    assert meeting.closed_at == parts[-1].ended
    assert all(before.ended == after.began for before, after in pairwise(parts))
    assert sum(line.seconds + line.held_seconds for line in parts) == _whole_seconds(parts[0].began, parts[-1].ended)
    pauses = [line for line in lines if line.kind == "pause"]
    assert [line.key for line in pauses] == ["connection", "process_stop"]
    assert sum(line.held_seconds for line in pauses) == sum(line.held_seconds for line in parts)
    assert all(_lies_in_one_of(parts, line) for line in lines)
    extended = [line.seconds for line in lines if line.kind == "extension"]
    assert extended[0] == 120
    assert sum(extended) == 0


def check_ledger(books: Books, meeting_id: int, *, presenters: Sequence[str]) -> None:
    """Everybody had an equal share, Ben half of one; who presented has used what the record says."""
    used = dict.fromkeys(presenters, 0)
    for line in books.record(meeting_id):
        if line.kind == "part" and line.slot is not None:
            used[books.name(line.person)] += line.seconds
    shares = {"Bo": SHARE, "Mina": SHARE, "Jo": SHARE, "Sam": SHARE, "Ife": SHARE, "Ben": SHARE // 2}
    assert books.ledger(meeting_id) == {name: (share, used.get(name, 0)) for name, share in shares.items()}
    assert all(used.values())


def a_presenter_tells_a_story(evening: Evening, name: str) -> None:
    """In the space of the whole community, where Bo finds it."""
    teller, reader = evening[name], evening["Bo"]
    teller.goes_to("/spaces/1")
    teller.page.get_by_role("link", name="Tell a story", exact=True).click()
    teller.press("In my own way")
    teller.writes("On Tuesday I said no to one thing, in writing. Nobody minded.", into="What happened?")
    teller.press("Go on")
    teller.writes(STORY, into="A title")
    for words in ("Go on", "Nobody else is in it", "Yes, this is my story"):
        teller.press(words)
    for words in ("The people in “Common room”", "By my first name only", "A year"):
        teller.chooses(words)
    teller.press("Tell it")
    teller.sees(STORY)
    reader.goes_to("/spaces/1")
    reader.page.get_by_role("link", name=STORY, exact=True).click()
    reader.sees("Nobody minded.")


def the_next_meeting_asks(evening: Evening, presenters: Sequence[str]) -> None:
    """Five weeks later, what was promised comes back, and is not passed over in silence."""
    meeting_id = evening.books.open_meeting()
    assert meeting_id == evening.meeting_id + 1
    here = Evening(evening.books, meeting_id, {name: evening[name] for name in ("Ada", *presenters, "Ben")})
    for person in here.there:
        person.comes_in(here.address)
    here.ada.sees("4 of 7 are here.")
    here.ada.press("Begin the meeting")
    all_show(here.there, "Opening")
    here.moves_on("Check-in")
    here.moves_on("Since last time")
    for name in presenters:
        here[name].sees("You said you would")
        here[name].sees(f"{PROMISE} {name}")
        here.ada.sees(f"{PROMISE} {name}")
    here.ada.moves_on()
    here.ada.sees("Some commitments have not been spoken of yet")


def _whole_seconds(began: datetime, ended: datetime) -> int:
    return int(ended.timestamp()) - int(began.timestamp())


def _lies_in_one_of(parts: Iterable[Line], line: Line) -> bool:
    return any(part.began <= line.began and line.ended <= part.ended for part in parts)
