"""The tables of learning sets. What hangs on a set is loaded by its door, never by accident."""

from cop.sets.models.access import AccessLine, BreakGlass
from cop.sets.models.agreements import Agreement, AgreementAcceptance
from cop.sets.models.challenges import Challenge, ChallengeTurn, KeptQuestion, ReviewLine
from cop.sets.models.closing import Closing, Objection
from cop.sets.models.commitments import Commitment, ReminderRefusal
from cop.sets.models.formats import SetFormat
from cop.sets.models.reviews import SeasonAnswer
from cop.sets.models.seasons import LedgerEntry, SeasonChange, SeasonDate
from cop.sets.models.sets import LearningSet, Seat, SeatVoice

__all__ = [
    "AccessLine",
    "Agreement",
    "AgreementAcceptance",
    "BreakGlass",
    "Challenge",
    "ChallengeTurn",
    "Closing",
    "Commitment",
    "KeptQuestion",
    "LearningSet",
    "LedgerEntry",
    "Objection",
    "ReminderRefusal",
    "ReviewLine",
    "SeasonAnswer",
    "SeasonChange",
    "SeasonDate",
    "Seat",
    "SeatVoice",
    "SetFormat",
]
