"""Turns: who has the floor, who is next, and whose hand is up. None of these is a move, so no step is counted."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from cop.core.errors import RuleBroken, Stale
from cop.meetings.rules.guards import check_live
from cop.meetings.rules.pairs import joined, paired, parted
from cop.meetings.rules.queue import added, in_line, once_less, repeats, rotated, without
from cop.meetings.rules.record import held_so_far, moment, turn_lines
from cop.meetings.rules.values import Floor, Move, Part, Progress


def with_floor(progress: Progress, *, room: Sequence[int], now: datetime) -> Progress:
    """The floor as a part opens. In a slot the presenter is asked, not asking, so has no turn in its rounds."""
    part, speaking = progress.part, progress.part.speaking
    kept = _kept(progress.floor, part)
    if speaking.mode == "none":
        return replace(progress, floor=kept)
    if speaking.mode == "hands":
        return replace(progress, floor=replace(kept, mode="hands", seats=tuple(room)))
    if speaking.mode == "pairs":
        return replace(progress, floor=replace(kept, mode="pairs", seats=tuple(room), pairs=paired(room)))
    if speaking.mode == "presenter":
        return replace(progress, floor=replace(kept, mode="presenter", holder=part.presenter, since=now))
    seats = tuple(person for person in room if person != part.presenter)
    if part.asks and kept.asking != "round":
        return replace(progress, floor=replace(kept, mode=kept.asking, seats=seats))
    turns = rotated(seats, progress.rounds)
    if speaking.presenter_first and part.presenter is not None:
        turns = (part.presenter, *turns)
    opened = replace(kept, mode="round", seats=seats, waiting=turns)
    begun = replace(progress, rounds=progress.rounds + 1, floor=opened)
    return _to(begun, turns[0], now=now).progress if turns else begun


def hand_on(progress: Progress, *, holder: int | None, now: datetime, away: Collection[int] = frozenset()) -> Move:
    """The floor goes to whoever is next. `holder` is who was seen speaking; whoever is `away` keeps their place."""
    check_live(progress)
    if progress.floor.holder != holder:
        raise Stale
    return _to_next(progress, now=now, away=away)


def pass_turn(progress: Progress, person: int, *, now: datetime, away: Collection[int] = frozenset()) -> Move:
    """Passing is one tap and never explained; it does not count as having asked."""
    check_live(progress)
    floor = progress.floor
    if floor.holder == person:
        counted = progress.part.asks and floor.asked[-1:] == (person,)
        unasked = replace(floor, asked=floor.asked[:-1] if counted else floor.asked)
        return _to_next(replace(progress, floor=unasked), now=now, away=away, kind="pass")
    if person not in floor.waiting:
        raise RuleBroken("You have no turn waiting in this round.")
    waiting = once_less(floor.waiting, person)
    return Move(replace(progress, floor=replace(floor, waiting=waiting, done=added(floor.done, person))))


def leave_floor(progress: Progress, person: int, *, now: datetime) -> Move:
    """Somebody leaves the room for good: their turns go, and the floor goes on if they had it."""
    check_live(progress)
    floor = progress.floor
    gone = replace(
        floor,
        table=floor.table or floor.seats,
        seats=without(floor.seats, person),
        waiting=without(floor.waiting, person),
        hands=without(floor.hands, person),
        pairs=parted(floor.pairs, person),
    )
    rest = replace(progress, floor=gone)
    return _to_next(rest, now=now) if floor.holder == person else Move(rest)


def join_floor(progress: Progress, person: int, *, now: datetime) -> Move:
    """Somebody comes in, or comes back to their seat: a turn that they have not had is the last of the round."""
    check_live(progress)
    floor = progress.floor
    if floor.mode in ("presenter", "none") or person == progress.presenter:
        return Move(progress)
    if person not in floor.seats:
        table = added(floor.table or floor.seats, person)
        seats = tuple(each for each in table if each in floor.seats or each == person)
        due = floor.mode == "round" and person not in (*floor.done, floor.holder)
        pairs = joined(floor.pairs, person) if floor.mode == "pairs" else floor.pairs
        waiting = added(floor.waiting, person) if due else floor.waiting
        floor = replace(floor, table=table, seats=seats, waiting=waiting, pairs=pairs)
    inside = replace(progress, floor=floor)
    if floor.holder is None and floor.mode != "hands" and person in in_line(floor):
        return _to(inside, person, now=now)
    return Move(inside)


def raise_hand(progress: Progress, person: int, *, now: datetime) -> Move:
    """Wait for the floor, in one's place however often one asks; where no round is under way, take it if it is free."""
    check_live(progress)
    floor = progress.floor
    if not progress.part.speaking.hands:
        raise RuleBroken("Hands rest in this part. Keep your question in your tray until the next one.")
    if floor.holder == person:
        raise RuleBroken("You have the floor already.")
    if floor.holder is None and floor.mode in ("balanced", "open"):
        return _to(progress, person, now=now)
    return Move(replace(progress, floor=replace(floor, hands=added(floor.hands, person))))


