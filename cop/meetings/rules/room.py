"""Who is in the room: a value made from seats, arrivals and the leases of sockets."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from cop.meetings.rules.dropouts import choice_opens_at
from cop.sets.rules import lacking

SHOWN_AWAY_AFTER: Final = timedelta(seconds=5)  # a page that is loaded anew leaves and comes back within it


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a seat. `lease_until` is the latest of their sockets' leases, None when they never had a socket:
    then they came by a form, or sit around a real table, and count as present."""

    id: int
    name: str
    short: str = ""
    is_deputy: bool = False
    arrived_at: datetime | None = None
    came_in_at: datetime | None = None
    affirmed_at: datetime | None = None
    lease_until: datetime | None = None
    leaves_at: datetime | None = None
    left_at: datetime | None = None
    goes_ahead: bool = False

    @property
    def is_in(self) -> bool:
        return self.came_in_at is not None and self.left_at is None

    @property
    def waits(self) -> bool:
        return self.arrived_at is not None and self.came_in_at is None and self.left_at is None

    def away_since(self, *, now: datetime) -> datetime | None:
        """None while somebody is there."""
        return self.lease_until if self.lease_until is not None and self.lease_until <= now else None

    def seems_away(self, *, now: datetime) -> bool:
        since = self.away_since(now=now)
        return since is not None and since + SHOWN_AWAY_AFTER <= now


@dataclass(frozen=True, slots=True)
class Room:
    """Everybody with a seat, in the order of their seats, and who of them facilitates this meeting.

    `own` facilitates the set, `in_turn` is the member whose turn it is today where they take turns at facilitating.
    `offered_to` has been asked to take this meeting over and has not answered, `stand_in`
    took the controls while nobody had them, `timekeeper` keeps the time and no more. When it is not `is_led`, nobody
    facilitates at all: everybody takes turns, and two together move the meeting on. `around_table` says that they share
    one screen. Until `patient_until` the facilitator waits for a presenter who dropped out; `fewest` members have to be
    there for the meeting to begin. `visitors` is how many are asked to look on.
    """

    people: tuple[Person, ...]
    facilitator: int | None
    own: int | None = None
    in_turn: int | None = None
    offered_to: int | None = None
    stand_in: int | None = None
    timekeeper: int | None = None
    around_table: bool = False
    is_led: bool = True
    patient_until: datetime | None = None
    fewest: int = 0
    visitors: int = 0

    def person(self, person_id: int | None) -> Person | None:
        return next((each for each in self.people if each.id == person_id), None)

    def without(self, person_id: int) -> "Room":
        """The room once this person has gone."""
        return replace(self, people=tuple(each for each in self.people if each.id != person_id))

    @property
    def members(self) -> tuple[int, ...]:
        """Who sits in the room and may take turns, in the order of the seats: everybody but the facilitator."""
        return tuple(each.id for each in self.people if each.is_in and each.id != self.facilitator)

    def shares_airtime(self, person_id: int) -> bool:
        """Whether somebody who is here has a part in the airtime: every member, also the one who facilitates today.

        Whoever facilitates the set is a member only when a member has their turn at it and they sit among the others.
        """
        return person_id != self.own or (self.in_turn is not None and person_id != self.facilitator)

    def away(self, *, now: datetime) -> frozenset[int]:
        return frozenset(each.id for each in self.people if each.is_in and each.seems_away(now=now))

    def away_since(self, person_id: int | None, *, now: datetime) -> datetime | None:
        person = self.person(person_id)
        return person.away_since(now=now) if person is not None else None

    def presenter_choice_at(self, presenter: int | None, *, now: datetime) -> datetime | None:
        """When the facilitator is asked what to do about a presenter who dropped out."""
        return choice_opens_at(self.away_since(presenter, now=now), patient_until=self.patient_until)

    def lacking(self, *, by: int) -> int:
        """How many are missing for the meeting to begin `by` this person, who is there too."""
        person = self.person(self.facilitator)
        led = person is not None and (person.is_in or person.id == by)
        return lacking(members=len(self.members), fewest=self.fewest, facilitated=led)

    def still_to_say(self, *, by: int) -> tuple[int, ...]:
        """Who is in the room and has not said yes to going on with few."""
        return tuple(each.id for each in self.people if each.is_in and not each.goes_ahead and each.id != by)

    def facilitator_away_since(self, *, starts_at: datetime, now: datetime) -> datetime | None:
        """A facilitator who never came is away from the moment the meeting was due to begin."""
        person = self.person(self.facilitator)
        if person is not None and person.left_at is not None:
            return person.left_at
        if person is None or not person.is_in:
            return starts_at if starts_at <= now else None
        return person.away_since(now=now)

    def heir(self, *, presenter: int | None, now: datetime) -> int | None:
        """Who may steer while the facilitator is away: the set's own facilitator, the deputy, whoever took it on.

        Nobody steers their own slot.
        """
        there = {each.id for each in self.there(now=now)} - {presenter}
        deputy = next((each.id for each in self.people if each.is_deputy), None)
        return next((each for each in (self.own, deputy, self.stand_in) if each in there), None)

    @property
    def may_come_to_steer(self) -> frozenset[int]:
        """Who facilitates, and who could have the controls while the facilitator is away."""
        deputies = (each.id for each in self.people if each.is_deputy)
        return frozenset(each for each in (self.facilitator, self.own, self.stand_in, *deputies) if each is not None)

    def there(self, *, now: datetime) -> tuple[Person, ...]:
        """Who is in the room at this moment, besides the facilitator."""
        return tuple(
            each for each in self.people if each.is_in and each.id != self.facilitator and not each.seems_away(now=now)
        )

    def next_change_at(self, *, now: datetime) -> datetime | None:
        """When the circle looks different if nobody does anything: the next lease that runs out."""
        leases = (each.lease_until for each in self.people if each.is_in and each.lease_until is not None)
        moments = (until + SHOWN_AWAY_AFTER for until in leases)
        return min((each for each in moments if each > now), default=None)
