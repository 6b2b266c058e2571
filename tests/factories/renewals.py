"""Another season, for a test: planned by whoever facilitates, and agreed to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from cop.people.models import User
from cop.sets import rules, service
from cop.sets.queries import agreement_of
from cop.sets.service.renewal import renew


def following(now: datetime, **values: Any) -> rules.NextSeason:
    """Four meetings, five weeks apart, from next week on."""
    dates = tuple(now + timedelta(weeks=1 + 5 * number) for number in range(4))
    return rules.NextSeason(
        **{"onward": "as_before", "dates": dates, "meeting_minutes": 180, "slot_minutes": 45, **values}
    )


def another_season(by: User, set_id: int, *, accepted_by: Iterable[User], now: datetime) -> None:
    """Planned, and accepted by these people."""
    renew(by, set_id, following=following(now), now=now)
    agreement = agreement_of(set_id)
    assert agreement is not None
    for person in accepted_by:
        service.accept_agreement(person, set_id, seen=agreement.version, now=now)
