"""The door to gatherings, lists of them filtered by the database, and who comes."""

from cop.gatherings.queries.coming import (
    Coming,
    coming_to,
    gathering_in_its_space,
    guests_coming,
    guests_of,
    own_seat_until,
    sits_in,
    stands_for,
    who_comes,
)
from cop.gatherings.queries.reading import (
    ListedGathering,
    all_in,
    answer_of,
    asked_of,
    gathering_for,
    held_in,
    hidden_gathering_for,
    readable,
    to_come,
)

__all__ = [
    "Coming",
    "ListedGathering",
    "all_in",
    "answer_of",
    "asked_of",
    "coming_to",
    "gathering_for",
    "gathering_in_its_space",
    "guests_coming",
    "guests_of",
    "held_in",
    "hidden_gathering_for",
    "own_seat_until",
    "readable",
    "sits_in",
    "stands_for",
    "to_come",
    "who_comes",
]
