"""What follows for what people have begun when they go, and when it is old; and what is told of it to them alone."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from cop.core.database import Transaction
from cop.core.errors import N_
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.own import Part
from cop.drafts import queries, service
from cop.people.facts import PersonErased

listeners = Listeners()
jobs = Jobs()


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    service.forget(tx, fact.user_id)


@jobs.hourly
def forget_old(*, now: datetime) -> None:
    service.forget_old(now=now)


def _drafts(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the name of the place, which may be another's."""
    return [(each.title, each.body, each.more, each.written_at) for each in queries.drafts_of(person_id)]


PARTS = [
    Part(
        "drafts", N_("What you began to write and did not send"),
        {"title": N_("Title"), "text": N_("Text"), "more": N_("Filled in with it"), "at": N_("When")}, _drafts,
    )
]  # fmt: skip
