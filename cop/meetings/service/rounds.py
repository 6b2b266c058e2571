"""Every change of a round of a gathering."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update

from cop.communities.models import Space
from cop.communities.queries import space_for, writable_spaces
from cop.core.access import require
from cop.core.database import Transaction, db, transaction
from cop.core.errors import N_, RuleBroken
from cop.meetings.facts import RoundChanged, RoundLost
from cop.meetings.models import Round, RoundSeat
from cop.meetings.policy import rounds as policy
from cop.meetings.queries.rounds import gathered_in, round_for
from cop.meetings.rules import Progress, rounds
from cop.meetings.rules.rounds import Gathered
from cop.people.models import User
from cop.sets.rules.formats import ROUNDS

KEEPER = N_("Only whoever keeps the round does that.")
LONG_ENOUGH = timedelta(seconds=20)  # a page asks every fifteen, and one question in two is written down


@dataclass(slots=True)
class RoundChange:
    """A round held still while one person changes it."""

    tx: Transaction
    round: Round
    gathered: Gathered
    progress: Progress
    now: datetime

    @property
    def room(self) -> tuple[int, ...]:
        """Who is in it, in the order in which they came."""
        return self.gathered.ids

    def only_who_keeps_it(self, actor: User) -> None:
        """Refuse everybody else."""
        require(policy.can_keep(actor.id, self.gathered), KEEPER)

    def lets_go(self, person_id: int) -> None:
        """Somebody is out of it. Nobody keeps it if they did, and with the last one it is over."""
        self.tx.session.get_one(RoundSeat, (self.round.id, person_id)).left_at = self.now
        self.gathered = Gathered(
            tuple(each for each in self.gathered.people if each.id != person_id),
            None if person_id == self.gathered.keeper else self.gathered.keeper,
        )
        self.round.keeper_id = self.gathered.keeper
        self.progress = rounds.go(self.progress, person_id, now=self.now)
        if not self.gathered.people:
            self.progress = rounds.finish(self.progress, seen=self.progress.step, now=self.now)

    def finish(self) -> None:
        """Store the progress, raise the version and say that something changed."""
        self.round.progress = self.progress
        self.round.touch()
        self.tx.flush()
        self.tx.announce(RoundChanged(self.round.id, self.round.version))


def open_round(actor: User, space_id: int, *, kind: str, now: datetime) -> Round:
    """Open the lobby of a round; whoever opens it is in it and keeps it."""
    with transaction() as tx:
        space = space_for(actor, space_id)
        require(policy.can_gather(actor, space), "Only those who post in this space open a round in it.")
        if kind not in ROUNDS:
            raise RuleBroken("Choose one of the rounds that there are.")
        still_open = select(func.count()).where(Round.space_id == space_id, Round.ended_at.is_(None))
        if (tx.session.scalar(still_open) or 0) >= rounds.MOST_AT_ONCE:
            raise RuleBroken("There are enough rounds open in this space. Come into one of them, or finish one.")
        opened = Round(space_id=space_id, kind=kind, keeper_id=actor.id, opened_at=now)
        opened.progress = rounds.opened(ROUNDS[kind], now=now)
        tx.session.add(opened)
        tx.flush()
        tx.session.add(RoundSeat(round_id=opened.id, user_id=actor.id, arrived_at=now, heard_at=now))
        tx.announce(RoundChanged(opened.id, opened.version))
        return opened


def come_in(actor: User, round_id: int, *, now: datetime) -> None:
    """Come in, or come back to one's seat. Coming twice changes nothing."""
    with _changing(actor, round_id, now=now) as change:
        require(policy.can_gather(actor, change.round.space), "Only those who post in this space come into its rounds.")
        change.progress = rounds.come_in(change.progress, actor.id, now=now)
        most = change.round.running_order.people[1]
        if actor.id not in change.room and len(change.room) >= most:
            raise RuleBroken("This round is full: %(most)s are in it. Open another one beside it.", most=most)
        seat = change.tx.session.get(RoundSeat, (round_id, actor.id))
        if seat is None:
            change.tx.session.add(RoundSeat(round_id=round_id, user_id=actor.id, arrived_at=now, heard_at=now))
        else:
            seat.left_at, seat.heard_at = None, now


def go(actor: User, round_id: int, *, now: datetime) -> None:
    """Leave it. Whoever does not sit in it has left already."""
    with _changing(actor, round_id, now=now) as change:
        rounds.check_open(change.progress)
        if actor.id in change.room:
            change.lets_go(actor.id)


def begin(actor: User, round_id: int, *, seen: int, now: datetime) -> None:
    """Begin with those who are in it."""
    with _changing(actor, round_id, now=now) as change:
        change.only_who_keeps_it(actor)
        order = change.round.running_order
        change.progress = rounds.begin(change.progress, order, room=change.room, seen=seen, now=now)


def move_on(actor: User, round_id: int, *, seen: int, now: datetime) -> None:
    """On to the next part."""
    with _changing(actor, round_id, now=now) as change:
        change.only_who_keeps_it(actor)
        change.progress = rounds.move_on(change.progress, room=change.room, seen=seen, now=now)


