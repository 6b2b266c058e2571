"""The door to a meeting, and what is read through it."""

from cop.meetings.queries.airtime import Airtime, airtime_in, bids_in, lots_in, minutes_each
from cop.meetings.queries.doors import meeting_for, meeting_in, next_meetings_of
from cop.meetings.queries.plan import Plan, plan_for
from cop.meetings.queries.record import Past, lines_of, past_of
from cop.meetings.queries.room import credits_in, progress_in, room_of
from cop.meetings.queries.running_order import Block
from cop.meetings.queries.stage import Stage
from cop.meetings.queries.staging import stage_for
from cop.meetings.queries.starters import asking_of, starters_of
from cop.meetings.queries.tray import Asked, Tray, asked_now, received_by, tray_for, tray_of

__all__ = [
    "Airtime",
    "Asked",
    "Block",
    "Past",
    "Plan",
    "Stage",
    "Tray",
    "airtime_in",
    "asked_now",
    "asking_of",
    "bids_in",
    "credits_in",
    "lines_of",
    "lots_in",
    "meeting_for",
    "meeting_in",
    "minutes_each",
    "next_meetings_of",
    "past_of",
    "plan_for",
    "progress_in",
    "received_by",
    "room_of",
    "stage_for",
    "starters_of",
    "tray_for",
    "tray_of",
]
