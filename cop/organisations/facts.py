"""What has happened between people and organisations."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class PersonJoinedOrganisation(Fact):
    """Somebody who leads the organisation has said, or confirmed, that a person belongs to it."""

    organisation_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class PersonChangedInOrganisation(Fact):
    """A person belongs to the organisation as something else now."""

    organisation_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class BelongingShown(Fact):
    """A person lets others see that they belong to the organisation, or no longer."""

    organisation_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class PersonLeftOrganisation(Fact):
    """A person belongs to the organisation no longer, by their own word or that of somebody who leads it."""

    organisation_id: int
    user_id: int
