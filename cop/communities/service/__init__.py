"""Every change to communities, their spaces, and who belongs to them."""

from cop.communities.service.bans import ban, lift_ban
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
from cop.communities.service.openness import answer_widening, change_community, change_space

__all__ = [
    "COORDINATES",
    "FIRST_SPACE",
    "admit",
    "answer_widening",
    "ban",
    "change_community",
    "change_space",
    "create_space",
    "found",
    "give_role",
    "join",
    "leave",
    "lift_ban",
    "name_member",
    "remove",
    "unname_member",
]
