"""Through a door to the stage of one viewer, with all that the page shows read at once."""

from datetime import datetime
from typing import Any

from cop.meetings import policy, rules
from cop.meetings.models import Meeting, Visitor
from cop.meetings.queries.airtime import airtime_in, lots_in
from cop.meetings.queries.brought import brought_by
from cop.meetings.queries.doors import meeting_for, meeting_in
from cop.meetings.queries.history import close_earlier_meeting, close_earlier_words
from cop.meetings.queries.record import lines_of, past_of
from cop.meetings.queries.room import progress_in, room_of
from cop.meetings.queries.stage import Stage
from cop.meetings.queries.tray import asked_now, kept_by
from cop.meetings.queries.visits import visits_in
from cop.meetings.rules.room import Person, Room
from cop.people.models import User
from cop.sets.models import SeasonDate
from cop.sets.queries import commitments_of, due_commitments, prepared_for, waiting_for


def stage_for(viewer: User, meeting_id: int, *, now: datetime) -> Stage:
    """Through the door, and then all that one stage needs in a handful of queries."""
    meeting = meeting_for(viewer, meeting_id)
    close_earlier_meeting(viewer, meeting)
    room = room_of(meeting)
    progress = progress_in(meeting, room, now=now)
    learning_set, date = meeting_in(meeting)
    me = room.person(viewer.id)
    assert me is not None  # noqa: S101  the door lets nobody in who has no seat
    may = policy.verbs(viewer.id, room, progress=progress, now=now)
    own = _of_the_part(meeting, date, progress, room=room)
    own["asked"] = asked_now(viewer, meeting_id, progress=progress)
    own["kept"] = kept_by(viewer, meeting_id, progress=progress)
    own["visits"] = visits_in(meeting, room, viewer_id=viewer.id, now=now) if room.visitors else ()
    close_earlier_words(viewer, meeting, shown=own)
    if "bid" in may and progress.part.key == "bidding":
        own["prepared"] = prepared_for(viewer, meeting.set_id, season_date_id=meeting.id)
    if progress.is_live and me.arrived_at is None:
        own["still_to_accept"] = waiting_for(meeting.set_id) & {viewer.id}
    if viewer.id == room.facilitator and _is_asked_in(progress):
        lines, shown = lines_of(meeting.id), own["asked"]
        own["balance"] = rules.balance(progress, lines, now=now)
        own["lull_at"] = rules.lull_at(progress, lines, asked_at=shown.at if shown else None)
    return Stage(meeting, learning_set, date, room, progress, me, now, may, away=room.away(now=now), **own)


def stage_of_visitor(visitor: Visitor, meeting: Meeting, *, now: datetime) -> Stage:
    """The room as it is now, for somebody who looks on: nothing kept, nothing earlier, nothing to press."""
    room = room_of(meeting)
    progress = progress_in(meeting, room, now=now)
    learning_set, date = meeting_in(meeting)
    me = Person(0, visitor.name)
    asked = asked_now(User(id=me.id), meeting.id, progress=progress)
    return Stage(
        meeting, learning_set, date, room, progress, me, now, frozenset(), asked=asked, away=room.away(now=now)
    )


def _is_asked_in(progress: rules.Progress) -> bool:
    """A slot, or a part of the frame in which the set looks back on its slots."""
    return progress.is_live and (progress.part.slot is not None or progress.part.key in {"set_review", "closing"})


def _of_the_part(meeting: Meeting, date: SeasonDate, progress: rules.Progress, *, room: Room) -> dict[str, Any]:
    if progress.ended_at is not None:
        return {"past": past_of(meeting), "lots": lots_in(meeting, room)}
    if progress.state == "lobby":
        return {"still_to_accept": waiting_for(meeting.set_id)}
    key = progress.part.key
    own: dict[str, Any] = {}
    if key in {"bidding", "agreed"}:
        own["airtime"] = airtime_in(meeting, room, progress=progress)
    if key == "updates":
        own["due"] = due_commitments(meeting.set_id, at_meeting=date.number)
    if progress.part.slot is not None and progress.presenter is not None:
        own["brought"] = brought_by(progress.presenter, meeting.id)
    if progress.part.speaking.commits and progress.presenter is not None:
        own["made"] = [
            each for each in commitments_of(meeting.set_id, user_id=progress.presenter) if each.made_at_id == meeting.id
        ]
    return own
