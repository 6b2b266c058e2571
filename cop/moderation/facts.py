"""What has happened where somebody looks after what is said."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class ReportMade(Fact):
    """Somebody asked the core group to look at something."""

    report_id: int


@dataclass(frozen=True, slots=True)
class ItemDecided(Fact):
    """Somebody of the core group decided about something that was said, and wrote down why."""

    act_id: int


@dataclass(frozen=True, slots=True)
class AppealMade(Fact):
    """Somebody sees a decision about their own words otherwise."""

    appeal_id: int


@dataclass(frozen=True, slots=True)
class PersonSilenced(Fact):
    """Somebody reads and does not write for a time, or writes again before it is over."""

    silence_id: int
