"""A set for a test: seated, agreed and planned unless the test says otherwise."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from cop.core.database import transaction
from cop.people.models import User
from cop.sets.facts import SeasonPlanned, SetFormed
from cop.sets.models import Agreement, AgreementAcceptance, LearningSet, SeasonDate, Seat

Person = User | int

TRAITS = {
    "name": "The Thursday set",
    "purpose": "Problems that have no right answer.",
    "seats": 6,
    "meeting_minutes": 180,
    "slot_minutes": 45,
}


def a_set(
    facilitator: Person,
    members: Sequence[Person] = (),
    *,
    now: datetime,
    dates: Iterable[datetime] = (),
    agreed: bool = True,
    **traits: Any,
) -> int:
    """The id of a set in which these people sit. Its first meeting begins in an hour unless `dates` are given."""
    people = [_id(person) for person in (facilitator, *members)]
    state = "running" if agreed else "forming"
    learning_set = LearningSet(created_by_id=people[0], created_at=now, **{**TRAITS, "state": state, **traits})
    minutes = learning_set.meeting_minutes
    planned = list(dates or (now + timedelta(hours=1, weeks=5 * number) for number in range(4)))
    with transaction() as tx:
        tx.session.add(learning_set)
        tx.flush()
        tx.session.add_all(_taken(learning_set.id, user_id, position, now) for position, user_id in enumerate(people))
        season = [
            SeasonDate(set_id=learning_set.id, number=number, starts_at=starts_at, minutes=minutes)
            for number, starts_at in enumerate(planned, start=1)
        ]
        tx.session.add_all(season)
        tx.flush()
        if agreed:
            an_agreement(learning_set.id, accepted_by=people, now=now)
        tx.announce(SetFormed(learning_set.id))
        tx.announce(SeasonPlanned(learning_set.id, tuple(each.id for each in season)))
        return learning_set.id


def an_agreement(
    set_id: int, *, accepted_by: Sequence[Person], now: datetime, version: int = 1, advice: str = "none"
) -> int:
    """The id of a version of the agreement that these people have accepted."""
    with transaction() as tx:
        agreement = Agreement(
            set_id=set_id, version=version, confidentiality="learning_out", ground_rules="We ask.",
            html="<p>We ask.</p>", render_version=1, written_by_id=_id(accepted_by[0]), created_at=now,
            advice=advice,
        )  # fmt: skip
        tx.session.add(agreement)
        tx.flush()
        tx.session.add_all(_acceptance(agreement.id, _id(person), now) for person in accepted_by)
        return agreement.id


def an_offered_seat(
    set_id: int, person: Person, *, by: Person, now: datetime, role: str = "member", told_at: datetime | None = None
) -> int:
    """The id of a seat that this person has been offered, while the set formed unless it was `told_at` some time."""
    with transaction() as tx:
        seat = Seat(
            set_id=set_id, user_id=_id(person), email=f"person{_id(person)}@example.org", role=role, position=50,
            invited_by_id=_id(by), invited_at=now, told_at=told_at,
        )  # fmt: skip
        tx.session.add(seat)
        tx.flush()
        return seat.id


def _taken(set_id: int, user_id: int, position: int, now: datetime) -> Seat:
    role = "member" if position else "facilitator"
    return Seat(
        set_id=set_id, user_id=user_id, role=role, position=position, state="accepted", invited_by_id=user_id,
        invited_at=now, joined_at=now,
    )  # fmt: skip


def _acceptance(agreement_id: int, user_id: int, now: datetime) -> AgreementAcceptance:
    return AgreementAcceptance(agreement_id=agreement_id, user_id=user_id, accepted_at=now)


def _id(person: Person) -> int:
    return person if isinstance(person, int) else person.id
