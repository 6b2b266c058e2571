"""Who may look on at a meeting without a seat in the set."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final, Literal

NOTICE: Final = timedelta(hours=24)  # our default: time enough for everybody to read of it and object

Kind = Literal["observer", "guest"]


def may_look_on(
    kind: Kind, *, seated: Collection[int], voices: Mapping[int, bool], asked_at: datetime, now: datetime
) -> bool:
    """An observer with everybody's yes; a guest also when notice was given in time and nobody objects.

    Any one objection holds, and somebody whose seat is gone has no voice any more.
    """
    said = [voices[person] for person in seated if person in voices]
    if not all(said):
        return False
    return len(said) == len(seated) or (kind == "guest" and now >= asked_at + NOTICE)
