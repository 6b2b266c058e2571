"""The two slots of a meeting, and what goes wrong in them."""

import time
from datetime import timedelta

from cop.core.clock import system_clock
from tests.journeys.evening import Evening
from tests.journeys.people import all_show, seconds_on

QUESTION = "Who would notice first if you said no?"
PROMISE = "Say no to one thing, in writing."
HOLD = 12.0


def ben_comes_late(evening: Evening) -> None:
    evening.moves_on("Settle")
    evening.moves_on("Present")
    ben = evening["Ben"]
    ben.comes_in(evening.address)
    ben.sees("You are in the lobby")
    evening.ada.sees("Ben Carrow waits in the lobby.")
    evening.away.discard("Ben")
    evening.moves_on("Clarify")
    ben.no_longer_sees("You are in the lobby")
    assert evening.books.id_of("Ben") in evening.progress.floor.waiting


def they_ask_for_facts(evening: Evening) -> None:
    mina = evening["Mina"]
    mina.writes(QUESTION, into="A question to keep")
    if evening.holder == "Mina":
        mina.press("Ask it now")
        mina.sees("The room sees it now.")
    else:
        mina.press("Ask when it is my turn")
        mina.sees("Shown to the room when you have the floor.")
        assert not any(QUESTION in person.page.content() for person in evening.others("Mina"))
    while evening.holder != "Mina":
        evening.hands_on()
    for person in evening.others():
        person.sees(f"“{QUESTION}”")
    evening.hands_on()
    mina.press("I would like to ask")
    mina.until(lambda: bool(evening.progress.floor.hands) or evening.holder == "Mina")
    for person in evening.others("Mina"):
        person.sees("Hands up: Mina." if evening.progress.floor.hands else "Mina has the floor.")
    assert evening.goes_round()[-1] == "Mina"
    not_asked = evening.others("Mina", evening.presenter.name)  # whoever was asked keeps it in their own tray
    assert not any(QUESTION in person.page.content() for person in not_asked)
    assert QUESTION not in evening.presenter.page.locator("#stage").inner_html()


def ife_loses_the_network(evening: Evening) -> tuple[float, int]:
    """When, and after how many calls to the server."""
    evening.moves_on("Explore")
    evening["Ife"].loses_the_network()
    lost = time.monotonic(), evening["Ife"].calls
    evening.away.add("Ife")
    for person in evening.there:
        person.sees("Not here just now: Ife.")
    evening.hands_on()
    assert evening.hands_on() != "Ife"
    return lost


def the_presenter_commits(evening: Evening) -> None:
    evening.moves_on("Reflect")
    evening.moves_on("Act")
    presenter = evening.presenter
    presenter.writes(f"{PROMISE} {presenter.name}", into="What will you do?")
    presenter.writes("Ask who it would be kind to tell first.", into="What is the first step?")
    presenter.writes((system_clock() + timedelta(days=14)).date().isoformat(), into="By when?")
    presenter.press("I will do this")
    for person in evening.there:
        person.sees(f"{presenter.name} will")
        person.sees(f"{PROMISE} {presenter.name}")


def the_second_presenter_drops(evening: Evening) -> None:
    for part in ("Review", "Break", "Settle", "Present"):
        evening.moves_on(part)
    presenter = evening.presenter
    presenter.loses_the_network()
    dropped, at_drop = time.monotonic(), evening.ada.looks()
    evening.away.add(presenter.name)
    for person in evening.there:
        person.sees("has lost the connection. The clock is held")
    noticed, held = time.monotonic(), [person.looks() for person in evening.there]
    assert all(each["held"] for each in held)
    assert len({each["clock"] for each in held}) == 1
    assert abs(seconds_on(held[0]["clock"]) - seconds_on(at_drop["clock"])) <= 1
    evening.ada.waits(dropped + HOLD - time.monotonic())
    assert evening.ada.looks()["clock"] == held[0]["clock"]
    least = time.monotonic() - noticed
    presenter.finds_the_network()
    evening.away.discard(presenter.name)
    evening.until(lambda: evening.progress.held > 0)
    assert least - 1 <= evening.progress.held <= time.monotonic() - dropped + 1
    _the_clock_goes_on(evening, left=seconds_on(held[0]["clock"]))


def _the_clock_goes_on(evening: Evening, *, left: int) -> None:
    for person in evening.there:
        person.no_longer_sees("has lost the connection")
        looks = person.looks()
        assert not looks["held"]
        truth = evening.books.left(evening.meeting_id, at_ms=looks["at"]).total_seconds()
        assert abs(seconds_on(looks["clock"]) - truth) <= 2
        assert left - 10 <= seconds_on(looks["clock"]) <= left


def the_second_slot_takes_longer_and_ends_early(evening: Evening) -> None:
    evening.moves_on("Clarify")
    evening.ada.press("Process stop")
    for person in evening.there:
        person.sees("How are we working just now? The clock is held.")
    evening.ada.press("Go on")
    evening.ada.no_longer_sees("How are we working just now?")
    evening.moves_on("Explore")
    before = evening.progress.part.planned
    evening.ada.opens("More")
    evening.ada.press("2 minutes")
    evening.until(lambda: evening.progress.part.planned == before + 120)
    evening.moves_on("Reflect")
    _the_presenter_commits_at_last(evening)
    evening.presenter.press("I have what I need")
    all_show(evening.there, "Review")


def _the_presenter_commits_at_last(evening: Evening) -> None:
    evening.moves_on("Act")
    presenter = evening.presenter
    presenter.writes(f"{PROMISE} {presenter.name}", into="What will you do?")
    presenter.writes("Find the letter.", into="What is the first step?")
    presenter.writes((system_clock() + timedelta(days=14)).date().isoformat(), into="By when?")
    presenter.press("I will do this")
    evening.ada.sees(f"{PROMISE} {presenter.name}")
