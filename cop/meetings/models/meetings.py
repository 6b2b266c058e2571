"""A meeting, who was there, and who had the floor from when to when. What was said has no table."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, false, true
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.attributes import flag_modified

from cop.core.appending import only_added_to
from cop.core.database import Base, UtcDateTime
from cop.core.seals import Sealed, Unread, sealed, through
from cop.meetings import rules
from cop.sets.models.ownership import OfSet
from cop.sets.rules import STANDARD, Format, Level, Sharing
from cop.sets.rules.formats import read, wordless, written

SENTENCE = 280


class Meeting(OfSet, Base):
    """One date of a set's season, live. `version` goes up with every change that somebody in the room would see.

    Around one table, the facilitator's screen runs it for all, and nobody else needs one.
    `handed_to_id` facilitates this meeting instead of the set's own facilitator, `offered_to_id` has been asked to and
    not answered, `stand_in_id` took the controls while nobody had them. `patient_until` is how long the facilitator has
    chosen to wait for a presenter; `sharing` is how time is shared in it,
    as the agreement said when it began. `pinned` is the running order, whole, as it was when the meeting was last
    planned: nothing that the set changes later reaches a meeting that has begun. Nothing for meetings from before.
    """

    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("sharing IN ('bid', 'equal', 'rotation')", name="sharing"),)

    id: Mapped[int] = mapped_column(
        ForeignKey("season_date.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    set_id: Mapped[int] = mapped_column(ForeignKey("learning_set.id", ondelete="CASCADE"), index=True)
    handed_to_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    offered_to_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    stand_in_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    timekeeper_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    patient_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    stored: Mapped[dict[str, Any]] = mapped_column("progress", JSON)
    pinned: Mapped[str | None] = sealed(name="format")
    seed: Mapped[str] = mapped_column(String(16))
    around_table: Mapped[bool] = mapped_column(default=False, server_default=false())
    sharing: Mapped[Sharing] = mapped_column(String(8), default="bid", server_default="bid")
    order_reason: Mapped[str | None] = sealed()
    ended_why: Mapped[str | None] = sealed()
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's own way to name it

    @property
    def running_order(self) -> Format:
        """The running order that this meeting follows; `wordless` when nobody can read it any more."""
        if isinstance(self.pinned, Unread):
            progress = self.progress
            slots = [part.key for part in progress.order if part.slot is not None]
            return wordless(str(self.pinned), version=0, minutes=progress.slot_minutes, running=slots)
        return read(str(self.pinned)) if self.pinned else STANDARD

    @running_order.setter
    def running_order(self, value: Format) -> None:
        self.pinned = written(value)

    @property
    def progress(self) -> rules.Progress:
        """Where the meeting stood at its last change; `rules.as_of` brings it to now."""
        return rules.from_json(self.stored | {"ended_why": str(self.ended_why or "")})

    @progress.setter
    def progress(self, value: rules.Progress) -> None:
        self.stored, self.ended_why = rules.to_json(replace(value, ended_why="")), value.ended_why or None

    def touch(self) -> None:
        """Raise the version at the next flush, although no column of the row itself may have changed."""
        flag_modified(self, "stored")


class Attendance(Base):
    """Somebody came to the door (`arrived_at`) and, at once or at the next change, into the room (`came_in_at`).

    `leaves_at` is when they said they have to go, `left_at` when they went. `shares` is whether they have a part in the
    airtime due: not when they left before the first slot.
    """

    __tablename__ = "attendance"
    __table_args__ = (CheckConstraint("credit IN ('full', 'half')", name="credit"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    arrived_at: Mapped[datetime] = mapped_column(UtcDateTime)
    came_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    affirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    credit: Mapped[str] = mapped_column(String(4), default="full")
    leaves_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shares: Mapped[bool] = mapped_column(default=True, server_default=true())


class PresenceLease(Base):
    """One socket of one person; whoever has a lease in the future is there. Gone when the meeting closes."""

    __tablename__ = "presence_lease"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    connection: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    lease_until: Mapped[datetime] = mapped_column(UtcDateTime)


class OfMeeting(Sealed):
    """Words said in a meeting are sealed with the key of its set."""

    meeting_id: Mapped[int]

    @property
    def owner_of_words(self) -> str:
        return through(self, Meeting, key=self.meeting_id).owner_of_words


class Bid(OfMeeting, Base):
    """Somebody would like a slot in this meeting. Gone when the meeting closes: it is something that was said.

    The wish and the level are those of something that was not prepared: a challenge that is brought has its own.
    """

    __tablename__ = "bid"
    __table_args__ = (
        CheckConstraint("urgency BETWEEN 1 AND 3", name="urgency"),
        CheckConstraint("level IN ('gentle', 'usual', 'stretch')", name="level"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    sentence: Mapped[str] = sealed()
    urgency: Mapped[int]
    wants: Mapped[str] = sealed(default="")
    level: Mapped[Level] = mapped_column(String(8), default="usual", server_default="usual")


class Abstention(Base):
    """Somebody presents nothing today, and nobody asks why. Gone when the meeting closes."""

    __tablename__ = "abstention"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)


class RecordLine(Base):
    """Who had the floor or which part ran, from when to when. Written once, with the move it belongs to."""

    __tablename__ = "record_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    kind: Mapped[rules.LineKind] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(16))
    slot: Mapped[int | None]
    person: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    began: Mapped[datetime] = mapped_column(UtcDateTime)
    ended: Mapped[datetime] = mapped_column(UtcDateTime)
    planned_seconds: Mapped[int]
    held_seconds: Mapped[int]
    seconds: Mapped[int]

    @property
    def value(self) -> rules.Line:
        """This line as the rules reckon with it."""
        return rules.Line(
            self.kind, self.key, self.slot, self.person, self.began, self.ended,
            planned_seconds=self.planned_seconds, held_seconds=self.held_seconds, seconds=self.seconds,
        )  # fmt: skip


only_added_to(RecordLine, called="The record of a meeting")
