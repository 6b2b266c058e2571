"""A meeting as somebody reads it who joined the set after it, or visits it for a while."""

from typing import Any

from cop.core.seals import withhold
from cop.meetings.models import Meeting
from cop.people.models import User
from cop.sets.queries import close_history, reads_from, said_before


def close_earlier_meeting(viewer: User, meeting: Meeting) -> None:
    """Take from a meeting that is over why its order was chosen and why it ended, if this person came later."""
    if meeting.closed_at is None or not (meeting.order_reason or meeting.ended_why):
        return
    since = reads_from(viewer, meeting.set_id)
    if since is None or meeting.closed_at < since:
        withhold(meeting, said_before(), but=["pinned"])


def close_earlier_words(viewer: User, meeting: Meeting, *, shown: dict[str, Any]) -> None:
    """Take from what a stage shows whatever was said before this person came. Turns and minutes stay, and so does the
    running order: it is how the set meets, and nothing that was said."""
    past = shown.get("past")
    close_history(
        viewer, meeting.set_id, of=[*shown.get("due", ()), *shown.get("made", ()), *(past.commitments if past else ())]
    )
