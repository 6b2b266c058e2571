"""What has happened to words that were begun."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class DraftKept(Fact):
    """Somebody wrote on in something that they have not sent."""

    draft_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class DraftGone(Fact):
    """It was sent, emptied or thrown away."""

    draft_id: int
    user_id: int
