"""Taking posts out of a conversation into one of their own."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence

from cop.core.errors import RuleBroken


def check_chosen(chosen: Collection[int], posts: Sequence[int]) -> Sequence[int]:
    """Those of the posts of a conversation that were chosen, in their order. Raises RuleBroken for none, for what does
    not stand there, and for what began it."""
    if not chosen:
        raise RuleBroken("Choose at least one post.")
    if not set(chosen) <= set(posts):
        raise RuleBroken("One of these posts does not stand here any more. Please choose once more.")
    if posts[0] in chosen:
        raise RuleBroken("What began the conversation stays in it. To take all of it elsewhere, move it.")
    return [each for each in posts if each in set(chosen)]


def check_pairs(pairs: Iterable[tuple[int, int]], *, chosen: Collection[int]) -> None:
    """Raises RuleBroken where one of two claims that disagree would go without the other."""
    if any((one in chosen) != (other in chosen) for one, other in pairs):
        raise RuleBroken("Two claims that disagree stand side by side here. Take both of them along, or neither.")


def read_after_split(read: int, places: Sequence[int]) -> tuple[int, int]:
    """Of so many posts that somebody has read, how many stay read and how many of those that go are: those stood in
    these places, counted from one."""
    gone = bisect_right(places, read)
    return read - gone, gone
