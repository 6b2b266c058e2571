"""What has happened to somebody's rights over their data."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class CopyAsked(Fact):
    """Somebody asked for everything of theirs."""

    user_id: int


@dataclass(frozen=True, slots=True)
class CopyMade(Fact):
    """It lies ready for them."""

    user_id: int


@dataclass(frozen=True, slots=True)
class ErasureAsked(Fact):
    """Somebody asked for their account to be deleted, in a while."""

    user_id: int


@dataclass(frozen=True, slots=True)
class ErasureTakenBack(Fact):
    """They stay after all."""

    user_id: int


@dataclass(frozen=True, slots=True)
class ComplaintMade(Fact):
    """Somebody complained, or asked for something to be corrected."""

    complaint_id: int


@dataclass(frozen=True, slots=True)
class ComplaintSettled(Fact):
    """It has an outcome."""

    complaint_id: int
