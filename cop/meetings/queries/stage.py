"""The stage of a meeting for one viewer at one moment: everything the page shows, ready for the template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cop.meetings import rules
from cop.meetings.models import Bid, Meeting, TrayQuestion
from cop.meetings.queries.airtime import Airtime, Lot
from cop.meetings.queries.record import Past
from cop.meetings.queries.running_order import Block, blocks_of
from cop.meetings.queries.tray import Asked
from cop.meetings.queries.visits import Visit
from cop.meetings.rules.room import Person, Room
from cop.sets.models import ChallengeTurn, Commitment, LearningSet, SeasonDate
from cop.sets.queries import Prepared


@dataclass(frozen=True, slots=True)
class Stage:
    """`may` holds the verbs of `policy.verbs`; the parts' own things are empty outside their part.

    `brought` is the challenge of whoever presents, or their bid where they prepared none; `prepared` are those that
    the viewer could ask a slot for. `kept` is what the viewer, who presents, has kept for later in an earlier part.
    `still_to_accept` are those whose yes the lobby waits for, or in a meeting that runs the viewer before its door.
    """

    meeting: Meeting
    learning_set: LearningSet
    date: SeasonDate
    room: Room
    progress: rules.Progress
    me: Person
    now: datetime
    may: frozenset[str]
    asked: Asked | None = None
    kept: Sequence[TrayQuestion] = ()
    airtime: Airtime | None = None
    lots: tuple[Lot, ...] = ()
    brought: ChallengeTurn | Bid | None = None
    prepared: Sequence[Prepared] = ()
    due: Sequence[Commitment] = ()
    made: Sequence[Commitment] = ()
    still_to_accept: frozenset[int] = frozenset()
    past: Past | None = None
    balance: rules.Balance | None = None
    visits: tuple[Visit, ...] = ()
    lull_at: datetime | None = None
    away: frozenset[int] = field(default=frozenset())

    @property
    def key(self) -> str:
        """What the page is about: a part's key, or the state of a meeting that is not running."""
        if self.progress.is_live:
            return self.progress.part.key
        if self.date.cancelled_at is not None:
            return "cancelled"
        if self.progress.state == "lobby" and not rules.lobby_is_open(self.progress, now=self.now):
            return "scheduled"
        return self.progress.state

    @property
    def role(self) -> str:
        """How the page speaks to the viewer: presenter, facilitator, member, or waiting before the door."""
        if self.progress.is_live and not self.me.is_in:
            return "waiting"
        if self.progress.presenter == self.me.id:
            return "presenter"
        return "facilitator" if "steer" in self.may and self.room.is_led else "member"

    @property
    def proposal(self) -> rules.Proposal | None:
        """What somebody has asked for, where two together move the meeting on."""
        return rules.proposal_in(self.progress, now=self.now)

    @property
    def next_up(self) -> tuple[int, ...]:
        return rules.next_up(self.progress, away=self.away)

    @property
    def turns_asked(self) -> int:
        """How often the viewer has had a turn to ask in this slot: told to nobody else but the facilitator."""
        return self.progress.floor.asked.count(self.me.id)

    @property
    def left(self) -> timedelta:
        return rules.time_left(self.progress, now=self.now)

    @property
    def finish(self) -> datetime:
        return rules.finish_estimate(self.progress, now=self.now)

    @property
    def behind(self) -> timedelta:
        return rules.plan_delta(self.progress, now=self.now)

    @property
    def comes_in_at(self) -> datetime:
        """About when somebody who waits may come in."""
        return rules.waits_until(self.progress, now=self.now)

    @property
    def bids(self) -> Sequence[Bid]:
        return self.airtime.bids if self.airtime else ()

    @property
    def my_due(self) -> list[Commitment]:
        return [each for each in self.due if each.user_id == self.me.id]

    @property
    def my_bid(self) -> Bid | None:
        return next((each for each in self.bids if each.user_id == self.me.id), None)

    @property
    def chosen(self) -> Prepared | None:
        """The challenge that the viewer's bid brings, or would: the one they touched last, before they bid."""
        own = next((each for each in self.prepared if each.is_brought), None)
        return own or (self.prepared[0] if self.prepared and self.my_bid is None else None)

    @property
    def next_change(self) -> datetime | None:
        """When the page reads differently although nobody does anything."""
        moments = [
            rules.next_change_at(
                self.progress,
                presenter_away_since=self.room.away_since(self.progress.presenter, now=self.now),
                facilitator_away_since=self.room.facilitator_away_since(
                    starts_at=self.progress.starts_at, now=self.now
                ),
                now=self.now,
            ),
            None if self.progress.ended_at else self.room.next_change_at(now=self.now),
            self._choice_at(),
            self.lull_at if self.lull_at is not None and self.lull_at > self.now else None,
        ]
        return min((each for each in moments if each is not None), default=None)

    @property
    def is_lull(self) -> bool:
        """Whether nobody has asked anything for two minutes: for whoever facilitates alone."""
        return self.lull_at is not None and self.now >= self.lull_at

    @property
    def sources(self) -> dict[rules.Source, tuple[int, ...]]:
        """Where more minutes for this part could come from, and how many."""
        return rules.sources(self.progress, now=self.now)

    @property
    def free(self) -> int:
        """Whole minutes that no part needs before the meeting is to end."""
        return rules.free_time(self.progress, now=self.now) // timedelta(minutes=1)

    @property
    def is_to_end_at(self) -> datetime:
        """When people expect to be free to go."""
        return rules.is_to_end_at(self.progress)

    @property
    def would_end_at(self) -> datetime:
        """The same if everybody says yes to what they are asked."""
        asked = self.progress.later_asked
        return self.is_to_end_at + timedelta(minutes=asked.minutes if asked is not None else 0)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The running order."""
        return blocks_of(self.progress)

    @property
    def presenters(self) -> tuple[int | None, ...]:
        """Whoever has a slot in this meeting, in the order that was agreed."""
        return tuple(dict.fromkeys(part.presenter for part in self.progress.order if part.slot is not None))

    @property
    def leaving(self) -> list[Person]:
        """Who is here and has said when they have to go."""
        return [each for each in self.room.people if each.is_in and each.leaves_at is not None]

    @property
    def lacking(self) -> int:
        """How many more would be enough to begin, in the eyes of the viewer."""
        return self.room.lacking(by=self.me.id)

    @property
    def keeps_for_explore(self) -> bool:
        """Whether a question that makes the presenter think may wait for the open questions of this slot."""
        return rules.waits_for_explore(self.progress)

    @property
    def to_present(self) -> frozenset[int | None]:
        """Who presents now or later in this meeting, and so cannot facilitate it."""
        return frozenset(part.presenter for part in self.progress.order if part.used is None)

    @property
    def next_part(self) -> rules.Part | None:
        return self._later[0] if self._later else None

    @property
    def waiting(self) -> list[Person]:
        """Who stands before the door."""
        return [each for each in self.room.people if each.waits]

    @property
    def not_come(self) -> list[Person]:
        """Who has a seat and has not come to this meeting."""
        return [each for each in self.room.people if each.arrived_at is None]

    @property
    def missing(self) -> list[int]:
        """Who is not to be seen in the room just now."""
        return [each.id for each in self.room.people if not each.is_in or each.id in self.away]

    @property
    def seated(self) -> list[dict[str, Any]]:
        """The circle: everybody with a seat, and what the picture shows of each."""
        return [self._seat(each) for each in self.room.people]

    def name(self, person_id: int | None) -> str:
        """The short name of somebody with a seat."""
        person = self.room.person(person_id)
        return person.short if person else "…"

    def names(self, person_ids: Iterable[int]) -> list[str]:
        """The short names of several."""
        return [self.name(each) for each in person_ids]

    @property
    def _later(self) -> tuple[rules.Part, ...]:
        return self.progress.order[self.progress.at + 1 :]

    def _choice_at(self) -> datetime | None:
        choice_at = self.room.presenter_choice_at(self.progress.presenter, now=self.now)
        return choice_at if choice_at is not None and choice_at > self.now else None

    def _seat(self, person: Person) -> dict[str, Any]:
        floor, order = self.progress.floor, self.next_up
        roles = {
            "presenting": person.id == self.progress.presenter,
            "holding": person.id == floor.holder,
            "facilitating": person.id == self.room.facilitator,
            "away": person.id in self.missing,
        }
        return {
            "name": person.name,
            "short": person.short,
            "role": " ".join(role for role, applies in roles.items() if applies),
            "order": order.index(person.id) + 1 if person.id in order else None,
            "you": person.id == self.me.id,
        }
