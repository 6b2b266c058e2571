"""Every change to communities, their spaces, and who belongs to them."""

from cop.communities.service.founding import COORDINATES, FIRST_SPACE, create_space, found
from cop.communities.service.memberships import (
    admit,
    give_role,
    join,
    leave,
    name_member,
    remove,
    unname_member,
)

__all__ = [
    "COORDINATES",
    "FIRST_SPACE",
    "admit",
    "create_space",
    "found",
    "give_role",
    "join",
    "leave",
    "name_member",
    "remove",
    "unname_member",
]
