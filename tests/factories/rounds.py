"""A space to gather in, and rounds in it."""

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace

from cop.core.database import db
from cop.meetings.models import Round
from cop.meetings.rules import Progress
from cop.meetings.service import rounds
from cop.people.models import User
from tests.factories.communities import a_cast, a_community, a_space


def a_gathering(*, now: datetime) -> SimpleNamespace:
    """A cast, and the id of a private space with Ada, Bo and Mina named in it. Hana opened it, Gil only observes, Fay
    and Cy are outside. Nobody but Hana reads `noise_id`, in which there is a round as well."""
    cast = a_cast()
    community_id = a_community(cast, now=now)
    named = [cast.ada, cast.bo, cast.mina, cast.gil]
    space_id = a_space(community_id, by=cast.hana, named=named, now=now)
    noise_id = a_space(community_id, by=cast.hana, name="Noise", now=now)
    a_round(cast.hana, noise_id, now=now)
    return SimpleNamespace(**vars(cast), community_id=community_id, space_id=space_id, noise_id=noise_id)


def a_round(keeper: User, space_id: int, *, now: datetime, kind: str = "check_in", others: Sequence[User] = ()) -> int:
    """The id of a round in its lobby; its keeper came first, then the others."""
    round_id = rounds.open_round(keeper, space_id, kind=kind, now=now).id
    for person in others:
        rounds.come_in(person, round_id, now=now)
    return round_id


def begun(keeper: User, space_id: int, *, now: datetime, kind: str = "check_in", others: Sequence[User]) -> int:
    """The id of a round that has just begun."""
    round_id = a_round(keeper, space_id, kind=kind, others=others, now=now)
    rounds.begin(keeper, round_id, seen=0, now=now)
    return round_id


def stored(round_id: int) -> Round:
    """The round as it is stored."""
    db.session.expire_all()
    return db.session.get_one(Round, round_id)


def progress(round_id: int) -> Progress:
    return stored(round_id).progress
