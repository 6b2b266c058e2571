"""The tables of meetings."""

from cop.meetings.models.meetings import SENTENCE, Abstention, Attendance, Bid, Meeting, PresenceLease, RecordLine
from cop.meetings.models.questions import QUESTION, TrayQuestion
from cop.meetings.models.roles import (
    PRIVATE_WORD,
    VISITOR_NAME,
    GoAhead,
    PrivateWord,
    Visitor,
    VisitorKind,
    VisitorVoice,
)

__all__ = [
    "PRIVATE_WORD",
    "QUESTION",
    "SENTENCE",
    "VISITOR_NAME",
    "Abstention",
    "Attendance",
    "Bid",
    "GoAhead",
    "Meeting",
    "PresenceLease",
    "PrivateWord",
    "RecordLine",
    "TrayQuestion",
    "Visitor",
    "VisitorKind",
    "VisitorVoice",
]
