"""People, the sign-ins they hold open, and the letters that let them in."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.core.database import Base, UtcDateTime
from cop.core.seals import Sealed, sealed
from cop.core.words import HOME_ZONE


class OfPerson(Sealed):
    """Words of one person, sealed with their key: it is destroyed when they delete their account."""

    user_id: Mapped[int]

    @property
    def owner_of_words(self) -> str:
        return person_owner(self.user_id)


def person_owner(user_id: int) -> str:
    """The name by which the keyring knows a person."""
    return f"person:{user_id}"


class User(Base):
    """A person with an account. Shaped as Flask-Login expects, without knowing it.

    `is_proven` is of whoever is asking: whether their sign-in had a second step, without which nobody has the duties
    that ask for one. `must_prove`: they administer this installation, and cannot until they have one. See
    docs/decisions/0033-second-step.md.
    """

    __tablename__ = "account"

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False
    is_proven: ClassVar[bool] = True
    must_prove: ClassVar[bool] = False

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
    second: Mapped[str] = mapped_column(default="")  # which second step it had
    device: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignInStep(Base):
    """A browser from which the first step was right, while a second is asked for. It opens nothing."""

    __tablename__ = "sign_in_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    way: Mapped[str]
    wrong: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Authenticator(Sealed, Base):
    """The app that a person has on their telephone. `last_step`: no code of that time, or before, is good again."""

    __tablename__ = "authenticator"

    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[str] = sealed()
    last_step: Mapped[int] = mapped_column(default=0)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def owner_of_words(self) -> str:
        """The person's own key."""
        return person_owner(self.user_id)


class RecoveryCode(Base):
    """Stands in for the app, once; what was used is gone."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)


class Passkey(Base):
    """A key that a person's telephone or computer keeps, and shows in place of a password.

    `handle` is how that device knows the person: the same for all of theirs, and not their address.
    """

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    sign_count: Mapped[int] = mapped_column(BigInteger)
    handle: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PasskeyChallenge(Base):
    """What a browser was asked to sign, good once: by whoever it is, or by one person who makes a passkey."""

    __tablename__ = "passkey_challenge"

    challenge: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    handle: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SsoIdentity(Base):
    """Who a person is at another place through which they come in."""

    __tablename__ = "sso_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    connected_at: Mapped[datetime] = mapped_column(UtcDateTime)


class KnownDevice(Base):
    """A browser in which this person has been signed in. It lets nobody in: its tries are counted by themselves."""

    __tablename__ = "known_device"
    __table_args__ = (UniqueConstraint("token_hash", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


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
