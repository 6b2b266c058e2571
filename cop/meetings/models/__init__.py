"""The tables of meetings."""

from cop.meetings.models.meetings import SENTENCE, Abstention, Attendance, Bid, Meeting, PresenceLease, RecordLine
from cop.meetings.models.questions import QUESTION, TrayQuestion

__all__ = [
    "QUESTION",
    "SENTENCE",
    "Abstention",
    "Attendance",
    "Bid",
    "Meeting",
    "PresenceLease",
    "RecordLine",
    "TrayQuestion",
]
