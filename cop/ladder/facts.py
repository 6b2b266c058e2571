"""What has happened to words on their way."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class ClimbChanged(Fact):
    """Words on their way were begun, changed, put away, sent or taken back. It is told to nobody."""

    climb_id: int


@dataclass(frozen=True, slots=True)
class NamedAnswered(Fact):
    """Somebody said whether they may be named. It is told to nobody."""

    ask_id: int
