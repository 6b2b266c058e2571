"""What a presenter brings, over meetings, and what they look back on. All of it is theirs: it outlives the set."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.core.database import Base, UtcDateTime
from cop.core.seals import Sealed, sealed, through
from cop.people.models import OfPerson
from cop.sets import rules
from cop.sets.models.commitments import Commitment
from cop.sets.models.seasons import SeasonDate

LEVEL = "level IN ('gentle', 'usual', 'stretch')"


class Challenge(OfPerson, Base):
    """One person's own problem, as they put it now. Others see it only as a turn that was brought to a meeting."""

    __tablename__ = "challenge"
    __table_args__ = (CheckConstraint(LEVEL, name="level"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    set_id: Mapped[int | None] = mapped_column(ForeignKey("learning_set.id", ondelete="SET NULL"), index=True)
    sentence: Mapped[str] = sealed()
    wants: Mapped[str] = sealed()
    level: Mapped[rules.Level] = mapped_column(String)
    why: Mapped[str] = sealed()
    better: Mapped[str] = sealed()
    who_else: Mapped[str] = sealed()
    helps: Mapped[str] = sealed()
    success: Mapped[str] = sealed()
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    turns: Mapped[list["ChallengeTurn"]] = relationship(
        back_populates="challenge", lazy="raise", order_by="ChallengeTurn.number", passive_deletes="all"
    )
    commitments: Mapped[list[Commitment]] = relationship(lazy="raise", order_by=Commitment.id, viewonly=True)

    @property
    def sheet(self) -> rules.Sheet:
        """What was prepared, as the rules see it."""
        return rules.Sheet(
            self.sentence, wants=self.wants, level=self.level, why=self.why, better=self.better,
            who_else=self.who_else, helps=self.helps, success=self.success,
        )  # fmt: skip

    @sheet.setter
    def sheet(self, value: rules.Sheet) -> None:
        self.sentence, self.wants, self.level, self.why = value.sentence, value.wants, value.level, value.why
        self.better, self.who_else, self.helps, self.success = value.better, value.who_else, value.helps, value.success

    @property
    def apart(self) -> list[Commitment]:
        """The commitments that belong to no turn."""
        meetings = {turn.season_date_id for turn in self.turns}
        return [each for each in self.commitments if each.made_at_id not in meetings]


class ChallengeTurn(Sealed, Base):
    """A challenge at one meeting, as it was put then; the meeting itself may be gone. `held_on` is its day in UTC."""

    __tablename__ = "challenge_turn"
    __table_args__ = (UniqueConstraint("challenge_id", "season_date_id"), CheckConstraint(LEVEL, name="level"))

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenge.id", ondelete="CASCADE"))
    season_date_id: Mapped[int | None] = mapped_column(ForeignKey("season_date.id", ondelete="SET NULL"), index=True)
    number: Mapped[int]
    held_on: Mapped[date]
    sentence: Mapped[str] = sealed()
    wants: Mapped[str] = sealed()
    level: Mapped[rules.Level] = mapped_column(String)
    learnt: Mapped[str] = sealed(default="")
    happened: Mapped[str] = sealed(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    challenge: Mapped[Challenge] = relationship(back_populates="turns", lazy="raise_on_sql")
    season_date: Mapped[SeasonDate | None] = relationship(lazy="raise")
    kept: Mapped[list["KeptQuestion"]] = relationship(
        back_populates="turn", lazy="raise", order_by="KeptQuestion.id", passive_deletes="all"
    )

    @property
    def owner_of_words(self) -> str:
        return through(self, Challenge, key=self.challenge_id).owner_of_words

    @property
    def planned(self) -> list[Commitment]:
        """What its presenter said at this meeting they would do."""
        return [each for each in self.challenge.commitments if each.made_at_id == self.season_date_id]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written down for it yet."""
        return not (self.learnt or self.happened or self.kept)


class KeptQuestion(Sealed, Base):
    """The words of a question that mattered to a presenter, or that they keep for later, without whoever asked it."""

    __tablename__ = "kept_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("challenge_turn.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = sealed()
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)

    turn: Mapped[ChallengeTurn] = relationship(back_populates="kept", lazy="raise_on_sql")

    @property
    def owner_of_words(self) -> str:
        return through(self, ChallengeTurn, key=self.turn_id).owner_of_words


class ReviewLine(OfPerson, Base):
    """A line of somebody's review sheet: theirs alone until `shared_at`, and again once it is taken back."""

    __tablename__ = "review_line"
    __table_args__ = (UniqueConstraint("user_id", "season_date_id", "prompt"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_id: Mapped[int | None] = mapped_column(ForeignKey("learning_set.id", ondelete="SET NULL"), index=True)
    season_date_id: Mapped[int | None] = mapped_column(ForeignKey("season_date.id", ondelete="SET NULL"), index=True)
    number: Mapped[int]
    held_on: Mapped[date]
    prompt: Mapped[rules.Prompt] = mapped_column(String)
    text: Mapped[str] = sealed()
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    shared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
