"""Who came, who went, who was asked, and with what role."""

from dataclasses import dataclass

from cop.core.facts import Fact


@dataclass(frozen=True, slots=True)
class LeadingChanged(Fact):
    """A role is offered, taken on, declined or given back."""

    community_id: int


@dataclass(frozen=True, slots=True)
class MemberCame(Fact):
    """Somebody belongs to the community from now on."""

    community_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class MemberWent(Fact):
    """Somebody belongs to the community and to its spaces no longer, by their own wish or another's."""

    community_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class MemberBanned(Fact):
    """Somebody who was taken out is never to come in again."""

    community_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class RoleGiven(Fact):
    """Somebody's role in the community is another one now."""

    community_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class SpaceMemberCame(Fact):
    """Somebody is named in a space from now on."""

    space_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class SpaceMemberWent(Fact):
    """Somebody is named in a space no longer."""

    space_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class PeopleInvited(Fact):
    """Somebody, or many, are asked into the community."""

    community_id: int


@dataclass(frozen=True, slots=True)
class JoinAsked(Fact):
    """Somebody asks to come in."""

    request_id: int


@dataclass(frozen=True, slots=True)
class JoinDecided(Fact):
    """A request to come in is answered, or taken back."""

    request_id: int


@dataclass(frozen=True, slots=True)
class OrganisationAsked(Fact):
    """An organisation is to take part in a community, as one of the two proposes."""

    community_id: int
    organisation_id: int


@dataclass(frozen=True, slots=True)
class OrganisationCame(Fact):
    """An organisation takes part in a community, and brings people of its own."""

    community_id: int
    organisation_id: int


@dataclass(frozen=True, slots=True)
class BringingChanged(Fact):
    """An organisation brings other people than before into a community: somebody is named or not, or has answered."""

    community_id: int
    organisation_id: int


@dataclass(frozen=True, slots=True)
class OrganisationWent(Fact):
    """An organisation takes part in a community no longer, or will not."""

    community_id: int
    organisation_id: int


@dataclass(frozen=True, slots=True)
class MemberSilenced(Fact):
    """Somebody reads and does not write for a time from now on, or writes again."""

    community_id: int
    user_id: int
