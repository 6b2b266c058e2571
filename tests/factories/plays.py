"""A season played through the services as it is dealt: who comes, who leads, what happens in every slot."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.meetings import service
from cop.meetings.models import PresenceLease
from cop.meetings.queries import airtime_in, meeting_for, room_of
from cop.people.models import User
from cop.sets.queries import dates_of
from cop.sets.service.season import name_for_date
from tests.factories import meetings as make
from tests.factories.people import a_user, several
from tests.factories.sets import a_set
from tests.factories.watchers import Evening, Notebook

NAMES = ("Bo", "Mina", "Jo", "Sam", "Ife")
FITTING = 4  # slots of 45 minutes in four hours, for five who take turns
Day = dict[str, Any]


class Play:
    """Five members and Ada, whose set it is; a notebook is kept beside their ledger."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.ada = a_user("Ada")
        self.members = several(NAMES)
        dates = [now + timedelta(weeks=5 * number) for number in range(1, 5)]
        self.set_id = a_set(self.ada, self.members, now=now, dates=dates, meeting_minutes=240)
        self.people: dict[int, User] = {each.id: each for each in (self.ada, *self.members)}
        self.dates = [(each.id, each.number, each.starts_at) for each in dates_of(self.set_id)]
        self.notebook = Notebook()

    def meets(self, at: int, day: Day) -> None:
        self.id, self.number, starts_at = self.dates[at]
        self.comes_together(day, starts_at=starts_at)
        self.on_to("bidding")
        if day["handed"] == "before the bids":
            self.is_handed_over(day["heir"])
        self.asks(day)
        self.on_to("agreed")
        if day["comes"] == "late":
            self.arrives(self.odd_one)
            self.shares[self.odd_one.id] = "late"
        if day["handed"] == "before the order":
            self.is_handed_over(day["heir"])
        self.evening = self.agrees(day)
        self.on()
        self.plays_the_slots(day)
        self.ends()

    def comes_together(self, day: Day, *, starts_at: datetime) -> None:
        """One may be away or late. On a day of the rota a member leads, and Ada sits among the others."""
        self.now = starts_at - timedelta(days=1)
        led_by, self.odd_one = self.members[day["lead"] % 5], self.members[(day["lead"] + 1 + day["who"] % 4) % 5]
        name_for_date(self.ada, self.set_id, season_date_id=self.id, person_id=led_by.id * day["rota"], now=self.now)
        self.is_rota, self.lead = day["rota"], led_by if day["rota"] else self.ada
        self.now = starts_at
        there = [each for each in self.people.values() if each is not self.odd_one or day["comes"] == "in time"]
        self.room: list[User] = []
        for person in there:
            self.arrives(person)
        self.shares = {each.id: "in time" for each in there}
        service.start(self.lead, self.id, seen=make.step(self.id), now=self.now)

    def arrives(self, person: User) -> None:
        service.arrive(person, self.id, now=self.now)
        self.room.append(person)
        self.stays(person)

    def stays(self, person: User) -> None:
        """Their socket stays as long as nobody says otherwise."""
        service.watch(person, self.id, connection=f"of {person.id}", now=self.now)
        with transaction() as tx:
            own = (PresenceLease.meeting_id == self.id, PresenceLease.user_id == person.id)
            for lease in tx.session.scalars(select(PresenceLease).where(*own)):
                lease.lease_until = self.now + timedelta(days=1)

    def is_handed_over(self, whom: int, *, presenting: tuple[int, ...] = ()) -> bool:
        """To one of those who could take it, and who says yes; whoever gave it up takes turns from then on."""
        heirs = [each for each in self.room if each is not self.lead and each.id not in presenting]
        if heirs:
            heir = heirs[whom % len(heirs)]
            service.offer(self.lead, self.id, person_id=heir.id, now=self.now)
            service.accept(heir, self.id, now=self.now)
            self.lead = heir
        return bool(heirs)

    def asks(self, day: Day) -> None:
        self.asking = {each.id for each, asks in zip(self.room, day["asks"], strict=False) if asks} - {self.lead.id}
        for each in self.asking:
            service.bid(self.people[each], self.id, sentence="Something", urgency=day["urgency"], now=self.now)

    def agrees(self, day: Day) -> Evening:
        """The order that the set wishes for, which is refused exactly when it comes too soon for somebody."""
        willing, seats = frozenset(self.asking - {self.lead.id}), list(self.people)
        wish = [seats[each] for each in day["wish"] if seats[each] in willing][: day["most"]]
        suggested = self.suggested()
        assert set(suggested) <= willing
        assert not self.notebook.is_too_soon(suggested, willing=willing)
        assert len(suggested) == min(FITTING, len(willing))
        order = wish if day["own order"] and self.is_accepted(wish, willing=willing) else suggested
        if order is suggested:
            self.writes(suggested)
        return Evening(willing, list(order))

    def suggested(self) -> list[int]:
        meeting = meeting_for(self.lead, self.id)
        return airtime_in(meeting, room_of(meeting), progress=make.progress(self.id)).presenters

    def is_accepted(self, wish: list[int], *, willing: frozenset[int]) -> bool:
        return self.happens_unless(self.notebook.is_too_soon(wish, willing=willing), lambda: self.writes(wish))

    def happens_unless(self, too_soon: bool, does: Callable[[], object]) -> bool:
        """Do it, and say whether it was let; it is refused exactly where somebody would present again too soon."""
        if too_soon:
            with pytest.raises(RuleBroken, match="once before anyone does twice"):
                does()
        else:
            does()
        return not too_soon

    def writes(self, order: list[int]) -> None:
        step = make.step(self.id)
        service.agree(self.lead, self.id, presenters=order, reason="As we said", seen=step, now=self.now)

    def plays_the_slots(self, day: Day) -> None:
        acts = iter(day["acts"])
        self.check_nobody_is_overtaken()
        while self.evening.line and not self.evening.broken_off:
            is_last = len(self.evening.slot.left) == 1
            act, seconds = next(acts, ("goes on" if is_last else "ends early", 60))
            self.now += timedelta(seconds=seconds)
            self.evening.slot.goes_on_for(seconds)
            if not self.happens(act, day, is_last=is_last):
                self.goes_on()

    def happens(self, act: str, day: Day, *, is_last: bool) -> bool:
        """What was dealt, where it is possible at this moment."""
        line = self.evening.line
        if act == "is handed over":
            return self.is_handed_over(day["heir"], presenting=tuple(line))
        if act in ("changes places", "drops out and changes places") and len(line) > 1:
            return self.changes_places(drops_out=act.startswith("drops"))
        if act == "is put off":
            self.is_put_off()
            return True
        if act == "is broken off":
            self.is_broken_off()
            return True
        if act == "ends early" and not is_last:
            self.ends_early()
            return True
        return False

    def goes_on(self) -> None:
        evening = self.evening
        self.on()
        evening.slot.moves_on()
        if not evening.slot.left:
            self.slot_is_over()

    def changes_places(self, *, drops_out: bool) -> bool:
        """While the presenter is there it is refused where it comes too soon; nobody waits for whoever is away."""
        evening, presenter = self.evening, self.people[self.evening.line[0]]
        if drops_out:
            self.drops_out(presenter, minutes=1)
            evening.overtaken.add(presenter.id)
        too_soon = not drops_out and self.notebook.is_too_soon(evening.after_a_change_of_places, willing=())
        swapped = self.happens_unless(too_soon, lambda: self.steers(service.swap))
        if drops_out:
            self.stays(presenter)
        if swapped:
            evening.places_change()
            self.check_nobody_is_overtaken()
        return swapped

    def is_put_off(self) -> None:
        self.drops_out(self.people[self.evening.line[0]], minutes=5)
        self.steers(service.put_off)
        self.evening.slot.is_put_off = True
        self.slot_is_over()

    def is_broken_off(self) -> None:
        step = make.step(self.id)
        service.abandon(self.lead, self.id, reason="A fire alarm", seen=step, now=self.now)
        self.evening.slot.is_put_off = self.evening.broken_off = True

    def ends_early(self) -> None:
        presenter = self.people[self.evening.line[0]]
        service.end_early(presenter, self.id, seen=make.step(self.id), now=self.now)
        while len(self.evening.slot.left) > 1:
            self.evening.slot.moves_on()

    def drops_out(self, person: User, *, minutes: int) -> None:
        service.leave(person.id, f"of {person.id}", now=self.now)
        self.now += timedelta(minutes=minutes)

    def slot_is_over(self) -> None:
        self.evening.slot_ends()
        self.on_past("break")
        self.check_nobody_is_overtaken()

    def check_nobody_is_overtaken(self) -> None:
        """Nobody presents again while somebody willing waits for a first time, but for those who dropped out."""
        evening, before = self.evening, self.notebook.presented
        if evening.line and evening.line[0] in before:
            assert evening.willing - before <= {*evening.over, *evening.overtaken}

    def ends(self) -> None:
        """What each was due is shared among those who took turns, the member who led today with them."""
        evening = self.evening
        if not evening.broken_off:
            self.on_to("closing")
            self.steers(service.close)
        if not self.is_rota or self.lead is self.ada:
            del self.shares[self.ada.id]
        self.notebook.enter(self.number, evening, shares=self.shares)

    def steers(self, verb: Any) -> None:
        verb(self.lead, self.id, seen=make.step(self.id), now=self.now)

    def on(self) -> None:
        self.steers(service.advance)
        self.on_past("break")

    def on_to(self, key: str) -> None:
        while make.progress(self.id).part.key != key:
            self.on()

    def on_past(self, key: str) -> None:
        while make.progress(self.id).part.key == key:
            self.steers(service.advance)
