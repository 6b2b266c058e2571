"""Who may do what in a meeting. The door has already turned away everybody without a seat."""

from datetime import datetime

from cop.meetings import rules
from cop.meetings.models import HeardCommitment
from cop.meetings.rules.room import Person, Room
from cop.people.models import User


def can_steer(person_id: int, room: Room, *, progress: rules.Progress, now: datetime) -> bool:
    """The facilitator; while the facilitator has been away for a minute, the deputy or whoever took it on.

    Where nobody facilitates everybody in the room steers; what changes the order of things takes two of them.
    """
    if not room.is_led:
        return can_take_part(person_id, room)
    if person_id == room.facilitator:
        return True
    heir = room.heir(presenter=progress.presenter, now=now)
    return person_id == heir and _is_without_facilitator(room, progress=progress, now=now)


def who_steers(room: Room, *, progress: rules.Progress, now: datetime) -> int | None:
    """Whoever has the controls at this moment; nobody where nobody facilitates, or while nobody took them on."""
    if not room.is_led:
        return None
    if _is_without_facilitator(room, progress=progress, now=now):
        return room.heir(presenter=progress.presenter, now=now)
    return room.facilitator


def can_be_written_to(person_id: int, room: Room) -> bool:
    """Whoever facilitates, and those who may come to stand in: a line goes to whom its writer saw named."""
    return room.is_led and person_id in room.may_come_to_steer


def can_hand_over(person_id: int, room: Room) -> bool:
    """Only whoever facilitates: a deputy who stands in gives the meeting back, to nobody else."""
    return person_id == room.facilitator


def can_answer(person_id: int, room: Room) -> bool:
    """Whoever has been asked to take the meeting over, in the room."""
    return person_id == room.offered_to and can_take_part(person_id, room)


def can_stand_in(person_id: int, room: Room, *, progress: rules.Progress, now: datetime) -> bool:
    """Anybody who is there and does not present, when the facilitator has been gone for a minute and no deputy is."""
    there = {each.id for each in room.there(now=now)} - {progress.presenter}
    nobody = room.heir(presenter=progress.presenter, now=now) is None
    return room.is_led and person_id in there and nobody and _is_without_facilitator(room, progress=progress, now=now)


def can_go_ahead(person_id: int, room: Room, *, progress: rules.Progress) -> bool:
    """Whoever is in a lobby with too few in it, and has not said yes yet."""
    person = room.person(person_id)
    few = progress.state == "lobby" and room.lacking(by=person_id) > 0
    return few and person is not None and person.is_in and not person.goes_ahead


def can_put_off(person_id: int, room: Room, *, progress: rules.Progress, now: datetime) -> bool:
    """Whoever steers, once the presenter has been away for five minutes."""
    steers = can_steer(person_id, room, progress=progress, now=now)
    return steers and progress.is_live and _waits_in_vain(room, progress, now=now)


def can_keep_time(person_id: int, room: Room, *, progress: rules.Progress, now: datetime) -> bool:
    """Move on and give more time: the timekeeper in the room, and whoever steers."""
    keeps = person_id == room.timekeeper and can_take_part(person_id, room)
    return keeps or can_steer(person_id, room, progress=progress, now=now)


def can_write_for_others(person_id: int, room: Room, *, progress: rules.Progress, now: datetime) -> bool:
    """Around one table: whoever runs the screen that stands on it."""
    return room.around_table and can_steer(person_id, room, progress=progress, now=now)


def can_write_down(person_id: int, room: Room, *, progress: rules.Progress, now: datetime) -> bool:
    """What the presenter says they will do: whoever steers, where somebody facilitates."""
    return room.is_led and can_steer(person_id, room, progress=progress, now=now)


def can_make_own(user: User, heard: HeardCommitment) -> bool:
    """Whoever said it, and nobody for them."""
    return heard.user_id == user.id


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
    offered = {"come_in": open_door and (person.arrived_at is None or person.left_at is not None)}
    if can_steer(person_id, room, progress=progress, now=now):
        offered |= _to_steer(room, progress, now=now) | _around_table(room, progress)
    if can_keep_time(person_id, room, progress=progress, now=now):
        offered |= _to_keep_time(room, progress)
    offered |= _of_roles(person_id, room, progress=progress, now=now)
    if person.is_in and progress.is_live:
        offered |= _in_the_room(person, progress)
        offered["leave_early"] = person_id != room.facilitator
    if person_id in room.members and progress.is_live:
        offered |= _to_members(person_id, progress)
    return frozenset(verb for verb, allowed in offered.items() if allowed)


