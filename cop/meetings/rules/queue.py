"""Who waits for the floor, and in which order."""

from collections.abc import Collection

from cop.meetings.rules.values import Floor, Progress


def next_up(progress: Progress, *, away: Collection[int] = frozenset()) -> tuple[int, ...]:
    """The two who speak next, at most; where rounds repeat, the next round is looked into."""
    floor = progress.floor
    again = rotated(floor.seats, progress.rounds) if repeats(progress) else ()
    return tuple(dict.fromkeys(each for each in (*in_line(floor), *again) if each not in away))[:2]


def in_line(floor: Floor) -> tuple[int, ...]:
    """Who waits, in order: the round, then hands. Where turns are balanced, whoever has asked least comes first."""
    if floor.mode == "balanced":
        return tuple(sorted(floor.hands, key=floor.asked.count))
    return (*floor.waiting, *floor.hands)


def repeats(progress: Progress) -> bool:
    return progress.floor.mode == "round" and progress.part.speaking.repeats


def rotated(seats: tuple[int, ...], turns: int) -> tuple[int, ...]:
    start = turns % len(seats) if seats else 0
    return seats[start:] + seats[:start]


def added(people: tuple[int, ...], person: int) -> tuple[int, ...]:
    return people if person in people else (*people, person)


def without(people: tuple[int, ...], person: int | None) -> tuple[int, ...]:
    return tuple(each for each in people if each != person)


def once_less(people: tuple[int, ...], person: int | None) -> tuple[int, ...]:
    at = people.index(person) if person in people else len(people)
    return people[:at] + people[at + 1 :]
