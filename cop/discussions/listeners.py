"""What follows for conversations from what happens to people and communities."""

from datetime import datetime

from cop.communities.facts import CommunityBegun, MemberCame, MemberWent, PlaceChanged
from cop.communities.models import Community, Founding
from cop.core import clock
from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.discussions import queries, service
from cop.discussions.queries.mentions import is_called
from cop.files.facts import FilesChanged
from cop.organisations.facts import BelongingShown, PersonJoinedOrganisation, PersonLeftOrganisation
from cop.people.facts import PersonErased, PersonRenamed
from cop.people.models import User

listeners = Listeners()
jobs = Jobs()


@jobs.permits_if("discussions.guest")
def is_guest(person_id: int, thread_id: int) -> bool:
    return queries.sits_in(person_id, thread_id, now=clock.now())


@jobs.permits_if(service.READING)
def reads(person_id: int, thread_id: int) -> bool:
    return person_id in queries.could_answer(thread_id, now=clock.now())


@jobs.permits_if(service.MENTIONED)
def is_mentioned(person_id: int, post_id: int) -> bool:
    return is_called(person_id, post_id, now=clock.now())


@listeners.within(MemberCame)
@listeners.within(MemberWent)
def end_their_guest_seats(fact: MemberCame | MemberWent, tx: Transaction) -> None:
    """A member is no guest; and whoever is taken out is not left a seat from before."""
    service.end_guest_seats_of(tx, fact.community_id, person_id=fact.user_id, now=clock.now())


@listeners.within(MemberWent)
def forget_what_they_read(fact: MemberWent, tx: Transaction) -> None:
    service.forget_readings(tx, fact.user_id, community_id=fact.community_id)


@listeners.within(PlaceChanged)
def end_seats_where_it_is_sealed(fact: PlaceChanged, tx: Transaction) -> None:
    service.end_sealed_guest_seats(tx, fact.community_id, now=clock.now())


@listeners.within(PersonRenamed)
def show_the_new_name(fact: PersonRenamed, _tx: Transaction) -> None:
    service.renew_pages_of(fact.user_id)


@listeners.within(PersonJoinedOrganisation)
@listeners.within(BelongingShown)
@listeners.within(PersonLeftOrganisation)
def show_where_guests_come_from(
    fact: PersonJoinedOrganisation | BelongingShown | PersonLeftOrganisation, tx: Transaction
) -> None:
    service.renew_guest_pages_of(tx, fact.user_id)


@listeners.within(FilesChanged)
def show_its_files(fact: FilesChanged, tx: Transaction) -> None:
    if fact.whose == service.POST:
        service.renew_page_of(tx, fact.thing_id)


@jobs.hourly
def forget_old(*, now: datetime) -> None:
    service.forget_old_wordings(now=now)


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    service.forget(tx, fact.user_id, keeps_words=fact.keeps_words)


@listeners.within(CommunityBegun)
def say_the_first_words(fact: CommunityBegun, tx: Transaction) -> None:
    """A new community begins with one conversation: what its proposer wants to know, in their own words."""
    founding = tx.session.get_one(Founding, fact.founding_id)
    proposer = tx.session.get_one(User, founding.proposer_id)
    began = tx.session.get_one(Community, fact.community_id).founded_at
    service.start(proposer, fact.space_id, title=founding.prompt_title, body=founding.prompt, now=began)
