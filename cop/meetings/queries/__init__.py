"""The door to a meeting, and what is read through it."""

from cop.meetings.queries.airtime import Airtime, airtime_in, bids_in, lots_in, minutes_each
from cop.meetings.queries.doors import meeting_for, meeting_in, next_meetings_of
from cop.meetings.queries.parts import asked_by, tray_of
from cop.meetings.queries.record import Past, lines_of, past_of
from cop.meetings.queries.room import credits_in, progress_in, room_of
from cop.meetings.queries.running_order import Block
from cop.meetings.queries.stage import Stage, stage_for

__all__ = [
    "Airtime",
    "Block",
    "Past",
    "Stage",
    "airtime_in",
    "asked_by",
    "bids_in",
    "credits_in",
    "lines_of",
    "lots_in",
    "meeting_for",
    "meeting_in",
    "minutes_each",
    "next_meetings_of",
    "past_of",
    "progress_in",
    "room_of",
    "stage_for",
    "tray_of",
]
