"""Making true whom an organisation brings into a community: one function, whatever has changed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from cop.communities import policy
from cop.communities.models import BroughtPerson, Community, CommunityOrganisation
from cop.communities.queries.organisations import HOLDS, banned_among, running_roles, wanted_by
from cop.communities.rules import bringing as rules
from cop.communities.rules.bringing import Deed, State
from cop.communities.service.coming import let_in
from cop.communities.service.memberships import let_go
from cop.core import jobs
from cop.core.database import Transaction, transaction

LETTER = "communities.brought"
LETTER_OF_LEAVING = "communities.leaving"


def settle(tx: Transaction, part_id: int, *, now: datetime) -> None:
    """Tell, bring in and let go whoever it concerns now. Doing it twice is doing it once; an archive is left alone."""
    held = select(CommunityOrganisation).where(CommunityOrganisation.id == part_id).with_for_update()
    part = tx.session.scalars(held.execution_options(populate_existing=True)).one()
    community = tx.session.get_one(Community, part.community_id)
    if not policy.is_alive(community):
        return
    known = {each.user_id: each for each in tx.session.scalars(_people_of(part_id))}
    wanted = wanted_by(part, known, on=now.date())
    people = wanted | set(known)
    roles, banned = running_roles(community.id, people), banned_among(community.id, people)
    is_by_name = not rules.may_bring(community.axes)
    for person_id in sorted(people):
        row = known.get(person_id)
        is_barred = is_by_name or person_id in banned
        deed = rules.deed(
            row.stands if row else None,
            is_wanted=person_id in wanted, is_member=person_id in roles, is_barred=is_barred, now=now,
        )  # fmt: skip
        if deed is not None:
            row = row or BroughtPerson(part_id=part_id, user_id=person_id, due_at=now)
            DEEDS[deed](tx, row, community_id=community.id, role=roles.get(person_id, ""), now=now)


def settle_where(tx: Transaction, organisation_id: int, *, now: datetime) -> None:
    """Make it true wherever this organisation takes part."""
    here = CommunityOrganisation.organisation_id == organisation_id
    for part_id in tx.session.scalars(_unsettled().where(here)).all():
        settle(tx, part_id, now=now)


def settle_all(*, now: datetime) -> None:
    """The same for every organisation: what was due, and what a date has changed. One at a time, so that none waits."""
    with transaction() as tx:
        parts = tx.session.scalars(_unsettled()).all()
    for part_id in parts:
        with transaction() as tx:
            settle(tx, part_id, now=now)


def _unsettled() -> Select[int]:
    still_to_end = select(BroughtPerson.part_id).where(BroughtPerson.state.in_(("waiting", "in", "leaving")))
    asked = select(CommunityOrganisation.id).where(HOLDS | CommunityOrganisation.id.in_(still_to_end))
    return asked.order_by(CommunityOrganisation.id)


def _people_of(part_id: int) -> Select[BroughtPerson]:
    return select(BroughtPerson).where(BroughtPerson.part_id == part_id).execution_options(populate_existing=True)


def _tell(tx: Transaction, person: BroughtPerson, *, now: datetime, **_at: Any) -> None:
    """They hear of it, and have their time to say no."""
    person.state, person.due_at = "waiting", now + rules.NOTICE
    tx.session.add(person)
    jobs.later(tx, LETTER, payload={"part": person.part_id, "user": person.user_id}, at=now)


def _warn(tx: Transaction, person: BroughtPerson, *, now: datetime, **_at: Any) -> None:
    """They hear that they go, and have time to ask whether they may stay."""
    person.state, person.due_at = "leaving", now + rules.NOTICE
    jobs.later(tx, LETTER_OF_LEAVING, payload={"part": person.part_id, "user": person.user_id}, at=now)


def _bring(tx: Transaction, person: BroughtPerson, *, community_id: int, now: datetime, **_at: Any) -> None:
    let_in(tx, community_id, person_id=person.user_id, role="member", now=now)
    person.state = "in"


def _end(tx: Transaction, person: BroughtPerson, *, community_id: int, role: str, now: datetime) -> None:
    """They go as they came; whoever has been given more to do here stays, by themself from now on."""
    if not rules.goes_with_it(role):
        person.state = "own"
        return
    person.state = "gone"
    let_go(tx, community_id, person_id=person.user_id, now=now)


def _settled_as(state: State) -> Callable[..., None]:
    def write(_tx: Transaction, person: BroughtPerson, **_at: Any) -> None:
        person.state = state

    return write


DEEDS: Mapping[Deed, Callable[..., None]] = {
    "tell": _tell,
    "bring": _bring,
    "warn": _warn,
    "keep": _settled_as("in"),
    "end": _end,
    "forget": _settled_as("gone"),
    "refuse": _settled_as("no"),
    "leave_be": _settled_as("own"),
}