def hand_on(actor: User, round_id: int, *, holder: int | None, now: datetime) -> None:
    """The turn goes to whoever is next. `holder` is who was seen to have it: a second press skips nobody."""
    with _changing(actor, round_id, now=now) as change:
        allowed = policy.can_hand_on(actor.id, change.gathered, progress=change.progress)
        require(allowed, "Only whoever has the turn hands it on, or whoever keeps the round.")
        change.progress = rounds.hand_on(change.progress, holder=holder, now=now)


def pass_turn(actor: User, round_id: int, *, now: datetime) -> None:
    """Passing is one press and is never explained."""
    with _changing(actor, round_id, now=now) as change:
        change.progress = rounds.pass_turn(change.progress, actor.id, now=now)


def finish(actor: User, round_id: int, *, seen: int, now: datetime) -> None:
    """End it for all."""
    with _changing(actor, round_id, now=now) as change:
        change.only_who_keeps_it(actor)
        change.progress = rounds.finish(change.progress, seen=seen, now=now)


def give_keeping(actor: User, round_id: int, *, person_id: int, now: datetime) -> None:
    """Leave the round to somebody in it; or take it on, once nobody has heard of its keeper for a minute."""
    with _changing(actor, round_id, now=now) as change:
        rounds.check_open(change.progress)
        takes_it = person_id == actor.id and policy.can_take_on(actor.id, change.gathered, now=now)
        if not takes_it:
            change.only_who_keeps_it(actor)
        if person_id not in change.room:
            raise RuleBroken("Leave the round to somebody who is in it.")
        change.round.keeper_id = person_id


def watch(viewer: User, round_id: int, *, now: datetime) -> int:
    """Learn the version. Whoever is in the round has been heard of with this; those who only look on write nothing."""
    found = round_for(viewer, round_id)
    seat = db.session.get(RoundSeat, (round_id, viewer.id))
    if seat is None or seat.left_at is not None or seat.heard_at > now - LONG_ENOUGH or found.ended_at is not None:
        return found.version
    if viewer.id == found.keeper_id and gathered_in(found).is_without_keeper(now=now):
        with _changing(viewer, round_id, now=now):
            pass  # they are back: whoever was offered to take it on looks again
    else:
        _hear(viewer.id, round_id, now=now)
    return round_for(viewer, round_id).version


def show_out(person_id: int, *, now: datetime) -> None:
    """Somebody's place in a community has changed: they are out of every round in a space where they may not post."""
    with transaction() as tx:
        person = tx.session.get_one(User, person_id)
        seated = select(RoundSeat.round_id).where(RoundSeat.user_id == person_id, RoundSeat.left_at.is_(None))
        theirs = {space.id for space in writable_spaces(person)}
        lost = select(Round).where(Round.id.in_(seated), Round.space_id.not_in(theirs), Round.ended_at.is_(None))
        for each in tx.session.scalars(lost.with_for_update().execution_options(populate_existing=True)).all():
            change = RoundChange(tx, each, gathered_in(each), each.progress, now)
            change.lets_go(person_id)
            change.finish()
            tx.announce(RoundLost(each.id, person_id))


def show_out_of(community_id: int, *, now: datetime) -> None:
    """A community or a space in it is tighter: whoever may not post there any more is out of its rounds."""
    seated = (
        select(RoundSeat.user_id)
        .join(Round, Round.id == RoundSeat.round_id)
        .join(Space, Space.id == Round.space_id)
        .where(Space.community_id == community_id, RoundSeat.left_at.is_(None), Round.ended_at.is_(None))
    )
    with transaction() as tx:
        for person_id in tx.session.scalars(seated.distinct()).all():
            show_out(person_id, now=now)


def forget_old(*, now: datetime) -> None:
    """Delete rounds that ended a day ago, and those that nobody ended in a day."""
    with transaction() as tx:
        a_day_ago = now - rounds.KEPT
        over = or_(Round.ended_at <= a_day_ago, Round.ended_at.is_(None) & (Round.opened_at <= a_day_ago))
        old = tx.session.scalars(select(Round.id).where(over)).all()
        still_in = select(RoundSeat).where(RoundSeat.round_id.in_(old), RoundSeat.left_at.is_(None))
        for seat in tx.session.scalars(still_in).all():
            tx.announce(RoundLost(seat.round_id, seat.user_id))
        tx.session.execute(delete(Round).where(Round.id.in_(old)))


@contextmanager
def _changing(actor: User, round_id: int, *, now: datetime) -> Iterator[RoundChange]:
    """The door, locked behind whoever comes through; two who act at once come one after the other."""
    with transaction() as tx:
        found = round_for(actor, round_id, lock=True)
        change = RoundChange(tx, found, gathered_in(found), found.progress, now)
        yield change
        _hear(actor.id, round_id, now=now)
        change.finish()


def _hear(person_id: int, round_id: int, *, now: datetime) -> None:
    own = (RoundSeat.round_id == round_id, RoundSeat.user_id == person_id)
    with transaction() as tx:
        tx.session.execute(update(RoundSeat).where(*own).values(heard_at=now))
