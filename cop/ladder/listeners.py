"""What follows for words on their way from what happens elsewhere, and what is asked before a letter goes out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select

from cop.core.database import Transaction, db
from cop.core.errors import N_, NotVisible
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.own import Part
from cop.ladder import service
from cop.ladder.models import Climb, ClimbAsk
from cop.ladder.queries import ask_for
from cop.ladder.service.asking import ASKED
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.sets.facts import SetEmptied

listeners = Listeners()
jobs = Jobs()


@jobs.permits_if(ASKED)
def is_asked(person_id: int, ask_id: int) -> bool:
    """Whether this person is still asked, and has not answered."""
    try:
        ask = ask_for(db.session.get_one(User, person_id), ask_id)
    except NotVisible:
        return False
    return ask.answer == "" and bool(ask.words)


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    service.forget(tx, fact.user_id)


@listeners.within(SetEmptied)
def forget_what_is_gone(fact: SetEmptied, tx: Transaction) -> None:
    service.forget_what_is_gone(tx, fact.set_id)


def _climbs(person_id: int) -> Iterator[Sequence[Any]]:
    for each in db.session.scalars(select(Climb).where(Climb.user_id == person_id).order_by(Climb.id)):
        yield each.origin, each.title, each.words, each.began_at, each.sent_at


def _asked(person_id: int) -> Iterable[Sequence[Any]]:
    """Without the words, which are another's, and without who that is."""
    told = select(ClimbAsk.answer, ClimbAsk.asked_at, ClimbAsk.answered_at).where(ClimbAsk.user_id == person_id)
    return [tuple(row) for row in db.session.execute(told.order_by(ClimbAsk.id))]


PARTS = [
    Part(
        "climbs", N_("Words of yours that you are taking further, or have taken"),
        {
            "from": N_("Where from"), "title": N_("Title"), "text": N_("Text"), "since": N_("Since"),
            "sent_at": N_("Sent"),
        },
        _climbs,
    ),
    Part(
        "asked_to_be_named", N_("Whether others might name you"),
        {"answer": N_("Answer"), "asked_at": N_("Asked"), "answered_at": N_("Answered")}, _asked,
    ),
]  # fmt: skip
