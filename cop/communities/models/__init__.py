"""Communities, their spaces, who belongs to them since when, and how people come in."""

from cop.communities.models.bans import CommunityBan
from cop.communities.models.changes import PlaceChange, WideningAnswer
from cop.communities.models.invitations import CommunityInvitation, InvitationFile, InvitationLink
from cop.communities.models.memberships import CommunityMembership, SpaceMembership
from cop.communities.models.places import Community, Space
from cop.communities.models.requests import JoinQuestion, JoinRequest
from cop.communities.models.welcomes import Welcome

__all__ = [
    "Community",
    "CommunityBan",
    "CommunityInvitation",
    "CommunityMembership",
    "InvitationFile",
    "InvitationLink",
    "JoinQuestion",
    "JoinRequest",
    "PlaceChange",
    "Space",
    "SpaceMembership",
    "Welcome",
    "WideningAnswer",
]
