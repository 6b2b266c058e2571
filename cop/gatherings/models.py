"""Gatherings of a space, and who comes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.communities.models import GuestSeat, HasGuests, Space
from cop.core.database import Base, UtcDateTime
from cop.core.traces import Trace
from cop.gatherings.rules import LONGEST_LINE, LONGEST_LINK


class Gathering(HasGuests, Base):
    """Those who read a space come together once. `moved_at` is when its time last changed.

    `bound` is how far it is read at most, wherever its space is opened to later. Since `hidden_at` nobody but its host
    and the core group reads it.
    """

    __tablename__ = "gathering"
    __table_args__ = (Index("ix_gathering_space_id_starts_at", "space_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    host_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    title: Mapped[str] = mapped_column(String(LONGEST_LINE))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(LONGEST_LINE))
    link: Mapped[str] = mapped_column(String(LONGEST_LINK), default="")
    bound: Mapped[int] = mapped_column(SmallInteger)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    called_off_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    space: Mapped[Space] = relationship(lazy="raise", viewonly=True)


class GatheringAnswer(Base):
    """What somebody last said: whether they come."""

    __tablename__ = "gathering_answer"

    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    going: Mapped[bool]
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GatheringGuest(GuestSeat, Base):
    """A seat in one gathering, for coming to it."""

    __tablename__ = "gathering_guest"

    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)


COMMUNITY = Space.community_id.label("community")
TO_COME_TO = (
    select(COMMUNITY, Gathering.host_id.label("who"), Gathering.starts_at.label("at"))
    .join_from(Gathering, Space, Space.id == Gathering.space_id)
    .where(Gathering.called_off_at.is_(None))
)
ANSWERED = (
    select(COMMUNITY, GatheringAnswer.user_id.label("who"), GatheringAnswer.said_at.label("at"))
    .join_from(GatheringAnswer, Gathering, Gathering.id == GatheringAnswer.gathering_id)
    .join(Space, Space.id == Gathering.space_id)
)
CAME = (
    select(COMMUNITY, GatheringAnswer.user_id.label("who"), Gathering.starts_at.label("at"))
    .join_from(GatheringAnswer, Gathering, Gathering.id == GatheringAnswer.gathering_id)
    .join(Space, Space.id == Gathering.space_id)
    .where(GatheringAnswer.going, Gathering.called_off_at.is_(None))
)
FOR_ALL = TO_COME_TO.where(Space.for_everyone.is_(True))
TRACES = (Trace("ran", TO_COME_TO), Trace("ran_for_all", FOR_ALL), Trace("answered", ANSWERED), Trace("came", CAME))
