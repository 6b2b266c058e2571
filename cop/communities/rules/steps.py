"""First steps: what a newcomer could do in under three minutes, and what those who look after a community see to."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

List = Literal["member", "coordinator"]
STEPS: Final[Mapping[List, tuple[str, ...]]] = {
    "member": ("say_who", "read_how", "answer", "say_hello"),
    "coordinator": ("purpose", "agreement", "gathering", "prompt", "welcomes", "roles", "window"),
}
WELCOMES: Final = 2


class Step(NamedTuple):
    """One step, and whether what is there shows that it is done."""

    name: str
    is_done: bool


def list_for(role: str | None) -> List | None:
    """Which list somebody of this role has; none for who does not belong."""
    if role is None:
        return None
    return "coordinator" if role == "coordinator" else "member"


def steps(which: List, found: Mapping[str, bool | None]) -> list[Step]:
    """The steps of a list, in order, without those that there is nothing to do about: they are found as None."""
    told = ((name, found[name]) for name in STEPS[which])
    return [Step(name, is_done) for name, is_done in told if is_done is not None]


def left(told: Iterable[Step]) -> int:
    """How many are still to be done."""
    return sum(not each.is_done for each in told)
