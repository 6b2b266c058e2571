"""What follows for gatherings from what happens to communities."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from cop.communities.facts import CommunityBegun
from cop.communities.models import Community, Founding
from cop.core.database import Transaction, db
from cop.core.errors import N_
from cop.core.facts import Listeners
from cop.core.own import Part
from cop.gatherings import service
from cop.gatherings.models import Gathering, GatheringAnswer
from cop.gatherings.rules import Plan
from cop.people.facts import PersonErased
from cop.people.models import User

listeners = Listeners()


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    service.forget(tx, fact.user_id)


@listeners.within(CommunityBegun)
def arrange_the_first(fact: CommunityBegun, tx: Transaction) -> None:
    """A new community begins with one gathering: the one that its founders agreed to."""
    founding = tx.session.get_one(Founding, fact.founding_id)
    proposer = tx.session.get_one(User, founding.proposer_id)
    began = tx.session.get_one(Community, fact.community_id).founded_at
    plan = Plan(founding.gathering, founding.gathering_at, founding.place)
    service.arrange(proposer, fact.space_id, plan=plan, now=began)


def _arranged(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(Gathering.title, Gathering.starts_at, Gathering.place, Gathering.link, Gathering.created_at)
    return [tuple(row) for row in db.session.execute(told.where(Gathering.host_id == person_id).order_by(Gathering.id))]


def _answered(person_id: int) -> Iterable[Sequence[Any]]:
    """By its time alone: what a gathering is called are its host's words."""
    told = select(Gathering.starts_at, GatheringAnswer.going, GatheringAnswer.said_at)
    own = told.join_from(GatheringAnswer, Gathering).where(GatheringAnswer.user_id == person_id)
    return [tuple(row) for row in db.session.execute(own.order_by(Gathering.id))]


PARTS = [
    Part(
        "gatherings", N_("Gatherings that you arranged"),
        {
            "title": N_("Title"), "starts_at": N_("Begins"), "place": N_("Place"), "link": N_("Link"), "at": N_("When"),
        },
        _arranged,
    ),
    Part(
        "gathering_answers", N_("Gatherings to which you said yes or no"),
        {"starts_at": N_("Begins"), "going": N_("You come"), "said_at": N_("When")}, _answered,
    ),
]  # fmt: skip
