"""What happens in a meeting, told by ids only; the set is named so that recipients are found without a second look."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class MeetingChanged(Fact):
    """Anything a person in the room would see; `version` is the row's, which goes up with every change."""

    meeting_id: int
    set_id: int
    version: int


@dataclass(frozen=True, slots=True)
class MeetingStarted(Fact):
    meeting_id: int
    set_id: int


@dataclass(frozen=True, slots=True)
class MeetingClosed(Fact):
    meeting_id: int
    set_id: int


@dataclass(frozen=True, slots=True)
class MeetingAbandoned(Fact):
    meeting_id: int
    set_id: int
