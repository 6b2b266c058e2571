"""Everything that changes people: accounts, invitations, sign-ins and passwords."""

from cop.people.service.accounts import account_at, add_person, change_profile, restore, suspend
from cop.people.service.devices import recognise
from cop.people.service.erasure import erase
from cop.people.service.invitations import (
    accept,
    ask_to_join,
    invite,
    invite_no_more,
    write_invitation,
    write_to_newcomer,
)
from cop.people.service.passwords import change_password, check_proof
from cop.people.service.sign_ins import (
    ask_for_link,
    end_others,
    end_sign_in,
    open_sign_in,
    sign_in_as_demo_person,
    sign_in_by_link,
    sign_in_with_password,
    write_link,
)

__all__ = [
    "accept",
    "account_at",
    "add_person",
    "ask_for_link",
    "ask_to_join",
    "change_password",
    "change_profile",
    "check_proof",
    "end_others",
    "end_sign_in",
    "erase",
    "invite",
    "invite_no_more",
    "open_sign_in",
    "recognise",
    "restore",
    "sign_in_as_demo_person",
    "sign_in_by_link",
    "sign_in_with_password",
    "suspend",
    "write_invitation",
    "write_link",
    "write_to_newcomer",
]
