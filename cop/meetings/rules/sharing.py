"""A meeting's running order for the set's way of sharing its time."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from cop.meetings.rules.values import Progress
from cop.sets.rules import Format, Sharing, break_minutes, places


def shared(progress: Progress, sharing: Sharing, *, members: int) -> Progress:
    """A meeting still to come, as the set shares time. In a rotation nobody bids, so the bids' minutes go to slots."""
    if sharing == "bid":
        return progress
    order = tuple(part for part in progress.order if sharing != "rotation" or part.key != "bidding")
    planned = replace(progress, order=order)
    fitting = places(sharing, room_minutes=slot_room(planned), slot_minutes=progress.slot_minutes, willing=members)
    return replace(planned, slots=fitting)


def sharing_in(running_order: Format, *, agreed: Sharing) -> Sharing:
    """How a meeting shares its time: as agreed, unless the running order says itself who presents."""
    if running_order.presenters == "some":
        return agreed
    return "rotation" if running_order.presenters == "all" else "bid"


def slot_room(progress: Progress) -> int:
    """Whole minutes that the frame and the break leave for slots."""
    frame = sum(part.planned for part in progress.order if part.slot is None and part.key != "break")
    free = progress.meeting_minutes + progress.later - break_minutes(progress.meeting_minutes) - -(-frame // 60)
    return max(free, 0)


def stretched(seconds: Sequence[int], total: int) -> tuple[int, ...]:
    """The same proportions in another length: whole seconds that add up to `total` exactly."""
    ends = [each * total // sum(seconds) for each in accumulate(seconds, initial=0)]
    return tuple(later - earlier for earlier, later in pairwise(ends))
