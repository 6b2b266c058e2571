"""People, the sign-ins they hold open, and the letters that let them in."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime
from cop.core.words import HOME_ZONE


class User(Base):
    """A person with an account. Shaped as Flask-Login expects, without knowing it."""

    __tablename__ = "account"

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    pronouns: Mapped[str] = mapped_column(default="")
    time_zone: Mapped[str] = mapped_column(default=HOME_ZONE)
    locale: Mapped[str] = mapped_column(default="")  # the tag of a language that was chosen: see core/languages.py
    about: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str | None]
    is_admin: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    suspended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # then nothing of the person is left in the row

    def get_id(self) -> str:
        """The id as text."""
        return str(self.id)


class SignIn(Base):
    """One browser signed in. Kept for a while after its end, so that its id is not given to another."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    way: Mapped[str]
    device: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignInLink(Base):
    """A link sent by mail that signs its reader in, once."""

    __tablename__ = "sign_in_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Invitation(Base):
    """A link sent by mail that lets its reader make an account for that address, once."""

    __tablename__ = "account_invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(index=True)
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class UninvitedAddress(Base):
    """An address whose owner wants no invitation from anybody; only its fingerprint is kept."""

    __tablename__ = "uninvited_address"

    address_hash: Mapped[str] = mapped_column(primary_key=True)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
