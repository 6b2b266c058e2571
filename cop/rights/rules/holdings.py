"""How a line of the register of what is kept is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

Class = Literal["account", "content", "usage", "security", "structure"]
CLASSES: Final[tuple[Class, ...]] = get_args(Class)


@dataclass(frozen=True, slots=True)
class Holding:
    """What is kept (`what`), until when, and why, in plain words; and its columns, by table and class.

    *Account* is who somebody is; *content*, what they said; *usage*, what they did and when; *security*, what keeps
    others out; *structure*, numbers and kinds by which the rest hangs together.
    """

    key: str
    what: str
    until: str
    why: str
    tables: Mapping[str, Mapping[Class, tuple[str, ...]]]


def columns(**by_class: str) -> Mapping[Class, tuple[str, ...]]:
    """The columns of one table, with blanks between them."""
    return {each: tuple(by_class[each].split()) for each in CLASSES if each in by_class}
