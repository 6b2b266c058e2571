"""What rights over one's data do when a job is due or somebody goes: copies made, letters written, accounts emptied."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from flask import current_app, render_template
from sqlalchemy import select

from cop.config import Settings
from cop.core import languages, mail, own
from cop.core.archives import packed
from cop.core.database import Transaction, db
from cop.core.errors import N_
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.own import Part
from cop.people.facts import PersonErased
from cop.rights.models.complaints import Complaint
from cop.rights.models.erasures import Erasure
from cop.rights.queries.exports import asker_of
from cop.rights.rules import exports as rules
from cop.rights.service import complaints, erasures, exports

listeners = Listeners()
jobs = Jobs()


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    erasures.forget_rights_of(tx, fact.user_id)


@jobs.handles(exports.MAKING)
def make_copy(payload: dict[str, Any], *, now: datetime) -> None:
    """Gather everything of whoever asked, in their language, and lay it ready for them."""
    asker = asker_of(payload["copy"])
    if asker is None:
        return
    settings: Settings = current_app.config["COP"]
    with languages.speaking(languages.choice_of(asker.locale)):
        content = _packed(asker.id, now=now)
    exports.keep(payload["copy"], content, days=settings.copy_days, now=now)


@jobs.handles(complaints.ACKNOWLEDGING)
def acknowledge(payload: dict[str, Any], *, now: datetime) -> None:
    """Sent at once, not through a job of its own: a job's row would keep the address."""
    _write(complaints.acknowledge(payload["complaint"], now=now), "acknowledged", now=now)


@jobs.handles(complaints.ANSWERING)
def tell_outcome(payload: dict[str, Any], *, now: datetime) -> None:
    _write(complaints.answer(payload["complaint"]), "answered", now=now)


@jobs.hourly
def carry_out_erasures(*, now: datetime) -> None:
    """Accounts whose two weeks are over are deleted."""
    erasures.carry_out_due(now=now)


@jobs.hourly
def forget_what_is_over(*, now: datetime) -> None:
    """Copies whose days are over, and complaints settled long ago."""
    exports.forget_ended(now=now)
    complaints.forget_old(now=now)


def _packed(person_id: int, *, now: datetime) -> bytes:
    """One page to read, and the same for a machine. Both need nothing else."""
    told = own.all_of(person_id)
    data = rules.document([(part.key, rows) for part, rows in told], taken_at=now)
    page = render_template("rights/copy.html", told=told, taken_at=now)
    return packed(page, name="everything.json", data=data)


def _write(letter: complaints.Letter | None, template: str, *, now: datetime) -> None:
    if letter is not None:
        values = {"name": letter.name, "outcome": letter.outcome}
        mail.send({"to": letter.to, "template": f"rights/mail/{template}.txt", "values": values}, now=now)


def _complaints(person_id: int) -> Iterator[Sequence[Any]]:
    """The outcome was told to them, and is not their own word."""
    own_ones = select(Complaint).where(Complaint.user_id == person_id).order_by(Complaint.received_at)
    for each in db.session.scalars(own_ones):
        yield each.kind, each.words, each.received_at, each.acknowledged_at, each.settled_at


def _erasure(person_id: int) -> Iterable[Sequence[Any]]:
    asked = select(Erasure.keeps_words, Erasure.asked_at, Erasure.due_at).where(Erasure.user_id == person_id)
    return [tuple(row) for row in db.session.execute(asked)]


PARTS = [
    Part(
        "complaints", N_("What you complained of, and what you asked for"),
        {
            "kind": N_("About"), "text": N_("Text"), "at": N_("When"), "acknowledged_at": N_("Acknowledged"),
            "settled_at": N_("Settled"),
        },
        _complaints,
    ),
    Part(
        "erasure", N_("Your wish to go"),
        {"keeps_words": N_("Your words stay"), "asked_at": N_("When"), "due_at": N_("Carried out on")}, _erasure,
    ),
]  # fmt: skip
