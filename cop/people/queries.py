"""The doors to people and their sign-ins, and the question behind every request: who holds this token?"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import defer

from cop.core.access import Identity
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import Invitation, SignIn, SignInLink, User
from cop.people.rules.tokens import fingerprint


def identity_of(token: str, *, now: datetime) -> Identity | None:
    """Who holds this token, in one query. The person is let go from the database session, so that no later
    roll-back makes the answer to "who is this?" cost a second query."""
    asked = (
        select(User, SignIn.id)
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.token_hash == fingerprint(token), _stands(now))
        .options(defer(User.password_hash, raiseload=True))
    )
    found = db.session.execute(asked).one_or_none()
    if found is None:
        return None
    user, sign_in_id = found
    db.session.expunge(user)
    return Identity(user, sign_in_id)


def open_among(ids: set[int], *, now: datetime) -> set[int]:
    """Which of these sign-ins still stand."""
    asked = select(SignIn.id).join(User, SignIn.user_id == User.id).where(SignIn.id.in_(ids), _stands(now))
    return set(db.session.scalars(asked))


def _stands(now: datetime) -> ColumnElement[bool]:
    return and_(SignIn.ended_at.is_(None), SignIn.expires_at > now, User.suspended_at.is_(None))
