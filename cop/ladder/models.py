"""Words on their way, and who was asked whether they may be named in them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities.models import Space
from cop.core.database import Base, UtcDateTime
from cop.core.seals import Sealed, sealed
from cop.people.models import OfPerson, User, person_owner


class Climb(OfPerson, Base):
    """Words of one's own that are to be read by more people. Sealed with their writer's key is also where they come
    from: nobody else ever learns it. `html` is how they will look. Once they are sent no word of them is kept here, and
    `thread_id` is what they became."""

    __tablename__ = "climb"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    space_id: Mapped[int | None] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("thread.id", ondelete="SET NULL"), index=True)
    origin: Mapped[str] = sealed()
    title: Mapped[str] = sealed(default="")
    words: Mapped[str] = sealed()
    html: Mapped[str] = sealed()
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    space: Mapped[Space | None] = relationship(lazy="raise", viewonly=True)


class ClimbAsk(Sealed, Base):
    """Somebody is asked whether they may be named, in the very sentences that do it and without any other. A no that
    was said outlives what it was said to, without the words: for a while the same person does not ask again."""

    __tablename__ = "climb_ask"
    __table_args__ = (CheckConstraint("answer IN ('', 'yes', 'no')", name="answer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    climb_id: Mapped[int | None] = mapped_column(ForeignKey("climb.id", ondelete="SET NULL"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = sealed()
    answer: Mapped[str] = mapped_column(String(4), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    by: Mapped[User] = relationship(foreign_keys=[by_id], lazy="raise", viewonly=True)
    climb: Mapped[Climb | None] = relationship(lazy="raise", viewonly=True)

    @property
    def owner_of_words(self) -> str:
        return person_owner(self.by_id)
