"""What Bo learnt in the set and would like more people to read: it names Ada, who has not answered yet."""

from collections.abc import Mapping
from datetime import datetime

from cop.demo import words
from cop.ladder import queries, service
from cop.people.models import User


def take_further(cast: Mapping[str, User], space_id: int, *, now: datetime) -> None:
    """Two of three steps."""
    bo = cast[words.PRESENTER]
    piece = next(each for each in queries.pieces_of(bo) if each.words == words.LOOKED_BACK["learnt"])
    climb_id = service.begin(bo, piece.key, space_id=space_id, now=now).id
    service.keep(bo, climb_id, title=words.FURTHER_TITLE, words=f"{piece.words} {words.FURTHER}", now=now)
    service.ask_named(bo, climb_id, now=now)
