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


@dataclass(frozen=True, slots=True)
class PersonGone(Fact):
    """Somebody is outside from this moment; `connections` are the sockets with which they were in the room."""

    meeting_id: int
    user_id: int
    connections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundChanged(Fact):
    """Anything that somebody in a round of a gathering would see."""

    round_id: int
    version: int


@dataclass(frozen=True, slots=True)
class RoundLost(Fact):
    """The round is not there any more for somebody who was in it: they lost its space, or it was deleted."""

    round_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class PrivateWordSaid(Fact):
    meeting_id: int
    from_id: int
    to_id: int
