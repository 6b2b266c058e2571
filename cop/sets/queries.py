"""The doors of learning sets, and what stands behind them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from cop.core.database import db
from cop.core.errors import NotVisible
from cop.people.models import User
from cop.sets import policy, rules
from cop.sets.models import Agreement, AgreementAcceptance, Commitment, LearningSet, LedgerEntry, SeasonDate, Seat

COUNTS_AS_NEXT = timedelta(hours=1)


def set_for(viewer: User, set_id: int) -> LearningSet:
    """The only door to a set: a person without a seat in it cannot learn that it exists. Loads table and dates."""
    own = LearningSet.id.in_(_set_ids_of(viewer.id, "accepted"))  # in SQL, so that a no takes equally long for any id
    return _behind_the_door(viewer, _whole_set().where(LearningSet.id == set_id, own))


def set_to_change_for(viewer: User, set_id: int) -> LearningSet:
    """The same door, with the set's row held until the transaction ends: seats are counted by one person at a time."""
    hold_set(set_id)
    return set_for(viewer, set_id)


def hold_set(set_id: int) -> None:
    """Wait for whoever is changing this set. Says nothing about whether there is one."""
    db.session.execute(select(LearningSet.id).where(LearningSet.id == set_id).with_for_update())


def invitation_for(viewer: User, set_id: int) -> Seat:
    """The door for somebody asked to take a seat: the seat, its set with the dates, and who asks; no more."""
    asked = (
        select(Seat)
        .join(Seat.learning_set)
        .where(Seat.set_id == set_id, Seat.user_id == viewer.id, Seat.state == "invited")
        .options(contains_eager(Seat.learning_set).selectinload(LearningSet.dates), joinedload(Seat.invited_by))
    )
    seat = db.session.scalar(asked.execution_options(populate_existing=True))
    if seat is None:
        raise NotVisible
    return seat


def commitment_for(viewer: User, commitment_id: int) -> Commitment:
    """The door to a commitment: those who sit in its set, its owner included."""
    seated = Commitment.set_id.in_(_set_ids_of(viewer.id, "accepted"))
    commitment = db.session.scalar(_commitments().where(Commitment.id == commitment_id, seated))
    if commitment is None:
        raise NotVisible
    return commitment


def sets_visible_to(viewer: User, *, community_id: int | None = None) -> Sequence[LearningSet]:
    """The sets this person sits in, by name; those of one community when it is named."""
    asked = _whole_set().where(LearningSet.id.in_(_set_ids_of(viewer.id, "accepted"))).order_by(LearningSet.name)
    if community_id is not None:
        asked = asked.where(LearningSet.community_id == community_id)
    return db.session.scalars(asked).all()


def invitations_to(viewer: User) -> Sequence[Seat]:
    """The seats this person has been offered and has not answered, the oldest first."""
    asked = (
        select(Seat)
        .where(Seat.user_id == viewer.id, Seat.state == "invited")
        .options(joinedload(Seat.learning_set), joinedload(Seat.invited_by))
        .order_by(Seat.invited_at, Seat.id)
    )
    return db.session.scalars(asked).all()


def people_in(set_id: int) -> list[int]:
    """Who is told about this set: everybody who sits in it at this moment."""
    asked = select(Seat.user_id).where(*_seated(set_id)).order_by(Seat.position)
    return [user_id for user_id in db.session.scalars(asked) if user_id is not None]


def seats_of(set_id: int) -> list[Seat]:
    """The seats taken, with their people: the facilitator first, then in the order of the table."""
    asked = select(Seat).where(*_seated(set_id)).options(joinedload(Seat.user)).order_by(Seat.position)
    return sorted(db.session.scalars(asked), key=lambda each: each.role != "facilitator")


def seat_in(learning_set: LearningSet, seat_id: int) -> Seat:
    """One seat of a set that somebody has come through the door of, taken or offered."""
    for seat in learning_set.table:
        if seat.id == seat_id and seat.state in {"invited", "accepted"}:
            return seat
    raise NotVisible


def dates_of(set_id: int) -> Sequence[SeasonDate]:
    """The season, in order."""
    return db.session.scalars(select(SeasonDate).where(SeasonDate.set_id == set_id).order_by(SeasonDate.number)).all()


def next_date(dates: Collection[SeasonDate], *, now: datetime) -> SeasonDate | None:
    """The meeting to come or under way: not yet held, and not over for an hour."""
    to_come = (each for each in dates if each.held_at is None and _end_of(each) + COUNTS_AS_NEXT > now)
    return min(to_come, key=lambda each: each.number, default=None)


def agreement_of(set_id: int) -> Agreement | None:
    """The version in force; None before the first is written."""
    asked = select(Agreement).where(Agreement.set_id == set_id).order_by(Agreement.version.desc()).limit(1)
    return db.session.scalar(asked)


