"""Letting a conversation go into another, where neither is read by anybody who does not read it now."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from cop.core.errors import RuleBroken
from cop.discussions.rules.claims import kinds_in
from cop.discussions.rules.moving import Place

MOST_POSTS: Final = 5_000


def together(there: Place, here: Place) -> Place:
    """Who reads both there: whatever bounds one of them bounds both."""
    return there._replace(read=max(there.read, here.read))


def check_earlier(first_there: int, first_here: int) -> None:
    """Raises RuleBroken where what would be joined began before the other, or is the same: posts are numbered in the
    order in which they were written, and whoever wrote the first of them began it all."""
    if first_there == first_here:
        raise RuleBroken("Choose another conversation.")
    if first_there > first_here:
        raise RuleBroken("That one began later. Join it to this one instead.")


def check_length(posts: int) -> None:
    """Raises RuleBroken for a conversation that nobody would find anything in."""
    if posts > MOST_POSTS:
        raise RuleBroken("Together they would have more than %(most)s posts. Leave the two apart.", most=MOST_POSTS)


def check_no_poll(*, has_poll: bool) -> None:
    """Raises RuleBroken for a conversation with a poll: people chose in it, among those who read it."""
    if has_poll:
        raise RuleBroken("There is a poll in it, and a poll stays where people chose.")


def check_guests(there: Mapping[int, datetime], here: Mapping[int, datetime]) -> None:
    """Raises RuleBroken where somebody sits there as a guest who does not sit here for as long."""
    if any(who not in here or here[who] < until for who, until in there.items()):
        raise RuleBroken("A guest reads there who does not read this one for as long. End that seat first.")


def asked_together(*asks: str) -> str:
    """The kinds of voice that are asked for in any of them."""
    return " ".join(kinds_in(" ".join(asks)))


def read_together(there: Sequence[int], here: Sequence[int], *, read_there: int, read_here: int) -> int:
    """How many posts of both, in their order, somebody has read who had read so many of each: up to the first that
    they have not. Of what stands behind it they may know some; none that they do not know is lost to them."""
    unread = [*there[read_there : read_there + 1], *here[read_here : read_here + 1]]
    both = sorted((*there, *here))
    return bisect_left(both, min(unread)) if unread else len(both)
