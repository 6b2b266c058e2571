"""The only door to a round of a gathering, who is in it, and what its page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import contains_eager

from cop.communities import queries as communities
from cop.communities.models import Community, Space
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.meetings import rules
from cop.meetings.models import Round, RoundSeat
from cop.meetings.policy import rounds as policy
from cop.meetings.queries.room import short_names
from cop.meetings.rules import rounds
from cop.meetings.rules.rounds import Gathered, Sitter
from cop.people.models import User
from cop.sets.rules import Format


def round_for(viewer: Any, round_id: int, *, lock: bool = False) -> Round:
    """Exactly those who may read its space. `lock` holds the row until the transaction ends."""
    asked = communities.as_seen_by(viewer, round=round_id)
    found = db.session.scalars(LOCKED if lock else ROUND, asked).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def gathered_in(found: Round) -> Gathered:
    """Who is in a round that has passed its door."""
    rows = db.session.execute(GATHERED, {"round": found.id}).all()
    shorts = short_names([row.name for row in rows])
    people = (Sitter(row.id, row.name, short, row.heard_at) for row, short in zip(rows, shorts, strict=True))
    return Gathered(tuple(people), found.keeper_id)


def people_in_round(round_id: int) -> list[int]:
    """Who is told of a round: everybody who is in it at this moment."""
    return list(db.session.scalars(PEOPLE, {"round": round_id}))


class OpenRound(NamedTuple):
    """A line about a round that is not over."""

    id: int
    running_order: Format
    is_live: bool
    people: int


def open_rounds_in(space_id: int) -> list[OpenRound]:
    """The rounds of a space that are not over, the oldest first. The caller has passed `can_look_on`."""
    found = db.session.execute(OPEN, {"space": space_id})
    return [OpenRound(each.id, each.running_order, each.progress.is_live, people) for each, people in found]


@dataclass(frozen=True, slots=True)
class RoundStage:
    """A round for one viewer at one moment. `may` holds what the page offers; every service asks again."""

    round: Round
    gathered: Gathered
    progress: rules.Progress
    viewer_id: int
    now: datetime
    may: frozenset[str]

    @property
    def key(self) -> str:
        """The running part, or the state of a round in which none runs."""
        return self.progress.part.key if self.progress.is_live else self.progress.state

    @property
    def is_in(self) -> bool:
        return self.viewer_id in self.gathered.ids

    @property
    def keeps(self) -> bool:
        return self.viewer_id == self.gathered.keeper

    @property
    def holder(self) -> int | None:
        return self.progress.floor.holder

    @property
    def next_up(self) -> tuple[int, ...]:
        """Who is next, and next but one."""
        return rules.next_up(self.progress)

    @property
    def own_pair(self) -> tuple[int, ...]:
        """Those whom the viewer talks with; empty where nobody goes in pairs, and for whoever looks on."""
        mine = next((pair for pair in self.progress.floor.pairs if self.viewer_id in pair), ())
        return tuple(each for each in mine if each != self.viewer_id)

    @property
    def clock(self) -> rounds.SoftClock | None:
        return rounds.soft_clock(self.progress, self.round.running_order, now=self.now)

    @property
    def next_part(self) -> str | None:
        later = self.progress.order[self.progress.at + 1 :]
        return later[0].key if later else None

    @property
    def next_change(self) -> datetime | None:
        """When somebody may take the round on although nothing else happens."""
        gone_at = self.gathered.keeper_gone_at()
        still_open = self.progress.ended_at is None
        return gone_at if still_open and gone_at is not None and gone_at > self.now else None

    @property
    def turns(self) -> list[tuple[str, str]]:
        """Everybody who has had a turn, has it or will have it, by name and whether it is done, now or later."""
        floor = self.progress.floor
        done = [each for each in floor.done if each in self.gathered.ids]
        here = [] if floor.holder is None else [floor.holder]
        states = {"done": done, "now": here, "later": floor.waiting}
        return [(self.name(each), state) for state, people in states.items() for each in people]

    @property
    def seated(self) -> list[dict[str, Any]]:
        """The circle: everybody in it, and what the picture shows of each."""
        return [self._seat(each) for each in self.gathered.people]

    def name(self, person_id: int | None) -> str:
        """The short name of somebody in the round."""
        person = self.gathered.person(person_id)
        return person.short if person else "…"

    def names(self, person_ids: Iterable[int]) -> list[str]:
        """The short names of several."""
        return [self.name(each) for each in person_ids]

    def _seat(self, person: Sitter) -> dict[str, Any]:
        own_pair, order = self.own_pair, self.next_up
        roles = {
            "holding": person.id == self.holder or (bool(own_pair) and person.id in {*own_pair, self.viewer_id}),
            "facilitating": person.id == self.gathered.keeper,
        }
        return {
            "name": person.name,
            "short": person.short,
            "role": " ".join(role for role, applies in roles.items() if applies),
            "order": order.index(person.id) + 1 if person.id in order else None,
            "you": person.id == self.viewer_id,
        }


def round_stage_for(viewer: User, round_id: int, *, now: datetime) -> RoundStage:
    """Through the door, and then all that the page needs."""
    found = round_for(viewer, round_id)
    gathered, progress = gathered_in(found), found.progress
    may = policy.verbs(viewer, found.space, gathered=gathered, progress=progress, now=now)
    return RoundStage(found, gathered, progress, viewer.id, now, may)


ROUND = (
    communities.with_standing(
        select(Round).join(Space, Space.id == Round.space_id).join(Community, Community.id == Space.community_id)
    )
    .where(communities.READS_SPACE, Round.id == bindparam("round"))
    .options(contains_eager(Round.space).options(*communities.STANDING_LOADED))
    .execution_options(populate_existing=True)
)
LOCKED = ROUND.with_for_update(of=Round)
RUNNING = RoundSeat.left_at.is_(None)
GATHERED = (
    select(User.id, User.name, RoundSeat.heard_at)
    .join(RoundSeat, RoundSeat.user_id == User.id)
    .where(RoundSeat.round_id == bindparam("round"), RUNNING)
    .order_by(RoundSeat.arrived_at, User.id)
)
PEOPLE = select(RoundSeat.user_id).where(RoundSeat.round_id == bindparam("round"), RUNNING)
OPEN = (
    select(Round, func.count(RoundSeat.user_id))
    .outerjoin(RoundSeat, (RoundSeat.round_id == Round.id) & RUNNING)
    .where(Round.space_id == bindparam("space"), Round.ended_at.is_(None))
    .group_by(Round.id)
    .order_by(Round.opened_at, Round.id)
)
