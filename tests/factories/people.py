"""People for tests."""

from datetime import UTC, datetime
from typing import Any

from cop.core.database import db
from cop.people import service
from cop.people.models import User

LONG_AGO = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
PASSWORD = "wet lantern under a bus"


def a_user(name: str = "Ada", *, now: datetime = LONG_AGO, email: str = "", **given: Any) -> User:
    """A person, let go from the database session so that a test may carry them about. `given`: password, is_admin, …"""
    address = email or f"{name.lower().replace(' ', '.')}@example.org"
    user = service.add_person(email=address, name=name, now=now, **given)
    db.session.refresh(user)
    db.session.expunge(user)
    return user
