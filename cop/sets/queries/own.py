"""What sets keep of one person, for that person's own copy: their words are opened for them, and nobody else's."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from cop.core.database import db
from cop.core.errors import N_
from cop.core.own import Part
from cop.sets.models import (
    Agreement,
    AgreementAcceptance,
    Challenge,
    ChallengeTurn,
    Commitment,
    LearningSet,
    LedgerEntry,
    ReviewLine,
    SeasonAnswer,
    Seat,
)

Rows = Iterable[Sequence[Any]]


def _seats(person_id: int) -> Rows:
    own = select(Seat.role, Seat.state, Seat.invited_at, Seat.joined_at, Seat.left_at)
    return [tuple(row) for row in db.session.execute(own.where(Seat.user_id == person_id).order_by(Seat.id))]


def _accepted(person_id: int) -> Rows:
    own = select(Agreement.version, AgreementAcceptance.accepted_at).join_from(AgreementAcceptance, Agreement)
    mine = own.where(AgreementAcceptance.user_id == person_id).order_by(Agreement.id)
    return [tuple(row) for row in db.session.execute(mine)]


def _agreements(person_id: int) -> Iterator[Sequence[Any]]:
    own = select(Agreement).where(Agreement.written_by_id == person_id).order_by(Agreement.id)
    for each in db.session.scalars(own):
        yield each.version, each.confidentiality, each.sharing, each.ground_rules, each.created_at


def _challenges(person_id: int) -> Iterator[Sequence[Any]]:
    for each in db.session.scalars(select(Challenge).where(Challenge.user_id == person_id).order_by(Challenge.id)):
        prepared = (each.why, each.better, each.who_else, each.helps, each.success)
        yield each.sentence, each.wants, each.level, *prepared, each.created_at


def _turns(person_id: int) -> Iterator[Sequence[Any]]:
    own = select(ChallengeTurn).join(ChallengeTurn.challenge).where(Challenge.user_id == person_id)
    for each in db.session.scalars(own.order_by(ChallengeTurn.id)):
        yield each.held_on, each.number, each.sentence, each.wants, each.learnt, each.happened


def _commitments(person_id: int) -> Iterator[Sequence[Any]]:
    """What another wrote down and its owner has not confirmed is not yet theirs; nor is the reason of a skipped one."""
    own = (Commitment.user_id == person_id, Commitment.written_by_id.is_(None))
    for each in db.session.scalars(select(Commitment).where(*own).order_by(Commitment.id)):
        outcome = "" if each.state == "skipped" else each.outcome
        yield each.what, each.first_step, each.by_when, each.state, outcome, each.learnt, each.created_at


def _review_lines(person_id: int) -> Iterator[Sequence[Any]]:
    own = select(ReviewLine).where(ReviewLine.user_id == person_id).order_by(ReviewLine.id)
    for each in db.session.scalars(own):
        yield each.held_on, each.number, each.prompt, each.text, each.shared_at


def _answers(person_id: int) -> Iterator[Sequence[Any]]:
    own = select(SeasonAnswer).where(SeasonAnswer.user_id == person_id).order_by(SeasonAnswer.id)
    for each in db.session.scalars(own):
        yield each.season, each.half, each.prompt, each.text, each.written_at


def _ledger(person_id: int) -> Iterator[Sequence[Any]]:
    own = select(LedgerEntry).where(LedgerEntry.user_id == person_id).options(joinedload(LedgerEntry.season_date))
    for each in db.session.scalars(own.order_by(LedgerEntry.season_date_id)):
        date = each.season_date
        yield date.starts_at, date.number, each.credit_seconds, each.used_seconds, each.planned_seconds


MEETING = {"day": N_("Day"), "meeting": N_("Meeting")}
PARTS = [
    Part(
        "seats", N_("Your seats in sets"),
        {
            "role": N_("As"), "state": N_("State"), "offered_at": N_("Offered"), "joined_at": N_("Taken"),
            "left_at": N_("Given up"),
        },
        _seats,
    ),
    Part(
        "set_agreements_accepted", N_("Agreements of sets that you accepted"),
        {"version": N_("Version"), "accepted_at": N_("Accepted")}, _accepted,
    ),
    Part(
        "set_agreements_written", N_("Agreements of sets that you wrote down"),
        {
            "version": N_("Version"), "confidentiality": N_("Confidentiality"), "sharing": N_("Sharing of time"),
            "ground_rules": N_("Ground rules"), "written_at": N_("Written"),
        },
        _agreements,
    ),
    Part(
        "challenges", N_("Your challenges"),
        {
            "sentence": N_("In a sentence"), "wants": N_("What you wanted of the set"), "level": N_("Level"),
            "why": N_("Why it matters to you"), "better": N_("What would be better"),
            "who_else": N_("Who else wants it"), "helps": N_("What may help or get in the way"),
            "success": N_("What success might look like"), "since": N_("Since"),
        },
        _challenges,
    ),
    Part(
        "turns", N_("Your challenges at meetings"),
        MEETING | {
            "sentence": N_("In a sentence"), "wants": N_("What you wanted of the set"), "learnt": N_("What you learnt"),
            "happened": N_("What happened"),
        },
        _turns,
    ),
    Part(
        "commitments", N_("What you said you would do"),
        {
            "what": N_("What"), "first_step": N_("First step"), "by_when": N_("By when"), "state": N_("State"),
            "outcome": N_("What became of it"), "learnt": N_("What you learnt"), "made_at": N_("When"),
        },
        _commitments,
    ),
    Part(
        "review_sheets", N_("Your review sheets"),
        MEETING | {"prompt": N_("Asked"), "text": N_("Text"), "shared_at": N_("Shared")}, _review_lines,
    ),
    Part(
        "season_answers", N_("What you said when a set looked back"),
        {
            "season": N_("Season"), "half": N_("Half"), "prompt": N_("Asked"), "text": N_("Text"),
            "written_at": N_("Written"),
        },
        _answers,
    ),
    Part(
        "airtime", N_("Your airtime, in seconds"),
        MEETING | {"due": N_("Due"), "used": N_("Used"), "planned": N_("Planned for your slot")}, _ledger,
    ),
]  # fmt: skip


def facilitated_by(person_id: int) -> list[tuple[int, str]]:
    """The sets that go on, in which this person facilitates, by their names. Somebody else sits there who could."""
    own = (Seat.user_id == person_id, Seat.state == "accepted", Seat.role == "facilitator")
    other = aliased(Seat)
    others = select(other.id).where(other.set_id == Seat.set_id, other.state == "accepted", other.id != Seat.id)
    asked = select(LearningSet).join(Seat, Seat.set_id == LearningSet.id).where(*own, others.exists())
    going_on = asked.where(LearningSet.state != "closed").order_by(LearningSet.id)
    return [(each.id, each.name) for each in db.session.scalars(going_on)]
