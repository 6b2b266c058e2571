"""What follows for gatherings from what happens to communities."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from cop.communities.facts import CommunityBegun, MemberCame, MemberWent, PlaceChanged
from cop.communities.models import Community, Founding
from cop.core import clock
from cop.core.database import Transaction, db
from cop.core.errors import N_
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.own import Part
from cop.gatherings import queries, service
from cop.gatherings.facts import GatheringHidden
from cop.gatherings.models import Gathering, GatheringAnswer, GatheringGuest
from cop.gatherings.rules import Plan
from cop.people.facts import PersonErased
from cop.people.models import User

listeners = Listeners()
jobs = Jobs()


@jobs.permits_if("gatherings.guest")
def is_guest(person_id: int, gathering_id: int) -> bool:
    return queries.sits_in(person_id, gathering_id, now=clock.now())


@jobs.permits_if(service.ASIDE)
def comes_to_what_is_aside(person_id: int, gathering_id: int) -> bool:
    return queries.stands_for(person_id, gathering_id, now=clock.now()) is False


@jobs.permits_if(service.AGAIN)
def comes_to_what_stands(person_id: int, gathering_id: int) -> bool:
    return queries.stands_for(person_id, gathering_id, now=clock.now()) is True


@listeners.within(GatheringHidden)
def tell_who_comes(fact: GatheringHidden, tx: Transaction) -> None:
    service.tell_who_comes(tx, fact.gathering_id, but=fact.user_id, now=clock.now())


@listeners.within(MemberCame)
@listeners.within(MemberWent)
def end_their_guest_seats(fact: MemberCame | MemberWent, tx: Transaction) -> None:
    """A member is no guest; and whoever is taken out is not left a seat from before."""
    service.end_guest_seats_of(tx, fact.community_id, person_id=fact.user_id, now=clock.now())


@listeners.within(PlaceChanged)
def end_seats_where_it_is_sealed(fact: PlaceChanged, tx: Transaction) -> None:
    service.end_sealed_guest_seats(tx, fact.community_id, now=clock.now())


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
    told = select(
        Gathering.title, Gathering.starts_at, Gathering.place, Gathering.link, Gathering.created_at, Gathering.hidden_at
    )
    return [tuple(row) for row in db.session.execute(told.where(Gathering.host_id == person_id).order_by(Gathering.id))]


def _answered(person_id: int) -> Iterable[Sequence[Any]]:
    """By its time alone: what a gathering is called are its host's words."""
    told = select(Gathering.starts_at, GatheringAnswer.going, GatheringAnswer.said_at)
    own = told.join_from(GatheringAnswer, Gathering).where(GatheringAnswer.user_id == person_id)
    return [tuple(row) for row in db.session.execute(own.order_by(Gathering.id))]


def _guest_seats(person_id: int) -> Iterable[Sequence[Any]]:
    told = select(Gathering.title, GatheringGuest.given_at, GatheringGuest.until, GatheringGuest.ended_at)
    own = (
        told.join_from(GatheringGuest, Gathering).where(GatheringGuest.user_id == person_id).order_by(GatheringGuest.id)
    )
    return [tuple(row) for row in db.session.execute(own)]


PARTS = [
    Part(
        "gatherings", N_("Gatherings that you arranged"),
        {
            "title": N_("Title"), "starts_at": N_("Begins"), "place": N_("Place"), "link": N_("Link"), "at": N_("When"),
            "hidden_at": N_("Hidden since"),
        },
        _arranged,
    ),
    Part(
        "gathering_answers", N_("Gatherings to which you said yes or no"),
        {"starts_at": N_("Begins"), "going": N_("You come"), "said_at": N_("When")}, _answered,
    ),
    Part(
        "gathering_seats", N_("Gatherings in which you had a guest seat"),
        {"title": N_("Title"), "since": N_("Since"), "until": N_("Until"), "ended_at": N_("Ended")}, _guest_seats,
    ),
]  # fmt: skip
