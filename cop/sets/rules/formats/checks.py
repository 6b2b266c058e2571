"""What a running order has to be beyond its shape, so that the engine can run it to its end."""

import re
from collections import Counter
from typing import Any, Final, cast

from cop.core.errors import RuleBroken
from cop.sets.rules.formats.values import FRAME_KEYS, Format, FramePart, Phase

FEWEST_PHASES, MOST_PHASES = 1, 12
SHORTEST_SLOT, LONGEST_SLOT, LONGEST_PHASE = 5, 150, 90
MOST_LENGTHS: Final = 3
FEWEST_PEOPLE, MOST_PEOPLE, MOST_AT_A_GATHERING = 2, 12, 24
NAME, TITLE, SENTENCE, PASSAGE = 24, 60, 200, 500
LONGEST_FRAME_PART: Final = 3_600
AT_A_GATHERING: Final = frozenset({"check_in", "closing"})
KEY: Final = re.compile(r"[a-z][a-z_0-9]{1,15}")  # a line of the record keeps sixteen characters of it
TAKEN: Final = frozenset({*FRAME_KEYS, "break", "slot", "scheduled", "lobby", "closed", "abandoned", "waiting", "none"})


def check(running_order: Format) -> Format:
    """The same again, or RuleBroken for the first thing that will not do."""
    _check_words(running_order)
    _check_people(running_order)
    _check_frame(running_order)
    if running_order.is_gathering:
        _check_gathering(running_order)
    else:
        _check_meeting(running_order)
    _check_phases(running_order)
    for length in running_order.lengths:
        _check_length(running_order, length)
    return running_order


def _check_words(running_order: Format) -> None:
    _check_told(
        running_order.title, RuleBroken("Give the title a few words."),
        long=RuleBroken("For the title there are %(most)s characters at most.", most=TITLE),
    )  # fmt: skip
    _check_told(
        running_order.purpose, RuleBroken("Say in a few words what it is for."),
        long=RuleBroken("To say what it is for there are %(most)s characters at most.", most=PASSAGE),
    )  # fmt: skip
    _check_told(
        running_order.source, RuleBroken("Say in a few words where it comes from."),
        long=RuleBroken("To say where it comes from there are %(most)s characters at most.", most=PASSAGE),
    )  # fmt: skip


def _check_words_of(phase: Phase) -> None:
    _check_told(
        phase.name, RuleBroken("Give the name of a phase a few words."),
        long=RuleBroken("For the name of a phase there are %(most)s characters at most.", most=NAME),
    )  # fmt: skip
    _check_told(
        phase.title, RuleBroken("Give the title of a phase a few words."),
        long=RuleBroken("For the title of a phase there are %(most)s characters at most.", most=TITLE),
    )  # fmt: skip
    named: dict[str, Any] = {"name": phase.name, "most": SENTENCE}
    _check_told(
        phase.cues.member, RuleBroken("%(name)s: say in a few words what everybody is told.", **named),
        long=RuleBroken("%(name)s: what everybody is told has %(most)s characters at most.", **named),
    )  # fmt: skip
    presenter = RuleBroken("%(name)s: what the presenter is told has %(most)s characters at most.", **named)
    _check_short(phase.cues.presenter, presenter)
    facilitator = RuleBroken("%(name)s: what the facilitator is told has %(most)s characters at most.", **named)
    _check_short(phase.cues.facilitator, facilitator)


def _check_told(words: str, empty: RuleBroken, *, long: RuleBroken) -> None:
    if not words.strip():
        raise empty
    _check_short(words, long)


def _check_short(words: str, long: RuleBroken) -> None:
    """The number that the sentence names is the one that counts."""
    if len(words) > cast("int", long.values["most"]):
        raise long


def _check_people(running_order: Format) -> None:
    people, most = running_order.people, MOST_AT_A_GATHERING if running_order.is_gathering else MOST_PEOPLE
    if len(people) != 2 or not FEWEST_PEOPLE <= people[0] <= people[1] <= most:  # noqa: PLR2004  from and to
        raise RuleBroken(
            "Say for how many people it is: the fewest and the most, from %(fewest)s to %(most)s.",
            fewest=FEWEST_PEOPLE, most=most,
        )  # fmt: skip


def _check_frame(running_order: Format) -> None:
    keys = [part.key for part in running_order.frame]
    if sorted(keys, key=FRAME_KEYS.index) != keys or len(set(keys)) < len(keys):
        raise RuleBroken(
            "The parts around the slots come once each, in this order: %(keys)s.", keys=", ".join(FRAME_KEYS)
        )
    for part in running_order.frame:
        _check_frame_part(part)


