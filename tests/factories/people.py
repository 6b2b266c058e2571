"""People for tests."""

from datetime import UTC, datetime

from cop.core.database import db
from cop.people import service
from cop.people.models import User

LONG_AGO = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
PASSWORD = "wet lantern under a bus"


def a_user(
    name: str = "Ada", *, now: datetime = LONG_AGO, email: str = "", is_admin: bool = False, **given: str
) -> User:
    """A person, let go from the database session so that a test may carry them about. `given`: password, about, …"""
    address = email or f"{name.lower().replace(' ', '.')}@example.org"
    user = service.add_person(email=address, name=name, now=now, is_admin=is_admin, **given)
    db.session.refresh(user)
    db.session.expunge(user)
    return user
