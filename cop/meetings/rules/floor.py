"""Turns: who has the floor, who is next, and whose hand is up. None of these is a move, so no step is counted."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from cop.core.errors import RuleBroken, Stale
from cop.meetings.rules.guards import check_live
from cop.meetings.rules.record import held_so_far, moment, turn_lines
from cop.meetings.rules.values import QUIET, Floor, Move, Part, Progress


def with_floor(progress: Progress, *, room: Sequence[int], now: datetime) -> Progress:
    """The floor as a part opens. In a slot the presenter is asked, not asking, so has no turn in its rounds."""
    part, speaking = progress.part, progress.part.speaking
    if speaking.mode == "none":
        return replace(progress, floor=Floor())
    if speaking.mode == "hands":
        return replace(progress, floor=Floor("hands", seats=tuple(room)))
    if speaking.mode == "presenter":
        return replace(progress, floor=Floor("presenter", (), part.presenter, now))
    seats = tuple(person for person in room if person != part.presenter)
    turns = rotated(seats, progress.rounds)
    if speaking.presenter_first and part.presenter is not None:
        turns = (part.presenter, *turns)
    holder, since = (turns[0], now) if turns else (None, None)
    return replace(progress, rounds=progress.rounds + 1, floor=Floor("round", seats, holder, since, 0, turns[1:]))


def next_up(floor: Floor) -> tuple[int, ...]:
    """The two who speak next, at most: the round first, then hands in the order in which they went up."""
    return tuple(dict.fromkeys((*floor.waiting, *floor.hands)))[:2]


def hand_on(progress: Progress, *, holder: int, now: datetime, away: Collection[int] = frozenset()) -> Move:
    """The floor goes to whoever is next. `holder` is who was seen speaking; whoever is `away` keeps their place."""
    check_live(progress)
    if progress.floor.holder != holder:
        raise Stale
    return _to_next(progress, now=now, away=away)


def pass_turn(progress: Progress, person: int, *, now: datetime) -> Move:
    """Passing is one tap and never explained."""
    check_live(progress)
    floor = progress.floor
    if floor.holder == person:
        return _to_next(progress, now=now)
    if person not in floor.waiting:
        raise RuleBroken("You have no turn waiting in this round.")
    return Move(replace(progress, floor=replace(floor, waiting=_without(floor.waiting, person))))


def leave_floor(progress: Progress, person: int, *, now: datetime) -> Move:
    """Somebody leaves the room for good: their turns go, and the floor goes on if they had it."""
    check_live(progress)
    floor = progress.floor
    gone = replace(
        floor,
        seats=_without(floor.seats, person),
        waiting=_without(floor.waiting, person),
        hands=_without(floor.hands, person),
    )
    without = replace(progress, floor=gone)
    return _to_next(without, now=now) if floor.holder == person else Move(without)


def join_floor(progress: Progress, person: int, *, now: datetime) -> Move:
    """Somebody comes in, or comes back: a newcomer's turn is the last of the round."""
    check_live(progress)
    floor = progress.floor
    if floor.mode not in ("round", "hands") or person == progress.presenter:
        return Move(progress)
    if person not in floor.seats:
        waiting = (*floor.waiting, person) if floor.mode == "round" else ()
        floor = replace(floor, seats=(*floor.seats, person), waiting=waiting)
    joined = replace(progress, floor=floor)
    if floor.holder is None and person in floor.waiting:
        return _to(joined, person, now=now)
    return Move(joined)


def raise_hand(progress: Progress, person: int) -> Move:
    check_live(progress)
    if not progress.part.speaking.hands:
        raise RuleBroken("Hands rest in this part. Keep your question in your tray until the next one.")
    floor = progress.floor
    return Move(replace(progress, floor=replace(floor, hands=(*_without(floor.hands, person), person))))


def lower_hand(progress: Progress, person: int) -> Move:
    check_live(progress)
    floor = progress.floor
    return Move(replace(progress, floor=replace(floor, hands=_without(floor.hands, person))))


def give_floor(progress: Progress, person: int, *, now: datetime) -> Move:
    check_live(progress)
    if progress.part.key == "break":
        raise RuleBroken("Nobody has the floor in a break.")
    if progress.part.key in QUIET and person != progress.presenter:
        raise RuleBroken("Only the presenter speaks in this part.")
    return _to(progress, person, now=now)


def rotated(seats: tuple[int, ...], turns: int) -> tuple[int, ...]:
    start = turns % len(seats) if seats else 0
    return seats[start:] + seats[:start]


def _to_next(progress: Progress, *, now: datetime, away: Collection[int] = frozenset()) -> Move:
    floor, part = progress.floor, progress.part
    ready = [person for person in (*floor.waiting, *floor.hands) if person not in away]
    if ready:
        return _to(progress, ready[0], now=now)
    if part.speaking.repeats:
        turns = tuple(person for person in rotated(floor.seats, progress.rounds) if person not in away)
        fresh = replace(progress, rounds=progress.rounds + 1, floor=replace(floor, waiting=turns))
        return _to(fresh, turns[0] if turns else None, now=now)
    return _to(progress, _falls_to(part, floor), now=now)


def _falls_to(part: Part, floor: Floor) -> int | None:
    return part.presenter if floor.mode == "presenter" else None


def _to(progress: Progress, person: int | None, *, now: datetime) -> Move:
    now = moment(progress, now)
    floor = progress.floor
    given = replace(
        floor,
        holder=person,
        since=None if person is None else now,
        held_before=held_so_far(progress, now),
        waiting=_without(floor.waiting, person),
        hands=_without(floor.hands, person),
    )
    return Move(replace(progress, floor=given), turn_lines(progress, now))


def _without(people: tuple[int, ...], person: int | None) -> tuple[int, ...]:
    return tuple(each for each in people if each != person)
