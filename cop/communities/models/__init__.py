"""Communities, their spaces, and who belongs to them since when."""

from cop.communities.models.bans import CommunityBan
from cop.communities.models.changes import PlaceChange, WideningAnswer
from cop.communities.models.memberships import CommunityMembership, SpaceMembership
from cop.communities.models.places import Community, Space

__all__ = [
    "Community",
    "CommunityBan",
    "CommunityMembership",
    "PlaceChange",
    "Space",
    "SpaceMembership",
    "WideningAnswer",
]
