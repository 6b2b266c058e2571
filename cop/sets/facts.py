"""What happens in a learning set, told to other capabilities by ids only."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class SetFormed(Fact):
    set_id: int


@dataclass(frozen=True, slots=True)
class SeasonPlanned(Fact):
    set_id: int
    season_date_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SeatOffered(Fact):
    set_id: int
    seat_id: int


@dataclass(frozen=True, slots=True)
class SeatTaken(Fact):
    set_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class SeatLeft(Fact):
    set_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class SeatDeclined(Fact):
    set_id: int
    seat_id: int


@dataclass(frozen=True, slots=True)
class SeatWithdrawn(Fact):
    set_id: int
    seat_id: int


@dataclass(frozen=True, slots=True)
class NewcomerAnswered(Fact):
    """Somebody who sits in the set says yes to a seat that is offered, or objects."""

    set_id: int
    seat_id: int


@dataclass(frozen=True, slots=True)
class RolesChanged(Fact):
    """Somebody else facilitates, or stands in for the facilitator."""

    set_id: int


@dataclass(frozen=True, slots=True)
class AgreementWritten(Fact):
    set_id: int
    agreement_id: int


@dataclass(frozen=True, slots=True)
class AgreementAccepted(Fact):
    set_id: int
    agreement_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class FormatChosen(Fact):
    """The set's meetings to come run in another order than before."""

    set_id: int


@dataclass(frozen=True, slots=True)
class SetBegan(Fact):
    """Everybody who sits in the set has accepted its agreement: its meetings may open."""

    set_id: int


@dataclass(frozen=True, slots=True)
class CommitmentMade(Fact):
    set_id: int
    commitment_id: int


@dataclass(frozen=True, slots=True)
class CommitmentReported(Fact):
    set_id: int
    commitment_id: int


@dataclass(frozen=True, slots=True)
class CommitmentDeleted(Fact):
    set_id: int
    commitment_id: int


@dataclass(frozen=True, slots=True)
class ChallengeShown(Fact):
    """What a set may see of somebody's challenge has changed: it is brought to a meeting, or put in other words."""

    set_id: int
    challenge_id: int


@dataclass(frozen=True, slots=True)
class ChallengeTakenBack(Fact):
    """Somebody does not bring it to these meetings after all, or has deleted it."""

    set_id: int
    user_id: int
    season_date_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SeasonChanged(Fact):
    """A date was `moved`, `cancelled` or `added`, and the others are numbered anew."""

    set_id: int
    season_date_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class SetClosed(Fact):
    """The set has come to its end: it is read for some time, and nothing is added."""

    set_id: int


@dataclass(frozen=True, slots=True)
class SetEmptied(Fact):
    """What was said in the set is being deleted; its key is destroyed."""

    set_id: int
