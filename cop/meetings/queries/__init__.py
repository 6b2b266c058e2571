"""The door to a meeting, and what is read through it."""

from cop.meetings.queries.doors import meeting_for, meeting_in, next_meetings_of
from cop.meetings.queries.parts import asked_by, bids_in, suggested, tray_of
from cop.meetings.queries.record import Past, lines_of, past_of
from cop.meetings.queries.room import credits_in, progress_in, room_of
from cop.meetings.queries.running_order import Block
from cop.meetings.queries.stage import Stage, stage_for

__all__ = [
    "Block",
    "Past",
    "Stage",
    "asked_by",
    "bids_in",
    "credits_in",
    "lines_of",
    "meeting_for",
    "meeting_in",
    "next_meetings_of",
    "past_of",
    "progress_in",
    "room_of",
    "stage_for",
    "suggested",
    "tray_of",
]
