"""What has happened between people and organisations."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class OrganisationJoined(Fact):
    """A person said that they belong, or belonged, to an organisation."""

    organisation_id: int
    user_id: int
