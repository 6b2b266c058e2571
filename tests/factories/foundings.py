"""Communities that are proposed, and people with organisations of their own."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from cop.communities import rules
from cop.communities.service import foundings
from cop.organisations import service as organisations
from tests.conftest import THURSDAY
from tests.factories.organisations import an_organisation

DRAFT = rules.Draft(
    name="Falls at night",
    purpose="We learn what prevents them.",
    preset="private",
    prompt_title="What did you try?",
    prompt="We moved the *lamps*.",
    gathering="Who are we?",
    gathering_at=THURSDAY + timedelta(days=14),
    place="Online",
)


def two_organisations(cast: SimpleNamespace, *, now: datetime) -> None:
    """Ada and Bo belong to one, Cy to another; Mina to none."""
    trust, charity = an_organisation("Vale Trust"), an_organisation("Ironbridge Carers")
    for person, where in ((cast.ada, trust), (cast.bo, trust), (cast.cy, charity)):
        organisations.join(person, where, since=now.date(), today=now.date())


def a_proposal(cast: SimpleNamespace, *asked: str, now: datetime, **other: Any) -> int:
    """The id of what Ada proposes to these."""
    addresses = [getattr(cast, who).email for who in asked]
    return foundings.propose(cast.ada, replace(DRAFT, **other), ask=addresses, now=now).id
