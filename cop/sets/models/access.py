"""Who opened a set, and on whose word. Written once: nothing here is changed in place or taken away."""

import hashlib
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.core.appending import only_added_to
from cop.core.database import Base, UtcDateTime
from cop.core.seals import sealed
from cop.people.models import User
from cop.sets.models.ownership import OfSet


class BreakGlass(OfSet, Base):
    """Two administrators open a set that neither sits in: one asks with a reason, another agrees, for a day.

    `reason` is sealed like what the set says: it is about people. `told_at` is when the set learnt of it.
    """

    __tablename__ = "break_glass"
    __table_args__ = (CheckConstraint("agreed_by_id <> asked_by_id", name="two_people"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id"), index=True)
    reason: Mapped[str] = sealed()
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id], lazy="raise")
    agreed_by: Mapped[User | None] = relationship(foreign_keys=[agreed_by_id], lazy="raise")


class AccessLine(Base):
    """One line of a set's access log: who did what kind of thing, about whom. Never what was said.

    `chain` is made of the line and of the one before it, so that a line changed or missing in between shows.
    """

    __tablename__ = "access_line"
    __table_args__ = (Index("ix_access_line_set_id_id", "set_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id"))
    glass_id: Mapped[int | None] = mapped_column(ForeignKey("break_glass.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    who_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    chain: Mapped[str] = mapped_column(String(64))

    who: Mapped[User | None] = relationship(foreign_keys=[who_id], lazy="raise")
    about: Mapped[User | None] = relationship(foreign_keys=[about_id], lazy="raise")
    glass: Mapped[BreakGlass | None] = relationship(lazy="raise")

    def chained_to(self, before: str) -> str:
        """What `chain` is when the line before it has the chain `before`."""
        told = (before, self.set_id, self.glass_id, self.kind, self.who_id, self.about_id, self.at.isoformat())
        return hashlib.sha256("|".join(map(str, told)).encode()).hexdigest()


only_added_to(AccessLine, called="Who opened a set")
only_added_to(BreakGlass, called="Who opened a set", changes=True)