def unaccepted_by(viewer: User, *, community_id: int | None = None) -> set[int]:
    """The sets of this person, or those of one community, whose agreement in force they have not accepted."""
    newer = aliased(Agreement)
    latest = select(func.max(newer.version)).where(newer.set_id == Seat.set_id).scalar_subquery()
    own_yes = and_(AgreementAcceptance.agreement_id == Agreement.id, AgreementAcceptance.user_id == viewer.id)
    asked = (
        select(Seat.set_id)
        .join(Agreement, and_(Agreement.set_id == Seat.set_id, Agreement.version == latest))
        .outerjoin(AgreementAcceptance, own_yes)
        .where(Seat.user_id == viewer.id, Seat.state == "accepted", AgreementAcceptance.user_id.is_(None))
    )
    if community_id is not None:
        asked = asked.join(LearningSet, LearningSet.id == Seat.set_id).where(LearningSet.community_id == community_id)
    return set(db.session.scalars(asked))


def accepted_by(agreement: Agreement | None) -> frozenset[int]:
    """Who has said yes to this version."""
    if agreement is None:
        return frozenset()
    asked = select(AgreementAcceptance.user_id).where(AgreementAcceptance.agreement_id == agreement.id)
    return frozenset(db.session.scalars(asked))


def waiting_for(set_id: int) -> frozenset[int]:
    """Who sits in the set and has not accepted the agreement in force: everybody, before one is written."""
    return rules.waiting_for(people_in(set_id), accepted_by(agreement_of(set_id)))


def all_accepted(set_id: int) -> bool:
    """Whether a meeting may open: an agreement is in force and everybody who sits has accepted it."""
    return agreement_of(set_id) is not None and not waiting_for(set_id)


def ledger_of(set_id: int) -> list[rules.Entry]:
    """The airtime of the season so far, as the rules reckon with it."""
    asked = select(LedgerEntry).where(LedgerEntry.set_id == set_id).options(joinedload(LedgerEntry.season_date))
    return [entry.value for entry in db.session.scalars(asked)]


def commitments_of(set_id: int, *, user_id: int | None = None) -> Sequence[Commitment]:
    """What people in this set said they would do, the nearest date first; one person's when named."""
    asked = _commitments().where(Commitment.set_id == set_id).order_by(Commitment.by_when, Commitment.id)
    if user_id is not None:
        asked = asked.where(Commitment.user_id == user_id)
    return db.session.scalars(asked).all()


def due_commitments(set_id: int, *, at_meeting: int) -> list[Commitment]:
    """What people who still sit in the set have yet to speak of at the meeting of that number, by seat and date."""
    seated = people_in(set_id)
    owed = [each for each in commitments_of(set_id) if each.user_id in seated]
    due = set(rules.due_for_update([each.value for each in owed], at_meeting=at_meeting))
    return sorted((each for each in owed if each.value in due), key=lambda each: seated.index(each.user_id))


def open_commitments_of(viewer: User, *, community_id: int | None = None) -> list[Commitment]:
    """What this person still has to tell the sets they sit in, the nearest date first."""
    asked = _commitments().where(
        Commitment.user_id == viewer.id,
        Commitment.state.in_(("open", "moved", "skipped")),
        Commitment.set_id.in_(_set_ids_of(viewer.id, "accepted")),
    )
    if community_id is not None:
        asked = asked.join(LearningSet, LearningSet.id == Commitment.set_id).where(
            LearningSet.community_id == community_id
        )
    return list(db.session.scalars(asked.order_by(Commitment.by_when, Commitment.id)))


def seats_waiting_at(email: str) -> Sequence[Seat]:
    """The seats offered to an address that had no account."""
    asked = select(Seat).where(Seat.email == email, Seat.user_id.is_(None), Seat.state == "invited")
    return db.session.scalars(asked).all()


def _behind_the_door(viewer: User, asked: Select[LearningSet]) -> LearningSet:
    learning_set = db.session.scalar(asked.execution_options(populate_existing=True))
    if learning_set is None or not policy.can_see(viewer, learning_set):
        raise NotVisible
    return learning_set


def _whole_set() -> Select[LearningSet]:
    table = selectinload(LearningSet.table).joinedload(Seat.user)
    return select(LearningSet).options(table, selectinload(LearningSet.dates))


def _commitments() -> Select[Commitment]:
    people_and_dates = (joinedload(Commitment.user), joinedload(Commitment.made_on), joinedload(Commitment.reported_on))
    return select(Commitment).options(*people_and_dates)


def _set_ids_of(user_id: int, state: str) -> Select[int]:
    return select(Seat.set_id).where(Seat.user_id == user_id, Seat.state == state)


def _seated(set_id: int) -> tuple[ColumnElement[bool], ...]:
    return Seat.set_id == set_id, Seat.state == "accepted"


def _end_of(season_date: SeasonDate) -> datetime:
    return season_date.starts_at + timedelta(minutes=season_date.minutes)
