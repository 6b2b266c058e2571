"""What follows for files when people go, and what is done with bytes that nobody needs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cop.core import clock
from cop.core.database import Transaction
from cop.core.errors import N_
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.own import Part
from cop.files import queries, rules, service
from cop.people.facts import PersonErased

listeners = Listeners()
jobs = Jobs()


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    service.forget(tx, fact.user_id, now=clock.now())


@jobs.handles(service.JOB)
def delete_bytes(payload: Mapping[str, Any], *, now: datetime) -> None:
    del now
    service.delete_bytes(payload["names"])


@jobs.hourly
def sweep(*, now: datetime) -> None:
    service.sweep(now=now)


def _files(person_id: int) -> Iterable[Sequence[Any]]:
    """With the address at which they can be fetched, as long as one may."""
    sent = queries.sent_by(person_id)
    return [(each.name, each.words, rules.sized(each.size), each.kept_at, f"/files/{each.id}") for each in sent]


PARTS = [
    Part(
        "files", N_("Pictures, recordings and other files that you sent"),
        {
            "name": N_("Name"), "words": N_("What it shows or says"), "size": N_("Size"), "at": N_("When"),
            "address": N_("Where you can fetch it"),
        },
        _files,
    )
]  # fmt: skip
