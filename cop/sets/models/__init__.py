"""The tables of learning sets. What hangs on a set is loaded by its door, never by accident."""

from cop.sets.models.agreements import Agreement, AgreementAcceptance
from cop.sets.models.challenges import Challenge, ChallengeTurn, KeptQuestion, ReviewLine
from cop.sets.models.commitments import Commitment, ReminderRefusal
from cop.sets.models.formats import FormatText, SetFormat
from cop.sets.models.seasons import LedgerEntry, SeasonChange, SeasonDate
from cop.sets.models.sets import LearningSet, Seat

__all__ = [
    "Agreement",
    "AgreementAcceptance",
    "Challenge",
    "ChallengeTurn",
    "Commitment",
    "FormatText",
    "KeptQuestion",
    "LearningSet",
    "LedgerEntry",
    "ReminderRefusal",
    "ReviewLine",
    "SeasonChange",
    "SeasonDate",
    "Seat",
    "SetFormat",
]
