"""What follows for stories from what happens to communities."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from cop.communities.facts import CommunityClosed
from cop.core.database import Transaction, db
from cop.core.errors import N_
from cop.core.facts import Listeners
from cop.core.own import Part
from cop.people.facts import PersonErased
from cop.stories import service
from cop.stories.models import Story

listeners = Listeners()


@listeners.within(CommunityClosed)
def narrow_what_was_not_confirmed(fact: CommunityClosed, tx: Transaction) -> None:
    service.narrow_unconfirmed(tx, fact.community_id)


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    service.forget(tx, fact.user_id, keeps_words=fact.keeps_words)


def _stories(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(Story.title, Story.source, Story.audience, Story.named, Story.created_at, Story.withdrawn_at)
    return [tuple(row) for row in db.session.execute(told.where(Story.author_id == person_id).order_by(Story.id))]


PARTS = [
    Part(
        "stories", N_("Your stories"),
        {
            "title": N_("Title"), "text": N_("Text"), "audience": N_("Who reads it"), "named": N_("How you are named"),
            "at": N_("When"), "withdrawn_at": N_("Taken back"),
        },
        _stories,
    )
]  # fmt: skip
