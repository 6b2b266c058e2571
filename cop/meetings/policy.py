"""Who may do what in a meeting. The door has already turned away everybody without a seat."""

from datetime import datetime

from cop.meetings import rules
from cop.meetings.rules.room import Person, Room


def can_steer(person_id: int, room: Room, *, progress: rules.Progress, now: datetime) -> bool:
    """The facilitator; while the facilitator has been away for a minute, the deputy."""
    if person_id == room.facilitator:
        return True
    away_since = room.facilitator_away_since(starts_at=progress.starts_at, now=now)
    return rules.deputy_may_steer(away_since, now=now) and person_id == room.heir(now=now)


def can_take_part(person_id: int, room: Room) -> bool:
    """Whoever is in the room, rather than before its door."""
    person = room.person(person_id)
    return person is not None and person.is_in


def can_take_turns(person_id: int, room: Room) -> bool:
    """Members in the room; the facilitator keeps the process and asks nothing."""
    return person_id in room.members


def is_presenting(person_id: int, progress: rules.Progress) -> bool:
    """Whoever has the slot that runs now."""
    return progress.presenter == person_id


def verbs(person_id: int, room: Room, *, progress: rules.Progress, now: datetime) -> frozenset[str]:
    """What the page offers this person at this moment. Every service asks again when it is pressed."""
    person = room.person(person_id)
    if person is None or progress.ended_at is not None:
        return frozenset()
    open_door = progress.is_live or rules.lobby_is_open(progress, now=now)
    offered = {"come_in": open_door and person.arrived_at is None}
    if can_steer(person_id, room, progress=progress, now=now):
        offered |= _to_steer(progress, now=now)
    if person.is_in and progress.is_live:
        offered |= _in_the_room(person, progress)
    if person_id in room.members and progress.is_live:
        offered |= _to_members(person_id, progress)
    return frozenset(verb for verb, allowed in offered.items() if allowed)


def _to_steer(progress: rules.Progress, *, now: datetime) -> dict[str, bool]:
    live, part = progress.is_live, progress.part
    last = part.key == "closing"
    return {
        "steer": True,
        "start": rules.lobby_is_open(progress, now=now),
        "note_arrivals": live or rules.lobby_is_open(progress, now=now),
        "advance": live and not last and (part.key != "agreed" or progress.agreed),
        "close": live and last,
        "order": live and part.key == "agreed",
        "extend": live and part.key != "agreed",
        "stop": live and not progress.paused,
        "resume": progress.pause is not None and progress.pause.reason != "connection",
        "give_floor": live and part.key != "break" and part.key not in rules.QUIET,
        "hand_on": live and progress.floor.holder is not None and progress.floor.mode in {"round", "hands"},
        "return": live and part.key == "explore" and not _was_clarified_again(progress),
        "swap": live and _has_another_slot(progress),
        "skip": live and part.key == "updates",
        "hand_over": True,
        "abandon": True,
    }


def _in_the_room(person: Person, progress: rules.Progress) -> dict[str, bool]:
    return {
        "affirm": progress.part.key == "opening" and person.affirmed_at is None,
        "pause": not progress.paused,
        "report": progress.part.key == "updates",
    }


def _to_members(person_id: int, progress: rules.Progress) -> dict[str, bool]:
    floor, key = progress.floor, progress.part.key
    holds, presents = floor.holder == person_id, progress.presenter == person_id
    raised = person_id in floor.hands
    may_raise = rules.SPEAKING[key].hands and not holds and person_id not in floor.waiting
    offered = {
        "raise": may_raise and not raised and not presents,
        "lower": raised,
        "pass": floor.mode == "round" and (holds or person_id in floor.waiting),
        "bid": key in {"bidding", "agreed"} and not progress.agreed,
        "abstain": key in {"bidding", "agreed"} and not progress.agreed,
        "end_early": presents and key != "review",
        "commit": presents and key in {"act", "review"},
    }
    return offered | ({"hand_on": True} if holds and floor.mode in {"round", "hands"} else {})


def _was_clarified_again(progress: rules.Progress) -> bool:
    keys = [part.key for part in progress.order if part.slot == progress.part.slot]
    return "clarify" in keys[keys.index("explore") :]


def _has_another_slot(progress: rules.Progress) -> bool:
    slot, later = progress.part.slot, progress.order[progress.at + 1 :]
    return slot is not None and any(part.slot not in {None, slot} for part in later)
