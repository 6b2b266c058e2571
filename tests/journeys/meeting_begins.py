"""A meeting until the order is agreed: the lobby, the opening, the rounds, the bids."""

from datetime import timedelta

from cop.core.clock import system_clock
from tests.journeys.evening import Evening
from tests.journeys.people import all_show

BRINGS = "What you would bring, in one sentence"
BRINGS_ANOTHER = f"{BRINGS} (optional)"
BIDS = {
    "Bo": ("I would like to hand the helpline over.", "Pressing"),
    "Mina": ("Who comes when the four have gone?", "Soon"),
    "Jo": ("We say yes to everybody.", "It can wait"),
    "Sam": ("My chair and I have stopped talking.", "Soon"),
}


def they_come_in_and_stand_by_their_agreement(evening: Evening) -> None:
    for person in evening.there:
        person.comes_in(evening.address)
    for person in evening.there:
        person.sees("6 of 7 are here.")
    evening.ada.press("Begin the meeting")
    all_show(evening.there, "Opening")
    for person in evening.there:
        person.press("I stand by our agreement")
    for person in evening.there:
        person.sees("6 of 7 have said yes today.")


def each_says_how_they_are(evening: Evening) -> None:
    evening.moves_on("Check-in")
    speaks_last = evening.books.name(evening.progress.floor.waiting[-1])
    evening[speaks_last].press("Pass")
    evening.until(lambda: len(evening.progress.floor.waiting) == 3)
    spoke = evening.goes_round()
    assert sorted([*spoke, speaks_last]) == ["Bo", "Ife", "Jo", "Mina", "Sam"]


def they_tell_what_became_of_their_commitments(evening: Evening) -> None:
    evening.moves_on("Since last time")
    evening.ada.moves_on()
    evening.ada.sees("Some commitments have not been spoken of yet (2).")
    bo, mina = evening["Bo"], evening["Mina"]
    bo.chooses("Done")
    bo.press("Tell the set")
    mina.chooses("Moved to another date")
    mina.writes((system_clock() + timedelta(days=20)).date().isoformat(), into="New date, if you moved it (optional)")
    mina.press("Tell the set")
    for person in evening.there:
        person.sees("Every commitment has been spoken of.")


def four_bid_and_two_present(evening: Evening) -> list[str]:
    evening.moves_on("Bids")
    for name, (sentence, urgency) in BIDS.items():
        evening[name].writes(sentence, into=BRINGS_ANOTHER if name == "Bo" else BRINGS)  # Bo has prepared one
        evening[name].chooses(urgency)
        evening[name].press("I would like time today")
    for sentence, _ in BIDS.values():
        evening.ada.sees(sentence)
    evening.moves_on("The order")
    evening.ada.press("Agree as suggested")
    evening.ada.sees("Agreed: ")
    agreed = [evening.books.name(part.presenter) for part in evening.progress.order if part.key == "settle"]
    assert sorted(agreed) == ["Jo", "Sam"]  # who has not presented yet goes before who has
    evening.ada.sees(f"Agreed: {', then '.join(agreed)}.")
    return agreed
