"""Gatherings for tests."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from cop.gatherings import service
from cop.gatherings.rules import Plan
from cop.people.models import User
from tests.conftest import THURSDAY

PLAN = Plan("An hour about nights", THURSDAY + timedelta(days=7), "Online", "https://meet.example.org/qzx-room")


def a_gathering(space_id: int, *, by: User, now: datetime, **other: Any) -> int:
    """The id of a gathering that this person arranges."""
    return service.arrange(by, space_id, plan=replace(PLAN, **other), now=now).id