def lower_hand(progress: Progress, person: int) -> Move:
    check_live(progress)
    floor = progress.floor
    return Move(replace(progress, floor=replace(floor, hands=without(floor.hands, person))))


def give_floor(progress: Progress, person: int, *, now: datetime) -> Move:
    check_live(progress)
    if progress.part.speaking.mode == "none":
        raise RuleBroken("Nobody has the floor in a break.")
    if progress.part.speaking.quiet and person != progress.presenter:
        raise RuleBroken("Only the presenter speaks in this part.")
    return Move(progress) if progress.floor.holder == person else _to(_turn_over(progress), person, now=now)


def _kept(before: Floor, part: Part) -> Floor:
    """What a slot remembers from one of its parts to the next."""
    if part.slot is None or before.slot != part.slot:
        return Floor(slot=part.slot)
    return Floor(slot=part.slot, asking=before.asking, asked=before.asked)


def _to_next(
    progress: Progress,
    *,
    now: datetime,
    away: Collection[int] = frozenset(),
    kind: Literal["turn", "pass"] = "turn",
) -> Move:
    progress = _turn_over(progress)
    if all(each in away for each in in_line(progress.floor)):
        progress = _next_round(progress, away=away)
    ready = (each for each in in_line(progress.floor) if each not in away)
    return _to(progress, next(ready, _falls_to(progress.part, progress.floor)), now=now, kind=kind)


def _next_round(progress: Progress, *, away: Collection[int]) -> Progress:
    """Whoever was away at their turn has it first when they are back; that is one turn, however long they were gone."""
    floor = progress.floor
    if not repeats(progress) or all(each in away for each in floor.seats):
        return progress
    turns = (*dict.fromkeys(floor.waiting), *rotated(floor.seats, progress.rounds))
    return replace(progress, rounds=progress.rounds + 1, floor=replace(floor, waiting=turns, done=()))


def _falls_to(part: Part, floor: Floor) -> int | None:
    return part.presenter if floor.mode == "presenter" else None


def _turn_over(progress: Progress) -> Progress:
    floor = progress.floor
    if floor.mode != "round" or floor.holder is None:
        return progress
    return replace(progress, floor=replace(floor, done=added(floor.done, floor.holder)))


def _to(progress: Progress, person: int | None, *, now: datetime, kind: Literal["turn", "pass"] = "turn") -> Move:
    now = moment(progress, now)
    floor, part = progress.floor, progress.part
    asked = floor.asked
    if person is not None and part.asks and person != part.presenter:
        asked = (*asked, person)
    given = replace(
        floor,
        holder=person,
        since=None if person is None else now,
        held_before=held_so_far(progress, now),
        waiting=once_less(floor.waiting, person),
        hands=without(floor.hands, person),
        follow_up=False,
        asked=asked,
    )
    return Move(replace(progress, floor=given), turn_lines(progress, now, kind=kind))
