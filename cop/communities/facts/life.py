"""What has happened to communities and spaces as such."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class CommunityFounded(Fact):
    """A community stands, with its first space and its founder as coordinator."""

    community_id: int


@dataclass(frozen=True, slots=True)
class FoundingProposed(Fact):
    """Somebody proposes a community, asks others too, or chose another day for its first gathering."""

    founding_id: int


@dataclass(frozen=True, slots=True)
class FoundingAnswered(Fact):
    """Somebody who was asked to found a community has said yes or no."""

    founding_id: int


@dataclass(frozen=True, slots=True)
class FoundingWithdrawn(Fact):
    """A proposed community will not be."""

    founding_id: int


@dataclass(frozen=True, slots=True)
class CommunityBegun(Fact):
    """What was proposed stands: its first space waits for a first gathering and the first words."""

    founding_id: int
    community_id: int
    space_id: int


@dataclass(frozen=True, slots=True)
class AgreementWritten(Fact):
    """How a community works together is written down anew, and everybody in it is asked to accept it."""

    community_id: int


@dataclass(frozen=True, slots=True)
class AgreementAccepted(Fact):
    """Somebody has accepted how a community works together, as it stands now."""

    community_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class ModuleVoteOpened(Fact):
    """A member asks the others to switch a part of the community on or off."""

    vote_id: int


@dataclass(frozen=True, slots=True)
class ModuleVoted(Fact):
    """Somebody has voted."""

    vote_id: int


@dataclass(frozen=True, slots=True)
class ModuleSwitched(Fact):
    """A community uses another part from now on, or one part less."""

    community_id: int


@dataclass(frozen=True, slots=True)
class StageChosen(Fact):
    """Those who carry a community said at which stage it is."""

    community_id: int


@dataclass(frozen=True, slots=True)
class ClosingAnnounced(Fact):
    """A community closes in thirty days."""

    community_id: int


@dataclass(frozen=True, slots=True)
class ClosingTakenBack(Fact):
    """A community that was to close goes on."""

    community_id: int


@dataclass(frozen=True, slots=True)
class CommunityClosed(Fact):
    """A community is an archive from now on."""

    community_id: int


@dataclass(frozen=True, slots=True)
class ProgrammeBegun(Fact):
    """An organisation has a programme that can gather communities."""

    programme_id: int


@dataclass(frozen=True, slots=True)
class ProgrammeChanged(Fact):
    """A programme says something else of itself, or gathers other communities."""

    programme_id: int


@dataclass(frozen=True, slots=True)
class RenewalAsked(Fact):
    """A year has passed, and everybody in a community is asked whether it is still useful."""

    community_id: int


@dataclass(frozen=True, slots=True)
class RenewalAnswered(Fact):
    """Somebody has said what they wish for a community."""

    community_id: int


@dataclass(frozen=True, slots=True)
class RenewalDecided(Fact):
    """What follows from this year's question is decided."""

    community_id: int


@dataclass(frozen=True, slots=True)
class SpaceCreated(Fact):
    """A community has another space."""

    space_id: int


@dataclass(frozen=True, slots=True)
class PlaceChanged(Fact):
    """A community, or one of its spaces, is tighter or more open than before."""

    community_id: int
    space_id: int | None
