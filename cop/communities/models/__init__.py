"""Communities, their spaces, who belongs to them since when, and how people come in."""

from cop.communities.models.invitations import CommunityInvitation, InvitationFile, InvitationLink
from cop.communities.models.memberships import CommunityMembership, SpaceMembership
from cop.communities.models.places import Community, Space
from cop.communities.models.requests import JoinQuestion, JoinRequest
from cop.communities.models.welcomes import Welcome

__all__ = [
    "Community",
    "CommunityInvitation",
    "CommunityMembership",
    "InvitationFile",
    "InvitationLink",
    "JoinQuestion",
    "JoinRequest",
    "Space",
    "SpaceMembership",
    "Welcome",
]
