"""What has happened to stories."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class DraftChanged(Fact):
    """Somebody wrote on, or put away what they had begun."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class StoryTold(Fact):
    """Somebody told a story, to whomever they chose."""

    story_id: int


@dataclass(frozen=True, slots=True)
class ResponseSaid(Fact):
    """Somebody said something to a teller."""

    response_id: int


@dataclass(frozen=True, slots=True)
class ResponseHidden(Fact):
    """What was said to a teller is hidden by those who look after it, or stands again."""

    response_id: int


@dataclass(frozen=True, slots=True)
class ResponseTakenBack(Fact):
    """Somebody took back what they had said to a teller."""

    response_id: int


@dataclass(frozen=True, slots=True)
class StoryAdapted(Fact):
    """Somebody told how they tried what another story tells of."""

    story_id: int
    origin_id: int


@dataclass(frozen=True, slots=True)
class StoryAudienceChanged(Fact):
    """Other people read it from now on; fewer or more."""

    story_id: int


@dataclass(frozen=True, slots=True)
class StoriesOpened(Fact):
    """Their teller let stories be read by whoever reads the place now."""

    community_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class StoryRenewed(Fact):
    """Its teller let it be read for longer."""

    story_id: int


@dataclass(frozen=True, slots=True)
class StoryProposed(Fact):
    """Its teller asked for it to stand in the public window, or asks no longer."""

    story_id: int


@dataclass(frozen=True, slots=True)
class StoryKeptOpen(Fact):
    """Its teller said once more that everybody may read it, although its community closes."""

    story_id: int


@dataclass(frozen=True, slots=True)
class StoryWaits(Fact):
    """It is meant for others, and somebody of the core group reads it before they do."""

    story_id: int


@dataclass(frozen=True, slots=True)
class StoryHidden(Fact):
    """A story is hidden from now on, or stands again."""

    story_id: int


@dataclass(frozen=True, slots=True)
class StoryWithdrawn(Fact):
    """Its teller took it back: it is gone for everybody else."""

    story_id: int


@dataclass(frozen=True, slots=True)
class StoryReworded(Fact):
    """Its teller put it into other words, which they have approved."""

    story_id: int


@dataclass(frozen=True, slots=True)
class ChangeTold(Fact):
    """Somebody said what changed since they tried what another story tells of."""

    story_id: int


@dataclass(frozen=True, slots=True)
class WaysChanged(Fact):
    """A community asks something else of those who tell a story there."""

    community_id: int


@dataclass(frozen=True, slots=True)
class IssueChanged(Fact):
    """Editors gathered, arranged or published an issue, or a teller said whether their story stands in it."""

    issue_id: int
