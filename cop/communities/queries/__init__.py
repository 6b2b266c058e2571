"""What may be seen of communities and spaces, and by whom."""

from cop.communities.queries.audience import (
    Readers,
    audience_of_community,
    audience_of_item,
    audience_of_shared,
    audience_of_space,
    readers_columns,
    readers_from,
)
from cop.communities.queries.cards import Card, card_of
from cop.communities.queries.changes import Change, changes_visible_to, is_asked
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
    Member,
    banned_from,
    member_counts,
    members_in,
    members_of,
    named_in,
    readers_of_space,
)
from cop.communities.queries.visibility import (
    MEMBER,
    OPENNESS,
    READS_SPACE,
    VIEWER,
    Statement,
    as_seen_by,
    reads_item,
    reads_shared,
    with_standing,
)

__all__ = [
    "MEMBER",
    "OPENNESS",
    "READS_SPACE",
    "STANDING_LOADED",
    "VIEWER",
    "Card",
    "Change",
    "Member",
    "Readers",
    "Statement",
    "as_seen_by",
    "asked_into",
    "audience_of_community",
    "audience_of_item",
    "audience_of_shared",
    "audience_of_space",
    "banned_from",
    "card_of",
    "changes_visible_to",
    "communities_visible_to",
    "community_for",
    "is_asked",
    "member_counts",
    "members_in",
    "members_of",
    "named_in",
    "readers_columns",
    "readers_from",
    "readers_of_space",
    "reads_item",
    "reads_shared",
    "space_for",
    "spaces_visible_to",
    "with_standing",
    "writable_spaces",
]
