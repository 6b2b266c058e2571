"""Where people belong, on their own page and on that which others see."""

from datetime import datetime

from cop.core.days import today
from cop.core.panels import Panel
from cop.organisations import queries
from cop.people.models import User


def _load_mine(viewer: User, _person: object, *, now: datetime) -> dict[str, object]:
    return {"memberships": queries.memberships_of(viewer.id), "today": today(now)}


def _load_of_person(_viewer: object, person: User, *, now: datetime) -> dict[str, object] | None:
    found = queries.memberships_of(person.id, on=today(now), shown_only=True)
    return {"organisations": [each.organisation for each in found]} if found else None


PANELS = [
    Panel("me", 10, "organisations/_mine.html", _load_mine),
    Panel("profile", 10, "organisations/_of_person.html", _load_of_person),
]
