"""A question's way from a private draft to an answer, what one writes on several devices, and starters."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from cop.core.errors import RuleBroken

State = Literal["draft", "queued", "asked", "answered", "passed", "parked", "withdrawn"]
Answer = Literal["answered", "passed", "parked"]
Phase = Literal["clarify", "explore", "act", "review"]

PHASES: tuple[Phase, ...] = ("clarify", "explore", "act", "review")
ANSWERS: frozenset[State] = frozenset({"answered", "passed", "parked"})
UNSEEN: frozenset[State] = frozenset({"draft", "queued"})
ENOUGH = 10  # clean questions after which the coach steps back: our default
PAUSE_AND_SHOW = 2
MOST_STARTERS = 20
LONGEST_STARTER = 200
LEADS_TO: Mapping[State, frozenset[State]] = {
    "draft": frozenset({"queued"}),
    "queued": frozenset({"draft", "asked"}),
    "asked": ANSWERS | {"withdrawn"},
    "answered": ANSWERS,
    "passed": ANSWERS,
    "parked": ANSWERS,
    "withdrawn": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands where one writes. `revision` counts its changes; `page` wrote the last of them, its `turn`-th."""

    text: str = ""
    page: str = ""
    turn: int = 0
    revision: int = 0


def moved(state: State, to: State) -> State:
    """The question's next state; staying where it is is no change. Raises RuleBroken where no way leads."""
    if to != state and to not in LEADS_TO[state]:
        raise RuleBroken("This question has moved on since you looked. Look at it again.")
    return to


def written(before: Draft, text: str, *, page: str, turn: int, seen: int) -> tuple[Draft, str]:
    """The draft after a page has sent its text, and what another page wrote there that would be lost.

    A page numbers what it sends by `turn`, so that what arrives late, or twice, changes nothing.
    `seen` is the revision that the page began from.
    """
    if page and page == before.page and turn <= before.turn:
        return before, ""
    after = replace(before, text=text, page=page, turn=turn)
    if text == before.text:
        return after, ""
    lost = lost_by(before, text, page=page, seen=seen)
    return replace(after, revision=before.revision + 1), lost


def lost_by(before: Draft, text: str, *, page: str, seen: int) -> str:
    """What another page wrote and this page, which began from revision `seen`, would put its own text in place of."""
    elsewhere = seen != before.revision and (page != before.page or not page)
    kept = before.text.strip()
    return kept if elsewhere and kept not in text else ""


def cleared(before: Draft, *, page: str = "", turn: int = 0) -> Draft:
    """An empty place to write. What its page sent before this and is still on its way will come too late."""
    turn = turn if page else before.turn
    return Draft("", page or before.page, turn=turn, revision=before.revision + 1)


def asking_phase(key: str) -> Phase:
    """The phase that a question written in this part is for: before and between, it is kept for open questions."""
    return next((phase for phase in PHASES if phase == key), "explore")


def has_stepped_back(clean: int) -> bool:
    """Whether the coach leaves this person alone."""
    return clean >= ENOUGH


def starters_in(text: str) -> tuple[str, ...]:
    """The questions in what somebody typed, one a line. Raises RuleBroken for too many, or one that is too long."""
    found = tuple(line.strip() for line in text.splitlines() if line.strip())
    if len(found) > MOST_STARTERS:
        raise RuleBroken("Keep to %(most)s starters in each phase.", most=MOST_STARTERS)
    if any(len(line) > LONGEST_STARTER for line in found):
        raise RuleBroken("A starter can have %(most)s characters at most.", most=LONGEST_STARTER)
    return found
