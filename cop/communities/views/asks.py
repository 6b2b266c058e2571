"""What the viewer's communities ask of them, asked once for all who make lines of it."""

from datetime import datetime

from flask import g

from cop.communities.queries import asks
from cop.people.models import User


def asks_of(viewer: User, *, now: datetime) -> list[asks.Asks]:
    known: dict[tuple[int, datetime], list[asks.Asks]] = g.setdefault("communities_ask", {})
    if (viewer.id, now) not in known:
        known[viewer.id, now] = asks.asks_of(viewer, now=now)
    return known[viewer.id, now]