def _to_steer(room: Room, progress: rules.Progress, *, now: datetime) -> dict[str, bool]:
    live, part = progress.is_live, progress.part
    last, presents = part.key == "closing", progress.presenter is not None
    return {
        "steer": True,
        "start": rules.lobby_is_open(progress, now=now),
        "note_arrivals": live or rules.lobby_is_open(progress, now=now),
        "close": live and last,
        "order": live and part.key == "agreed",
        "choose": live and _waits_in_vain(room, progress, now=now),
        "stop": live and not progress.paused,
        "resume": progress.pause is not None and progress.pause.reason != "connection",
        "give_floor": live and room.is_led and part.speaking.mode != "none" and not part.speaking.quiet,
        "hand_on": _floor_goes_on(progress),
        "follow_up": rules.may_follow_up(progress),
        "choose_asking": rules.may_choose_asking(progress),
        "return": rules.may_go_back(progress),
        "swap": live and _has_another_slot(progress),
        "skip": live and part.key == "updates",
        "write_down": live and presents and part.speaking.commits and room.is_led and not room.around_table,
        "name_timekeeper": True,
        "ask_visitor": not live,
        "send_visitor_away": True,
        "abandon": True,
    }


def _around_table(room: Room, progress: rules.Progress) -> dict[str, bool]:
    """What whoever runs the one screen on the table may write for the others."""
    writes, key = room.around_table and progress.is_live, progress.part.key
    return {
        "sit_together": not room.around_table,
        "sit_apart": room.around_table,
        "write_for": writes,
        "affirm_together": writes and key == "opening",
        "bid_for": writes and key in {"bidding", "agreed"} and not progress.agreed,
        "report_for": writes and key == "updates",
        "commit_for": writes and progress.presenter is not None and progress.part.speaking.commits,
        "end_early_for": writes and rules.may_end_early(progress),
        "nod": writes and key != "agreed",
    }


def _to_keep_time(room: Room, progress: rules.Progress) -> dict[str, bool]:
    live, key, asked = progress.is_live, progress.part.key, progress.later_asked
    return {
        "keep_time": live,
        "advance": live and key != "closing" and (key != "agreed" or progress.agreed),
        "extend": live and key != "agreed",
        "ask_later": live and key != "agreed" and asked is None and not room.around_table,
        "withdraw_later": asked is not None and not asked.declined,
    }


def _of_roles(person_id: int, room: Room, *, progress: rules.Progress, now: datetime) -> dict[str, bool]:
    hands_over = can_hand_over(person_id, room)
    return {
        "hand_over": hands_over and room.offered_to is None,
        "withdraw_offer": hands_over and room.offered_to is not None,
        "answer": can_answer(person_id, room),
        "go_ahead": can_go_ahead(person_id, room, progress=progress),
        "stand_in": can_stand_in(person_id, room, progress=progress, now=now),
    }


def _in_the_room(person: Person, progress: rules.Progress) -> dict[str, bool]:
    return {
        "affirm": progress.part.key == "opening" and person.affirmed_at is None,
        "pause": not progress.paused or (progress.pause is not None and progress.pause.reason == "silence"),
        "silence": not progress.paused,
        "say_leaving": not progress.part.speaking.quiet,
        "report": progress.part.key == "updates",
        "answer_later": progress.later_asked is not None and not progress.later_asked.declined,
    }


def _to_members(person_id: int, progress: rules.Progress) -> dict[str, bool]:
    floor, key = progress.floor, progress.part.key
    holds, presents = floor.holder == person_id, progress.presenter == person_id
    raised = person_id in floor.hands
    may_raise = progress.part.speaking.hands and not holds and person_id not in floor.waiting
    offered = {
        "raise": may_raise and not raised and not presents,
        "lower": raised,
        "pass": floor.mode in {"round", "balanced", "open"} and (holds or person_id in floor.waiting),
        "bid": key in {"bidding", "agreed"} and not progress.agreed,
        "abstain": key in {"bidding", "agreed"} and not progress.agreed,
        "end_early": presents and rules.may_end_early(progress),
        "want_more": presents and not progress.wants_more,
        "commit": presents and progress.part.speaking.commits,
    }
    if presents:
        offered |= {"choose_asking": rules.may_choose_asking(progress)}
    if holds:
        offered |= {"hand_on": _floor_goes_on(progress), "follow_up": rules.may_follow_up(progress)}
    return offered


def _floor_goes_on(progress: rules.Progress) -> bool:
    """Whether there is a turn to hand on, or somebody to hand a free floor to."""
    floor = progress.floor
    held = floor.holder is not None and (floor.mode, floor.holder) != ("presenter", progress.presenter)
    return progress.is_live and (held or bool(floor.hands) or bool(floor.waiting))


def _waits_in_vain(room: Room, progress: rules.Progress, *, now: datetime) -> bool:
    choice_at = room.presenter_choice_at(progress.presenter, now=now)
    return choice_at is not None and now >= choice_at


def _is_without_facilitator(room: Room, *, progress: rules.Progress, now: datetime) -> bool:
    away_since = room.facilitator_away_since(starts_at=progress.starts_at, now=now) if room.is_led else None
    return rules.deputy_may_steer(away_since, now=now)


def _has_another_slot(progress: rules.Progress) -> bool:
    slot, later = progress.part.slot, progress.order[progress.at + 1 :]
    return slot is not None and any(part.slot not in {None, slot} for part in later)
