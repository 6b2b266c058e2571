"""What a meeting does when something happens in its set, and a round when somebody's place in a community changes."""

from datetime import datetime

from cop.communities.facts import MemberWent, PlaceChanged, RoleGiven, SpaceMemberWent
from cop.core import clock
from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.meetings import service
from cop.meetings.service import endings, erasure, rounds
from cop.people.facts import PersonErased
from cop.sets.facts import (
    AgreementAccepted,
    AgreementWritten,
    ChallengeShown,
    ChallengeTakenBack,
    CommitmentDeleted,
    CommitmentMade,
    CommitmentReported,
    FormatChosen,
    RolesChanged,
    SeasonChanged,
    SeasonPlanned,
    SeatLeft,
    SeatTaken,
    SetBegan,
    SetClosed,
    SetEmptied,
)

Agreed = AgreementAccepted | AgreementWritten
Changed = Agreed | ChallengeShown | CommitmentDeleted | CommitmentMade | CommitmentReported

listeners = Listeners()
jobs = Jobs()


@listeners.within(SeasonPlanned)
def make_meetings(fact: SeasonPlanned, _tx: Transaction) -> None:
    service.plan_season(fact.set_id)


@listeners.within(FormatChosen)
def run_another_order(fact: FormatChosen, _tx: Transaction) -> None:
    service.plan_season(fact.set_id)
    service.refresh_open(fact.set_id)


@listeners.within(SeasonChanged)
def follow_the_dates(fact: SeasonChanged, _tx: Transaction) -> None:
    if fact.kind == "cancelled":
        service.cancel(fact.season_date_id, now=clock.now())
    if fact.kind == "moved":
        service.clear_lobby(fact.season_date_id)
    service.plan_season(fact.set_id)
    service.refresh_open(fact.set_id)


@listeners.within(RolesChanged)
def show_who_facilitates(fact: RolesChanged, _tx: Transaction) -> None:
    service.refresh_open(fact.set_id)


@listeners.within(SetBegan)
def plan_for_those_who_sit(fact: SetBegan, _tx: Transaction) -> None:
    service.plan_season(fact.set_id)


@listeners.within(AgreementWritten)
def share_time_as_agreed(fact: AgreementWritten, _tx: Transaction) -> None:
    service.plan_season(fact.set_id)


@listeners.within(SeatTaken)
def make_room(fact: SeatTaken, _tx: Transaction) -> None:
    service.plan_season(fact.set_id)


@listeners.within(SeatLeft)
def give_up_turns(fact: SeatLeft, _tx: Transaction) -> None:
    service.give_up_seat(fact.user_id, fact.set_id, now=clock.now())
    service.plan_season(fact.set_id)


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    erasure.forget(tx, fact.user_id, keeps_words=fact.keeps_words)


@listeners.within(AgreementAccepted)
@listeners.within(AgreementWritten)
@listeners.within(ChallengeShown)
@listeners.within(CommitmentDeleted)
@listeners.within(CommitmentMade)
@listeners.within(CommitmentReported)
def show_what_changed(fact: Changed, _tx: Transaction) -> None:
    service.refresh_open(fact.set_id)


@listeners.within(ChallengeTakenBack)
def forget_the_sentence(fact: ChallengeTakenBack, _tx: Transaction) -> None:
    service.forget_bids(fact.user_id, fact.season_date_ids)
    service.refresh_open(fact.set_id)


@listeners.within(SetClosed)
def end_with_the_set(fact: SetClosed, _tx: Transaction) -> None:
    endings.end_with_set(fact.set_id, now=clock.now())


@listeners.within(SetEmptied)
def forget_with_the_set(fact: SetEmptied, _tx: Transaction) -> None:
    endings.forget_meetings(fact.set_id)


@listeners.within(MemberWent)
@listeners.within(RoleGiven)
@listeners.within(SpaceMemberWent)
def show_out_of_rounds(fact: MemberWent | RoleGiven | SpaceMemberWent, _tx: Transaction) -> None:
    rounds.show_out(fact.user_id, now=clock.now())


@listeners.within(PlaceChanged)
def show_out_whom_it_excludes(fact: PlaceChanged, _tx: Transaction) -> None:
    rounds.show_out_of(fact.community_id, now=clock.now())


@jobs.hourly
def forget_rounds(*, now: datetime) -> None:
    """A round is gone a day after its end, and one that nobody ended a day after it was opened."""
    rounds.forget_old(now=now)
