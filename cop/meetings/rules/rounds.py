"""A round of a gathering: a running order without presenters, moved by the rules that move a meeting.

Whoever comes takes turns, also whoever keeps the round. Nothing of it is written down.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from cop.core.errors import RuleBroken
from cop.meetings.rules.clock import time_left
from cop.meetings.rules.floor import hand_on as floor_goes_on
from cop.meetings.rules.floor import join_floor, leave_floor
from cop.meetings.rules.floor import pass_turn as turn_passed
from cop.meetings.rules.guards import check_seen
from cop.meetings.rules.holds import DEPUTY_AFTER
from cop.meetings.rules.moves import advance, start
from cop.meetings.rules.moves import finish as finished
from cop.meetings.rules.order import speaking_of
from cop.meetings.rules.values import Part, Progress
from cop.sets.rules import Format

KEPT: Final = timedelta(days=1)
MOST_AT_ONCE: Final = 5


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody in a round. `heard_at` is when their page last asked or they last pressed something."""

    id: int
    name: str
    short: str
    heard_at: datetime


@dataclass(frozen=True, slots=True)
class Gathered:
    """Who is in a round, in the order in which they came, and who of them keeps it."""

    people: tuple[Sitter, ...]
    keeper: int | None

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(each.id for each in self.people)

    def person(self, person_id: int | None) -> Sitter | None:
        return next((each for each in self.people if each.id == person_id), None)

    def keeper_gone_at(self) -> datetime | None:
        """When nobody will have heard of the keeper for a minute; None when nobody keeps the round."""
        keeper = self.person(self.keeper)
        return keeper.heard_at + DEPUTY_AFTER if keeper is not None else None

    def is_without_keeper(self, *, now: datetime) -> bool:
        gone_at = self.keeper_gone_at()
        return gone_at is None or now >= gone_at


@dataclass(frozen=True, slots=True)
class SoftClock:
    """Of a turn where each has one, else of the part; `left` is negative when it is over its time."""

    left: timedelta
    seconds: int


def opened(running_order: Format, *, now: datetime) -> Progress:
    """A lobby that people may come into, from now."""
    return Progress(
        state="lobby", starts_at=now, meeting_minutes=0, slot_minutes=0, slots=0, agreed=True,
        order=_parts(running_order, people=0), began=now, clock_from=now, running_from=now,
    )  # fmt: skip


def begin(progress: Progress, running_order: Format, *, room: Sequence[int], seen: int, now: datetime) -> Progress:
    """`room` is who is in it, in the order in which they came, here and in every other move."""
    check_seen(progress, seen)
    fewest = running_order.people[0]
    if len(room) < fewest:
        raise RuleBroken("A round takes %(fewest)s of you at least. Wait until somebody comes in.", fewest=fewest)
    planned = replace(progress, order=_parts(running_order, people=len(room)))
    return start(planned, seen=seen, now=now, room=room).progress


def move_on(progress: Progress, *, room: Sequence[int], seen: int, now: datetime) -> Progress:
    check_seen(progress, seen)
    check_running(progress)
    if progress.is_at_its_last_part:
        raise RuleBroken("This is the last part. Finish the round when everybody is ready.")
    return advance(progress, seen=seen, now=now, room=room).progress


def hand_on(progress: Progress, *, holder: int | None, now: datetime) -> Progress:
    """`holder` is who was seen to have the turn. Whoever has lost the connection is waited for."""
    check_running(progress)
    return floor_goes_on(progress, holder=holder, now=now).progress


def pass_turn(progress: Progress, person: int, *, now: datetime) -> Progress:
    check_running(progress)
    return turn_passed(progress, person, now=now).progress


def come_in(progress: Progress, person: int, *, now: datetime) -> Progress:
    """Whoever is late has the last turn; whoever comes back and has had theirs has no other."""
    check_open(progress)
    return join_floor(progress, person, now=now).progress if progress.is_live else progress


def go(progress: Progress, person: int, *, now: datetime) -> Progress:
    return leave_floor(progress, person, now=now).progress if progress.is_live else progress


def finish(progress: Progress, *, seen: int, now: datetime) -> Progress:
    """Over, from the lobby or from any part."""
    check_seen(progress, seen)
    check_open(progress)
    return finished(progress, now=now).progress


def check_open(progress: Progress) -> None:
    if progress.ended_at is not None:
        raise RuleBroken("This round is over.")


def check_running(progress: Progress) -> None:
    check_open(progress)
    if not progress.is_live:
        raise RuleBroken("This round has not begun yet.")


def soft_clock(progress: Progress, running_order: Format, *, now: datetime) -> SoftClock | None:
    """None where no clock runs: in the lobby, at the end, and once everybody has had their turn."""
    if not progress.is_live:
        return None
    each = next((part.seconds_each for part in running_order.frame if part.key == progress.part.key), 0)
    if progress.floor.mode != "round" or not each:
        return SoftClock(time_left(progress, now=now), progress.part.planned)
    since = progress.floor.since
    return SoftClock(timedelta(seconds=each) - (now - since), each) if since is not None else None


def _parts(running_order: Format, *, people: int) -> tuple[Part, ...]:
    phases = (Part(each.key, 60 * each.minutes[0], speaks=speaking_of(each)) for each in running_order.phases)
    before = (Part(part.key, part.length(people)) for part in running_order.before)
    after = (Part(part.key, part.length(people)) for part in running_order.after)
    return (*before, *phases, *after)
