"""Every change to gatherings."""

from datetime import datetime

from sqlalchemy import delete, select, update

from cop.communities import policy as communities
from cop.communities.queries import space_for
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible
from cop.gatherings import policy, rules
from cop.gatherings.facts import GatheringAnswered, GatheringArranged, GatheringCalledOff, GatheringChanged
from cop.gatherings.models import Gathering, GatheringAnswer
from cop.gatherings.queries import gathering_for
from cop.people.models import User

ORGANISES = N_("The core group of this community and its coordinators arrange gatherings.")
HOST = N_("Only whoever arranged it and the coordinators can do that.")
BELONGS = N_("Members of this community say whether they come.")


def arrange(actor: User, space_id: int, *, plan: rules.Plan, now: datetime) -> Gathering:
    """Ask those who read a space to come together. Whoever asks comes."""
    plan = rules.check_plan(plan, now=now)
    with transaction() as tx:
        space = space_for(actor, space_id)
        if not communities.can_read_space(actor, space):
            raise NotVisible
        require(policy.can_arrange(actor, space), ORGANISES)
        gathering = Gathering(
            space_id=space.id, host_id=actor.id, bound=space.axes.read, created_at=now,
            title=plan.title, starts_at=plan.starts_at, place=plan.place, link=plan.link,
        )  # fmt: skip
        tx.session.add(gathering)
        tx.flush()
        tx.session.add(GatheringAnswer(gathering_id=gathering.id, user_id=actor.id, going=True, said_at=now))
        tx.announce(GatheringArranged(gathering.id))
        return gathering


def change(actor: User, gathering_id: int, *, plan: rules.Plan, now: datetime) -> None:
    """Say it anew. Where the time is another one, everybody is asked again; what they said stays until they do."""
    plan = rules.check_plan(plan, now=now)
    with transaction() as tx:
        gathering = gathering_for(actor, gathering_id)
        require(policy.can_change(actor, gathering), HOST)
        _check_still_to_come(gathering, now=now)
        if plan.starts_at != gathering.starts_at:
            gathering.moved_at = now
        gathering.title, gathering.starts_at = plan.title, plan.starts_at
        gathering.place, gathering.link = plan.place, plan.link
        tx.announce(GatheringChanged(gathering.id))


def call_off(actor: User, gathering_id: int, *, now: datetime) -> None:
    """It will not be; its page says so."""
    with transaction() as tx:
        gathering = gathering_for(actor, gathering_id)
        require(policy.can_change(actor, gathering), HOST)
        _check_still_to_come(gathering, now=now)
        gathering.called_off_at = now
        tx.announce(GatheringCalledOff(gathering.id))


def answer(actor: User, gathering_id: int, *, going: bool, now: datetime) -> None:
    """Say whether one comes; the last word counts."""
    with transaction() as tx:
        gathering = gathering_for(actor, gathering_id)
        require(policy.can_answer(actor, gathering), BELONGS)
        _check_still_to_come(gathering, now=now)
        _say(tx, gathering.id, actor.id, going=going, now=now)
        tx.announce(GatheringAnswered(gathering.id, actor.id))


def _say(tx: Transaction, gathering_id: int, user_id: int, *, going: bool, now: datetime) -> None:
    """Two presses at one moment are one answer: the second waits for the first."""
    tx.session.execute(select(Gathering.id).where(Gathering.id == gathering_id).with_for_update())
    tx.session.merge(GatheringAnswer(gathering_id=gathering_id, user_id=user_id, going=going, said_at=now))


def _check_still_to_come(gathering: Gathering, *, now: datetime) -> None:
    rules.check_answering(starts_at=gathering.starts_at, called_off=gathering.called_off_at is not None, now=now)


def forget(tx: Transaction, person_id: int) -> None:
    """Somebody is gone: nobody expects them any more, and what they arranged has no host. Others come to it."""
    tx.session.execute(delete(GatheringAnswer).where(GatheringAnswer.user_id == person_id))
    tx.session.execute(update(Gathering).where(Gathering.host_id == person_id).values(host_id=None))
