"""Every change to communities, their spaces, and who belongs to them."""

from cop.communities.service.answers import accept, ask_for_letter, decline, say_yes
from cop.communities.service.bans import ban, lift_ban
from cop.communities.service.coming import check_alive
from cop.communities.service.founding import COORDINATES, FIRST_SPACE, create_space, found
from cop.communities.service.invitations import INVITES, end_link, invite, invite_all, make_link, withdraw
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
    "INVITES",
    "accept",
    "admit",
    "answer_widening",
    "ask_for_letter",
    "ban",
    "change_community",
    "change_space",
    "check_alive",
    "create_space",
    "decline",
    "end_link",
    "found",
    "give_role",
    "invite",
    "invite_all",
    "join",
    "leave",
    "lift_ban",
    "make_link",
    "name_member",
    "remove",
    "say_yes",
    "unname_member",
    "withdraw",
]
