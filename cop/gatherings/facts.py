"""What has happened to gatherings."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class GatheringArranged(Fact):
    """Those who read a space are asked to come together."""

    gathering_id: int


@dataclass(frozen=True, slots=True)
class GatheringChanged(Fact):
    """A gathering is at another time or place, or is called otherwise."""

    gathering_id: int


@dataclass(frozen=True, slots=True)
class GatheringCalledOff(Fact):
    """A gathering will not be."""

    gathering_id: int


@dataclass(frozen=True, slots=True)
class GatheringHidden(Fact):
    """A gathering is hidden by one of those who look after it, or stands again."""

    gathering_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class GatheringAnswered(Fact):
    """Somebody said whether they come."""

    gathering_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class GuestSeated(Fact):
    """Somebody from outside has a seat in a gathering, until a day."""

    gathering_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class GuestGone(Fact):
    """A seat in a gathering was taken back, or given back."""

    gathering_id: int
    user_id: int
