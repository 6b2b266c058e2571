"""Who talks with whom where everybody goes in pairs: by twos, and of an odd number three together once."""

from collections.abc import Iterable
from functools import reduce

Pairs = tuple[tuple[int, ...], ...]


def paired(people: Iterable[int]) -> Pairs:
    """Neighbours of the table, two by two."""
    return reduce(joined, people, ())


def joined(pairs: Pairs, person: int) -> Pairs:
    """One more, while nearly all stay where they are: a three parts into two pairs, else the last pair is three."""
    odd = next((at for at, pair in enumerate(pairs) if len(pair) != 2), len(pairs) - 1)  # noqa: PLR2004  a pair is two
    if odd < 0:
        return ((person,),)
    whole, last = pairs[odd][:2], pairs[odd][2:]
    fresh = (whole, (*last, person)) if last else ((*whole, person),)
    return (*pairs[:odd], *fresh, *pairs[odd + 1 :])


def parted(pairs: Pairs, person: int) -> Pairs:
    """One less. Whoever is left alone goes to others, if there are any."""
    rest = tuple(pair for each in pairs if (pair := tuple(one for one in each if one != person)))
    alone = next((pair for pair in rest if len(pair) == 1), None)
    if alone is None or len(rest) == 1:
        return rest
    return joined(tuple(pair for pair in rest if pair != alone), alone[0])
