"""Communities, proposed and founded, their spaces, who belongs to them since when, and how people come in."""

from cop.communities.models.agreements import Agreement, AgreementAcceptance
from cop.communities.models.bans import CommunityBan
from cop.communities.models.changes import PlaceChange, WideningAnswer
from cop.communities.models.foundings import Founding, FoundingVoice
from cop.communities.models.guests import GuestSeat, HasGuests
from cop.communities.models.invitations import CommunityInvitation, InvitationFile, InvitationLink
from cop.communities.models.leading import LeadingRole
from cop.communities.models.life import CommunityNote
from cop.communities.models.memberships import CommunityMembership, SpaceMembership
from cop.communities.models.modules import ModuleVoice, ModuleVote
from cop.communities.models.organisations import BroughtPerson, CommunityOrganisation
from cop.communities.models.places import Community, Space
from cop.communities.models.programmes import Programme, ProgrammeCommunity
from cop.communities.models.renewals import Renewal, RenewalVoice
from cop.communities.models.requests import JoinQuestion, JoinRequest
from cop.communities.models.steps import StepsPutAway
from cop.communities.models.welcomes import Welcome

__all__ = [
    "Agreement",
    "AgreementAcceptance",
    "BroughtPerson",
    "Community",
    "CommunityBan",
    "CommunityInvitation",
    "CommunityMembership",
    "CommunityNote",
    "CommunityOrganisation",
    "Founding",
    "FoundingVoice",
    "GuestSeat",
    "HasGuests",
    "InvitationFile",
    "InvitationLink",
    "JoinQuestion",
    "JoinRequest",
    "LeadingRole",
    "ModuleVoice",
    "ModuleVote",
    "PlaceChange",
    "Programme",
    "ProgrammeCommunity",
    "Renewal",
    "RenewalVoice",
    "Space",
    "SpaceMembership",
    "StepsPutAway",
    "Welcome",
    "WideningAnswer",
]
