"""Invitations: how long they last, what becomes of them, and what may stand in one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cop.communities.rules.axes import Axes, Join, Read
from cop.core.errors import RuleBroken
from cop.people.rules.names import email_of, line_of

LASTS: Final = timedelta(days=28)
REMINDERS: Final = (timedelta(days=3), timedelta(days=10), timedelta(days=21))
LINK_LASTS: Final = timedelta(days=14)
MOST_USES: Final = 25
MOST_AT_ONCE: Final = 500
LETTERS_A_MINUTE: Final = 50
MOST_LETTERS_A_DAY: Final = 3
"""To one address, whoever sends them."""
NOTICE: Final = timedelta(days=1)
"""How long the members of a Confidential community know before somebody is written to."""
LONGEST_NAME: Final = 120
LONGEST_ORGANISATION: Final = 200
LIVE: Final = ("waiting", "sent", "opened")
STATES: Final = (*LIVE, "joined", "declined", "lapsed", "bounced", "withdrawn")

BESIDE = re.compile(r"[\s,;]+")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody to invite, as what, into which named spaces; `line` is where they stand in a file."""

    email: str
    name: str = ""
    organisation: str = ""
    role: str = "member"
    space_ids: tuple[int, ...] = ()
    line: int | None = None


def roles_offered_by(role: str | None) -> tuple[str, ...]:
    """What somebody of this role may invite others as. Nobody comes in as a coordinator: that is given afterwards."""
    return {"coordinator": ("observer", "member", "core"), "core": ("observer", "member")}.get(role or "", ())


def check_asked(asked: Sequence[Asked], *, inviter_role: str | None, axes: Axes) -> None:
    """Raises RuleBroken unless somebody of this role may invite all of these into such a community."""
    if not asked:
        raise RuleBroken("Type at least one email address.")
    if len(asked) > MOST_AT_ONCE:
        raise RuleBroken("That is more than %(most)s people. Cut it into several.", most=MOST_AT_ONCE)
    if any(each.role not in roles_offered_by(inviter_role) for each in asked):
        raise RuleBroken("You cannot invite anybody as that. Choose another part for them.")
    if axes.read == Read.SEALED and not all(each.name for each in asked):
        raise RuleBroken("Say who it is: in a confidential community its members are told before anybody comes.")


def addresses_in(text: str) -> list[str]:
    """The addresses that were typed or pasted, each once, in their order. Raises RuleBroken naming one that is none."""
    found: dict[str, None] = {}
    for each in filter(None, BESIDE.split(text)):
        try:
            found[email_of(each)] = None
        except RuleBroken:
            raise RuleBroken("“%(word)s” is not an email address.", word=each[:80]) from None
    return list(found)


def name_in(text: str) -> str:
    """What the inviter calls somebody. Raises RuleBroken when it is too long or holds invisible signs."""
    return line_of(text, longest=LONGEST_NAME)


def first_letter_at(now: datetime, *, ahead: int, axes: Axes) -> datetime:
    """When somebody is written to, with so many letters before theirs."""
    notice = NOTICE if axes.read == Read.SEALED else timedelta()
    return now + notice + timedelta(minutes=ahead // LETTERS_A_MINUTE)


def reminder_at(sent_at: datetime, *, letters: int) -> datetime | None:
    """When the next reminder is due after so many letters, the first included; None when there are no more."""
    return sent_at + REMINDERS[letters - 1] if letters <= len(REMINDERS) else None


def names_its_place(axes: Axes) -> bool:
    """Whether a letter may say which community it is."""
    return axes.mail != "none"


def check_link(*, role: str, most: int, axes: Axes) -> None:
    """Raises RuleBroken for a link that may not be made."""
    if axes.join == Join.INVITATION:
        raise RuleBroken("Into this community people come by invitation only: invite each person by their address.")
    if role not in roles_offered_by("core"):
        raise RuleBroken("By a link people come in as members or observers. Give another part afterwards.")
    if not 1 <= most <= MOST_USES:
        raise RuleBroken("A link is for 1 to %(most)s people.", most=MOST_USES)


def domains_in(text: str) -> str:
    """The mail domains that were typed, with blanks between. Raises RuleBroken naming one that is none."""
    found = [each.lower().lstrip("@") for each in BESIDE.split(text) if each]
    for each in found:
        if not DOMAIN.fullmatch(each):
            raise RuleBroken("“%(word)s” is not a mail domain. One looks like example.org.", word=each[:80])
    return " ".join(dict.fromkeys(found))


def is_from(email: str, domains: str) -> bool:
    """Whether an address belongs to one of these domains or to a part of one; to any where there are none."""
    domain = email.rpartition("@")[2]
    return not domains or any(domain == each or domain.endswith(f".{each}") for each in domains.split())
