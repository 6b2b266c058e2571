"""Moving a conversation: only to where nobody reads who does not read it now, as far as that can be proven."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from cop.communities.rules import Read
from cop.core.errors import RuleBroken

LONGEST_REASON: Final = 300
MOVED: Final = "moved"
SPLIT: Final = "split"
JOINED: Final = "joined"
"""What the core group does with conversations."""


class Place(NamedTuple):
    """Who reads a conversation in a space: how far it is read there, the tightest of all that bounds it; whether
    everybody in the community belongs to the space; and who is named in it, and since when."""

    read: int
    for_everyone: bool
    named: Mapping[int, datetime]


def is_no_wider(there: Place, here: Place, *, began: datetime) -> bool:
    """Whether everybody who would read it there reads it here, whoever they are: both in one community."""
    if there.read < here.read:
        return False
    if here.read <= Read.NEARBY or here.for_everyone:
        return True
    if there.for_everyone or there.read == Read.NEARBY:
        return False
    return _readers(there, began=began) <= _readers(here, began=began)


def check_place(*, is_same: bool, is_narrow: bool) -> None:
    """Raises RuleBroken for where it cannot go, and says what can be done instead."""
    if is_same:
        raise RuleBroken("It stands there already. Choose another space.")
    if not is_narrow:
        raise RuleBroken(
            "More people read there, and nobody who wrote here has agreed to that. Each of them can begin a new "
            "conversation there with their own words."
        )


def check_writers(wrote: Collection[int], readers: Collection[int]) -> None:
    """Raises RuleBroken where some of those who wrote in it, and read it now, would not be among its readers."""
    if not set(wrote) <= set(readers):
        raise RuleBroken("Somebody who wrote in it does not read there, and would lose their own words.")


def check_nobody_is_guessed(there: Place, *, holds_unnamed: bool) -> None:
    """Raises RuleBroken where words without a name would go among named people, or where some came too late: whether
    their writer still reads them there would say something of who it is."""
    every_member = there.for_everyone or there.read <= Read.NEARBY
    if holds_unnamed and not (every_member and there.read < Read.SEALED):
        raise RuleBroken("Somebody wrote in it without their name. It stays where every member may have written it.")


def reason_of(words: str) -> str:
    """The reason on one line. Raises RuleBroken when it is missing or too long."""
    words = " ".join(words.split())
    if not words or len(words) > LONGEST_REASON:
        raise RuleBroken("Say why, in at most %(most)s characters.", most=LONGEST_REASON)
    return words


def _readers(place: Place, *, began: datetime) -> set[int]:
    """Of those named there, who reads something that began then; coordinators read both, or neither."""
    return {who for who, since in place.named.items() if place.read < Read.SEALED or since <= began}
