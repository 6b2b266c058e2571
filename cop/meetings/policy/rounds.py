"""Who may do what in a round of a gathering. The door has already turned away everybody who may not read its space."""

from datetime import datetime
from typing import Any

from cop.communities import policy as places
from cop.communities.models import Space
from cop.meetings.rules import Progress
from cop.meetings.rules.rounds import Gathered


def can_look_on(viewer: Any, space: Space) -> bool:
    """Whoever reads the space."""
    return places.can_read_space(viewer, space)


def can_gather(viewer: Any, space: Space) -> bool:
    """Open a round, or come into one: whoever posts in the space, while its community uses rounds."""
    return space.community.uses("rounds") and places.can_post(viewer, space)


def can_keep(person_id: int, gathered: Gathered) -> bool:
    """Begin, move on, finish, and leave the round to another."""
    return person_id == gathered.keeper


def can_take_on(person_id: int, gathered: Gathered, *, now: datetime) -> bool:
    """Keep the round from now on: anybody in it, once nobody has heard of its keeper for a minute."""
    return person_id in gathered.ids and person_id != gathered.keeper and gathered.is_without_keeper(now=now)


def can_hand_on(person_id: int, gathered: Gathered, *, progress: Progress) -> bool:
    """Whoever has the turn, and whoever keeps the round."""
    return person_id == progress.floor.holder or can_keep(person_id, gathered)


def verbs(viewer: Any, space: Space, *, gathered: Gathered, progress: Progress, now: datetime) -> frozenset[str]:
    """What the page offers this person at this moment. Every service asks again when it is pressed."""
    own, floor = viewer.id, progress.floor
    if progress.ended_at is not None:
        return frozenset()
    keeps, live, last = can_keep(own, gathered), progress.is_live, progress.is_at_its_last_part
    offered = {
        "come_in": own not in gathered.ids and can_gather(viewer, space),
        "go": own in gathered.ids,
        "take_on": can_take_on(own, gathered, now=now),
        "begin": keeps and not live,
        "move_on": keeps and live and not last,
        "finish": keeps,
        "leave_to": keeps and len(gathered.people) > 1,
        "hand_on": floor.holder is not None and can_hand_on(own, gathered, progress=progress),
        "pass": own == floor.holder or own in floor.waiting,
    }
    return frozenset(verb for verb, allowed in offered.items() if allowed)
