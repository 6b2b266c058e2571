"""People for tests."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from cop.core.database import db, transaction
from cop.core.words import HOME_ZONE
from cop.people import service
from cop.people.models import User

LONG_AGO = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
PASSWORD = "wet lantern under a bus"


def several(names: Iterable[str], *, admin: str = "") -> list[User]:
    """People without a password, in one breath: where nobody was asked in, an account changes nothing but itself."""
    made = [
        User(
            email=_address_of(name), name=name, pronouns="", about="", locale="", time_zone=HOME_ZONE,
            is_admin=name == admin, is_demo=False, created_at=LONG_AGO,
            password_hash=None, suspended_at=None, erased_at=None,
        )
        for name in names
    ]  # fmt: skip
    with transaction() as tx:
        tx.session.add_all(made)
        tx.flush()
        for each in made:
            tx.session.expunge(each)
    return made


def a_user(name: str = "Ada", *, now: datetime = LONG_AGO, email: str = "", **given: Any) -> User:
    """A person, let go from the database session so that a test may carry them about. `given`: password, is_admin, …"""
    user = service.add_person(email=email or _address_of(name), name=name, now=now, **given)
    db.session.refresh(user)
    db.session.expunge(user)
    return user


def _address_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"
