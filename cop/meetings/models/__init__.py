"""The tables of meetings."""

from cop.meetings.models.heard import HeardCommitment
from cop.meetings.models.meetings import SENTENCE, Abstention, Attendance, Bid, Meeting, PresenceLease, RecordLine
from cop.meetings.models.questions import QUESTION, Asking, Coaching, Starters, TrayQuestion, Writing
from cop.meetings.models.roles import (
    PRIVATE_WORD,
    VISITOR_NAME,
    GoAhead,
    PrivateWord,
    Visitor,
    VisitorKind,
    VisitorVoice,
)
from cop.meetings.models.rounds import Round, RoundSeat

__all__ = [
    "PRIVATE_WORD",
    "QUESTION",
    "SENTENCE",
    "VISITOR_NAME",
    "Abstention",
    "Asking",
    "Attendance",
    "Bid",
    "Coaching",
    "GoAhead",
    "HeardCommitment",
    "Meeting",
    "PresenceLease",
    "PrivateWord",
    "RecordLine",
    "Round",
    "RoundSeat",
    "Starters",
    "TrayQuestion",
    "Visitor",
    "VisitorKind",
    "VisitorVoice",
    "Writing",
]
