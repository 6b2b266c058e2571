"""What may be seen of communities and spaces, and by whom."""

from cop.communities.queries.doors import (
    STANDING_LOADED,
    communities_visible_to,
    community_for,
    space_for,
    spaces_visible_to,
    writable_spaces,
)
from cop.communities.queries.invitations import asked_into
from cop.communities.queries.people import (
    ORGANISATIONS_READING,
    PEOPLE_READING,
    Member,
    Readers,
    audience_of_community,
    audience_of_space,
    coordinators_of,
    member_counts,
    members_in,
    members_of,
    named_in,
    readers_of_space,
)
from cop.communities.queries.visibility import (
    MEMBER,
    READS_SPACE,
    VIEWER,
    Statement,
    as_seen_by,
    reads_item,
    with_standing,
)

__all__ = [
    "MEMBER",
    "ORGANISATIONS_READING",
    "PEOPLE_READING",
    "READS_SPACE",
    "STANDING_LOADED",
    "VIEWER",
    "Member",
    "Readers",
    "Statement",
    "as_seen_by",
    "asked_into",
    "audience_of_community",
    "audience_of_space",
    "communities_visible_to",
    "community_for",
    "coordinators_of",
    "member_counts",
    "members_in",
    "members_of",
    "named_in",
    "readers_of_space",
    "reads_item",
    "space_for",
    "spaces_visible_to",
    "with_standing",
    "writable_spaces",
]
