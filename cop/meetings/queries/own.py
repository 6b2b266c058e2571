"""What meetings keep of one person, for that person's own copy."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select

from cop.core.database import db
from cop.core.errors import N_
from cop.core.own import Part
from cop.meetings.models import Attendance, Bid, PrivateWord, RecordLine, RoundSeat, TrayQuestion, Writing

Rows = Iterable[Sequence[Any]]


def _attended(person_id: int) -> Rows:
    own = select(Attendance.arrived_at, Attendance.came_in_at, Attendance.left_at)
    mine = own.where(Attendance.user_id == person_id).order_by(Attendance.meeting_id)
    return [tuple(row) for row in db.session.execute(mine)]


def _spoke(person_id: int) -> Rows:
    own = select(RecordLine.kind, RecordLine.key, RecordLine.began, RecordLine.ended, RecordLine.seconds)
    return [tuple(row) for row in db.session.execute(own.where(RecordLine.person == person_id).order_by(RecordLine.id))]


def _bids(person_id: int) -> Iterator[Sequence[Any]]:
    for each in db.session.scalars(select(Bid).where(Bid.user_id == person_id).order_by(Bid.meeting_id)):
        yield each.sentence, each.wants, each.level, each.urgency


def _questions(person_id: int) -> Iterator[Sequence[Any]]:
    """How the presenter marked them is the presenter's own."""
    own = select(TrayQuestion).where(TrayQuestion.author_id == person_id).order_by(TrayQuestion.id)
    for each in db.session.scalars(own):
        asked = each.asked_at is not None
        yield each.text, "asked" if asked else each.state, each.asked_at


def _writing(person_id: int) -> Iterator[Sequence[Any]]:
    for each in db.session.scalars(select(Writing).where(Writing.author_id == person_id).order_by(Writing.meeting_id)):
        yield (each.text,)


def _private_words(person_id: int) -> Iterator[Sequence[Any]]:
    for each in db.session.scalars(select(PrivateWord).where(PrivateWord.from_id == person_id)):
        yield each.text, each.said_at


def _rounds(person_id: int) -> Rows:
    own = select(RoundSeat.arrived_at, RoundSeat.left_at).where(RoundSeat.user_id == person_id)
    return [tuple(row) for row in db.session.execute(own.order_by(RoundSeat.arrived_at))]


CAME = {"arrived_at": N_("Came to the door"), "left_at": N_("Left")}
PARTS = [
    Part(
        "meetings", N_("Meetings to which you came"),
        {"arrived_at": N_("Came to the door"), "came_in_at": N_("Came in"), "left_at": N_("Left")}, _attended,
    ),
    Part(
        "floor", N_("When you had the floor"),
        {
            "kind": N_("What it was"), "part": N_("Part"), "began": N_("From"), "ended": N_("Until"),
            "seconds": N_("Seconds"),
        },
        _spoke,
    ),
    Part(
        "bids", N_("What you would like to bring to a meeting"),
        {
            "sentence": N_("In a sentence"), "wants": N_("What you wanted of the set"), "level": N_("Level"),
            "urgency": N_("Urgency"),
        },
        _bids,
    ),
    Part(
        "questions", N_("Your questions"), {"text": N_("Text"), "state": N_("State"), "asked_at": N_("Asked")},
        _questions,
    ),
    Part("writing", N_("What you are writing in a meeting"), {"text": N_("Text")}, _writing),
    Part(
        "private_words", N_("What you said to a facilitator alone"), {"text": N_("Text"), "said_at": N_("When")},
        _private_words,
    ),
    Part("rounds", N_("Rounds in which you are"), CAME, _rounds),
]  # fmt: skip
