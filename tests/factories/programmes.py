"""Programmes for tests."""

from datetime import date, datetime

from cop.communities.rules.programmes import Programme
from cop.communities.service import programmes
from cop.organisations import service as organisations
from cop.people.models import User
from tests.factories.organisations import an_organisation

TOLD = Programme(
    name="Living well",
    purpose="People live well.",
    funders="A fund",
    strategy="Listen.",
    begins=date(2026, 1, 1),
    ends=date(2027, 12, 31),
    deadline=date(2027, 6, 30),
)


def a_programme(keeper: User, *, now: datetime) -> int:
    """The id of a programme of an organisation of this person's own."""
    own = an_organisation("Third Thursday")
    organisations.join(keeper, own, since=now.date(), today=now.date())
    return programmes.begin(keeper, organisation_id=own, told=TOLD, now=now).id