def _check_frame_part(part: FramePart) -> None:
    numbers = (part.seconds, part.seconds_each)
    if min(numbers) < 0 or not 0 < sum(numbers) <= max(numbers) * 2 <= LONGEST_FRAME_PART * 2:
        raise RuleBroken("Give %(name)s some seconds, %(most)s at most.", name=part.key, most=LONGEST_FRAME_PART)


def _check_meeting(running_order: Format) -> None:
    first, ends = running_order.frame[:1], (*running_order.before[-1:], *running_order.after[-1:])
    if [part.key for part in (*first, *ends)] != ["opening", "agreed", "closing"]:
        raise RuleBroken("A meeting begins with opening, agrees its order before the slots, and ends with closing.")
    if running_order.presenters == "none":
        raise RuleBroken("Say who presents in a meeting: one, some or all.")
    if not FEWEST_PHASES <= len(running_order.phases) <= MOST_PHASES:
        raise RuleBroken("A slot has from %(fewest)s to %(most)s phases.", fewest=FEWEST_PHASES, most=MOST_PHASES)
    if not 1 <= len(running_order.lengths) <= MOST_LENGTHS or sorted(set(running_order.lengths)) != [
        *running_order.lengths
    ]:
        raise RuleBroken("Give up to %(most)s lengths of a slot, the shortest first.", most=MOST_LENGTHS)
    if any(phase.speaks == "pairs" for phase in running_order.phases):
        raise RuleBroken("In a slot nobody goes in pairs: that is for gatherings.")


def _check_gathering(running_order: Format) -> None:
    phases = running_order.phases
    if running_order.presenters != "none" or any(_needs_a_presenter(phase) for phase in phases):
        raise RuleBroken("At a gathering nobody presents, and nobody is asked.")
    if not AT_A_GATHERING.issuperset(part.key for part in running_order.frame):
        raise RuleBroken("Around its phases a gathering has a check-in and a closing round, and no other part.")
    if not 1 <= len(running_order.frame) + len(phases) <= MOST_PHASES:
        raise RuleBroken("A gathering has from 1 to %(most)s parts.", most=MOST_PHASES)
    if len(running_order.lengths) != min(len(phases), 1):
        raise RuleBroken("A gathering has one length, and none without phases.")


def _needs_a_presenter(phase: Phase) -> bool:
    return phase.speaks == "presenter" or phase.presenter_first or phase.asks or phase.commits or bool(phase.back_to)


def _check_phases(running_order: Format) -> None:
    phases, lengths = running_order.phases, running_order.lengths
    again = [key for key, times in Counter(phase.key for phase in phases).items() if times > 1]
    if again:
        raise RuleBroken("Two phases have the key %(key)s.", key=again[0])
    before: set[str] = set()
    for phase in phases:
        _check_phase(phase, lengths=len(lengths), before=before)
        before.add(phase.key)


def _check_phase(phase: Phase, *, lengths: int, before: set[str]) -> None:
    if not KEY.fullmatch(phase.key) or phase.key in TAKEN:
        raise RuleBroken("%(key)s cannot be the key of a phase: choose another short word.", key=phase.key)
    _check_words_of(phase)
    if len(phase.minutes) != lengths or not all(1 <= each <= LONGEST_PHASE for each in phase.minutes):
        raise RuleBroken("%(name)s: give whole minutes, from 1 to %(most)s.", name=phase.name, most=LONGEST_PHASE)
    if (phase.repeats or phase.presenter_first) and phase.speaks != "round":
        raise RuleBroken("%(name)s: only a round repeats, or begins with the presenter.", name=phase.name)
    if phase.back_to and phase.back_to not in before:
        raise RuleBroken("%(name)s: one can only go back to an earlier phase.", name=phase.name)


def _check_length(running_order: Format, length: int) -> None:
    if not SHORTEST_SLOT <= length <= LONGEST_SLOT:
        raise RuleBroken("A slot lasts %(fewest)s to %(most)s minutes.", fewest=SHORTEST_SLOT, most=LONGEST_SLOT)
    together = sum(running_order.minutes_of(phase, length) for phase in running_order.phases)
    if together != length:
        raise RuleBroken(
            "The phases come to %(together)s minutes and the slot to %(length)s.", together=together, length=length
        )
