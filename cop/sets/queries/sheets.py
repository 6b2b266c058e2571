"""Review sheets: one's own, and the lines that others chose to share."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.core.seals import words_in
from cop.people.models import User, person_owner
from cop.sets.models import ReviewLine, SeasonDate, Seat


class Shared(NamedTuple):
    """A line of somebody else's sheet that they chose to share."""

    name: str
    prompt: str
    text: str


def date_for(viewer: User, season_date_id: int) -> SeasonDate:
    """The door to a date of a season: those who sit in its set."""
    seated = and_(Seat.set_id == SeasonDate.set_id, Seat.user_id == viewer.id, Seat.state == "accepted")
    date = db.session.scalar(select(SeasonDate).join(Seat, seated).where(SeasonDate.id == season_date_id))
    if date is None:
        raise NotVisible
    return date


def line_for(viewer: User, line_id: int) -> ReviewLine:
    """The door to one line: its author, and nobody else even when it is shared."""
    line = db.session.scalar(select(ReviewLine).where(ReviewLine.id == line_id, ReviewLine.user_id == viewer.id))
    if line is None:
        raise NotVisible
    return line


def sheet_of(viewer: User, season_date_id: int) -> dict[str, ReviewLine]:
    """This person's lines about one meeting, by their prompts."""
    asked = select(ReviewLine).where(ReviewLine.user_id == viewer.id, ReviewLine.season_date_id == season_date_id)
    return {line.prompt: line for line in db.session.scalars(asked)}


def lines_of(viewer: User) -> Sequence[ReviewLine]:
    """All that this person has looked back on, meeting by meeting."""
    asked = select(ReviewLine).where(ReviewLine.user_id == viewer.id)
    return db.session.scalars(asked.order_by(ReviewLine.held_on, ReviewLine.id)).all()


def shared_by_others(viewer: User, season_date_id: int) -> list[Shared]:
    """Name, prompt and words of what others share about this meeting, with whoever sat there when they shared it."""
    author, own = aliased(Seat), aliased(Seat)
    asked = (
        select(User.id, User.name, ReviewLine.prompt, ReviewLine.text)
        .join(User, User.id == ReviewLine.user_id)
        .join(author, and_(author.set_id == ReviewLine.set_id, author.user_id == ReviewLine.user_id))
        .join(own, and_(own.set_id == ReviewLine.set_id, own.user_id == viewer.id))
        .where(author.state == "accepted", own.state == "accepted", own.joined_at <= ReviewLine.shared_at)
        .where(ReviewLine.season_date_id == season_date_id, ReviewLine.user_id != viewer.id)
        .order_by(author.position, ReviewLine.id)
    )
    return [
        Shared(name, prompt, words_in(ReviewLine.text, text, owner=person_owner(user_id)))
        for user_id, name, prompt, text in db.session.execute(asked)
    ]
