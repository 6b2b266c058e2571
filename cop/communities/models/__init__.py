"""Communities, proposed and founded, their spaces, and who belongs to them since when."""

from cop.communities.models.agreements import Agreement, AgreementAcceptance
from cop.communities.models.foundings import Founding, FoundingVoice
from cop.communities.models.life import CommunityNote
from cop.communities.models.memberships import CommunityMembership, SpaceMembership
from cop.communities.models.modules import ModuleVoice, ModuleVote
from cop.communities.models.places import Community, Space
from cop.communities.models.programmes import Programme, ProgrammeCommunity
from cop.communities.models.renewals import Renewal, RenewalVoice

__all__ = [
    "Agreement",
    "AgreementAcceptance",
    "Community",
    "CommunityMembership",
    "CommunityNote",
    "Founding",
    "FoundingVoice",
    "ModuleVoice",
    "ModuleVote",
    "Programme",
    "ProgrammeCommunity",
    "Renewal",
    "RenewalVoice",
    "Space",
    "SpaceMembership",
]
