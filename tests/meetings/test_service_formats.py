"""A set runs any of its documents, keeps the one it began with, and moves on by two where nobody facilitates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from cop.core import seals
from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.meetings import service
from cop.meetings.models import Meeting
from cop.meetings.queries import stage_for
from cop.meetings.rules import Progress
from cop.people.models import User
from cop.sets import rules
from cop.sets import service as sets
from cop.sets.models import LearningSet, SeasonDate
from cop.sets.queries import dates_of, ledger_of
from cop.sets.rules import FORMATS, Format, formats
from tests.factories.meetings import progress, step, timeless
from tests.factories.people import a_user
from tests.factories.sets import a_set, an_agreement


@dataclass
class Room:
    """A set that runs this document; the first of `people` holds the facilitator's seat."""

    id: int
    set_id: int
    people: list[User]
    now: datetime

    @property
    def progress(self) -> Progress:
        return progress(self.id)

    def press(self, verb: str, **said: object) -> None:
        """The facilitator presses; where nobody facilitates, two people do."""
        led = db.session.get_one(Meeting, self.id).running_order.is_led
        for person in self.people[:1] if led else self.people[-2:]:
            getattr(service, verb)(person, self.id, seen=step(self.id), now=self.now, **said)


def a_room(app: Flask, running_order: Format, *, now: datetime, minutes: int = 180) -> Room:
    """Everybody has come in, and the meeting is due."""
    seated = running_order.people[0] + (1 if running_order.is_led else 0)
    people = [a_user(f"Person{number}") for number in range(seated)]
    dates = [now + timedelta(weeks=5 * number) for number in range(4)]
    set_id = a_set(
        people[0], people[1:], now=now, dates=dates, agreed=False, state="running", meeting_minutes=minutes,
        seats=seated - 1, format_key=running_order.key, slot_minutes=running_order.lengths[0],
    )  # fmt: skip
    an_agreement(set_id, accepted_by=people, now=now)
    room = Room(dates_of(set_id)[0].id, set_id, people, now)
    for person in people:
        service.arrive(person, room.id, now=now)
    return room


def takers(room: Room) -> Sequence[User]:
    return room.people[1:] if db.session.get_one(Meeting, room.id).running_order.is_led else room.people


def agree(room: Room) -> None:
    willing = list(takers(room))
    if db.session.get_one(Meeting, room.id).sharing == "bid":
        service.bid(willing[-1], room.id, sentence="Mine", urgency=2, now=room.now)
        willing = willing[-1:]
    order = [person.id for person in willing]
    service.agree(room.people[0], room.id, presenters=order, reason="by seat", seen=step(room.id), now=room.now)


def run(room: Room) -> list[str]:
    """From the lobby to the close, with everybody reading the page of each part."""
    room.press("start")
    seen = []
    while True:
        part = room.progress.part
        seen.append(part.key)
        assert {stage_for(person, room.id, now=room.now).key for person in room.people} == {part.key}
        if part.key == "agreed":
            agree(room)
        room.now += timedelta(seconds=part.seconds)
        if part.key == "closing":
            room.press("close")
            return seen
        room.press("advance")


@pytest.mark.parametrize("running_order", FORMATS.values(), ids=lambda each: each.key)
def test_a_meeting_of_each_document_runs_to_its_end(app: Flask, now: datetime, running_order: Format) -> None:
    with app.app_context():
        room = a_room(app, running_order, now=now)

        parts = run(room)

        slots = room.progress.slots if running_order.presenters == "all" else 1
        phases = [phase.key for phase in running_order.phases]
        assert [key for key in parts if key in phases] == phases * slots
        assert room.progress.state == "closed"
        used = sum(entry.used_seconds for entry in ledger_of(room.set_id))
        assert used == 60 * running_order.lengths[0] * slots


def test_everybody_takes_turns_where_nobody_facilitates(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["learning_circle_4x20"], now=now)
        run(room)

        assert {entry.member for entry in ledger_of(room.set_id) if entry.used_seconds} == {
            each.id for each in room.people
        }


def test_two_members_together_move_on_and_one_alone_does_not(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["revans_self"], now=now)
        room.press("start")
        one, two = room.people[1], room.people[2]

        service.advance(one, room.id, seen=1, now=now)
        service.advance(one, room.id, seen=1, now=now)
        waiting = stage_for(two, room.id, now=now)
        assert (room.progress.part.key, waiting.proposal and waiting.proposal.person) == ("opening", one.id)

        service.advance(two, room.id, seen=1, now=now + timedelta(seconds=20))

        assert room.progress.part.key == "check_in"
        assert stage_for(two, room.id, now=now + timedelta(seconds=20)).proposal is None


def test_a_third_who_presses_as_well_skips_nothing(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["revans_self"], now=now)
        room.press("start")
        for person in room.people[:2]:
            service.advance(person, room.id, seen=1, now=now)

        with pytest.raises(Stale):
            service.advance(room.people[2], room.id, seen=1, now=now)

        assert room.progress.part.key == "check_in"


def test_what_two_want_must_be_the_same(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["revans_self"], now=now)
        room.press("start")
        timeless(room.id)
        service.extend(room.people[0], room.id, minutes=2, source="free", seen=1, now=now)

        service.extend(room.people[1], room.id, minutes=5, source="free", seen=1, now=now)
        assert room.progress.part.extended == 0

        service.extend(room.people[2], room.id, minutes=5, source="free", seen=1, now=now)
        assert room.progress.part.extended == 300


def test_what_may_not_be_done_is_not_asked_for_either(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["revans_self"], now=now)
        room.press("start")

        with pytest.raises(RuleBroken, match="closing round"):
            service.close(room.people[0], room.id, seen=1, now=now)

        assert room.progress.proposed is None


def test_nobody_takes_the_floor_from_another_where_nobody_facilitates(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["revans_self"], now=now)
        room.press("start")

        with pytest.raises(NotAllowed, match="nobody gives the floor away"):
            service.give_floor(room.people[0], room.id, person_id=room.people[1].id, now=now)

        offered = stage_for(room.people[0], room.id, now=now).may
        assert {"advance", "stop", "abandon"} <= offered
        assert not {"give_floor", "hand_over", "stand_in"} & offered


def test_a_timekeeper_moves_on_alone_and_does_nothing_else_alone(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["revans_self"], now=now)
        room.press("start")
        keeper = room.people[1]
        service.name_timekeeper(room.people[0], room.id, person_id=keeper.id, now=now)

        service.advance(keeper, room.id, seen=step(room.id), now=now)
        service.abandon(keeper, room.id, reason="late", seen=step(room.id), now=now)

        assert (room.progress.part.key, room.progress.state) == ("check_in", "live")


def test_where_somebody_facilitates_two_members_do_not_move_on(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["als_standard"], now=now)
        room.press("start")

        for person in room.people[1:3]:
            with pytest.raises(NotAllowed):
                service.advance(person, room.id, seen=1, now=now)


def shorter(running_order: Format) -> list[formats.Row]:
    return [replace(row, minutes=row.minutes + 1) for row in formats.rows_of(running_order, 45)]


def write(room: Room, *, seen: int, rows: list[formats.Row] | None = None) -> None:
    sets.write_format(
        room.people[0], room.set_id, base="als_standard", title="Ours", purpose="For us.",
        rows=rows or shorter(formats.STANDARD), seen=seen, now=room.now,
    )  # fmt: skip


def test_a_meeting_that_has_begun_keeps_the_version_it_began_with(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["als_standard"], now=now)
        later = dates_of(room.set_id)[1].id
        room.press("start")
        before = room.progress

        write(room, seen=0)

        db.session.expire_all()
        running, to_come = db.session.get_one(Meeting, room.id), db.session.get_one(Meeting, later)
        assert (running.running_order, running.progress) == (FORMATS["als_standard"], before)
        assert (to_come.running_order.key, to_come.running_order.version, to_come.progress.slot_minutes) == (
            "own",
            1,
            52,
        )


def test_a_version_is_never_written_over(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["als_standard"], now=now)
        write(room, seen=0)
        first = dates_of(room.set_id)[0].id
        room.press("start")

        write(room, seen=1, rows=formats.rows_of(formats.STANDARD, 45))

        db.session.expire_all()
        assert db.session.get_one(Meeting, first).running_order.version == 1
        assert db.session.get_one(Meeting, dates_of(room.set_id)[1].id).running_order.version == 2
        with pytest.raises(RuleBroken, match="another version"):
            write(room, seen=1)


def in_the_slot(room: Room) -> None:
    """From the lobby into the first part that somebody presents in."""
    room.press("start")
    while room.progress.part.slot is None:
        if room.progress.part.key == "agreed":
            agree(room)
        room.press("advance")


@pytest.mark.parametrize("goes", ["before", "while it runs"])
def test_a_meeting_of_which_the_key_is_gone_goes_on_without_its_words(
    app: Flask, client_for: Any, now: datetime, goes: str
) -> None:
    grieve = formats.Row("", 1, "Grieve", 49, "listen", commits=False, member="Say his name.")
    with app.app_context():
        room = a_room(app, FORMATS["als_standard"], now=now)
        write(room, seen=0, rows=[grieve])
        if goes == "while it runs":
            in_the_slot(room)
        seals.keyring().destroy(f"set:{room.set_id}")
    ada = client_for(room.people[0])

    plan = ada.get(f"/meetings/{room.id}/plan")
    with app.app_context():
        if goes == "before":
            in_the_slot(room)
    shown = [ada.get(f"/meetings/{room.id}{page}") for page in ("", "/stage")]
    with app.app_context():
        room.press("advance")

        assert room.progress.part.slot is None
    assert [("Say his name" in each.text, each.status_code) for each in (plan, *shown)] == [(False, 200)] * 3
    assert all("These words cannot be read any more" in each.text for each in (plan, *shown))


def test_only_the_facilitator_changes_how_meetings_run(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["als_standard"], now=now)

        with pytest.raises(NotAllowed, match="Only the facilitator"):
            sets.choose_format(room.people[1], room.set_id, key="als_short35", slot_minutes=35)
        with pytest.raises(NotVisible):
            sets.choose_format(a_user("Cy"), room.set_id, key="als_short35", slot_minutes=35)
        with pytest.raises(NotVisible):
            sets.choose_format(room.people[0], room.set_id, key="own", slot_minutes=35)


def test_a_set_that_agreed_on_no_advice_refuses_what_allows_suggestions(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["als_standard"], now=now)

        with pytest.raises(RuleBroken, match="allows suggestions"):
            sets.choose_format(room.people[0], room.set_id, key="reflecting_team", slot_minutes=35)

        an_agreement(room.set_id, accepted_by=room.people, now=now, version=2, advice="suggestions")
        sets.choose_format(room.people[0], room.set_id, key="reflecting_team", slot_minutes=60)
        chosen = db.session.get_one(LearningSet, room.set_id)
        assert (chosen.format_key, chosen.slot_minutes) == ("reflecting_team", 35)


def test_an_agreement_without_advice_is_refused_while_the_order_allows_suggestions(app: Flask, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["reflecting_team"], now=now)
        said: dict[str, Any] = {"confidentiality": "closed", "ground_rules": "", "seen": 1, "now": now}

        with pytest.raises(RuleBroken, match="allows suggestions"):
            sets.write_agreement(room.people[0], room.set_id, **said, advice="none")
        with pytest.raises(RuleBroken, match="Choose whether"):
            sets.write_agreement(room.people[0], room.set_id, **said, advice="perhaps")

        assert sets.write_agreement(room.people[0], room.set_id, **said, advice="suggestions").version == 2


@pytest.mark.parametrize(
    ("key", "minutes", "sentence"),
    [("balint", 180, "for 6 to 10 people"), ("questions_first", 70, "does not fit into this set's meetings of 70")],
)
def test_a_running_order_has_to_fit_the_set(app: Flask, now: datetime, key: str, minutes: int, sentence: str) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["als_standard"], now=now, minutes=minutes)

        with pytest.raises(RuleBroken, match=sentence):
            sets.choose_format(room.people[0], room.set_id, key=key, slot_minutes=60)


def test_a_set_is_formed_around_its_running_order(app: Flask, now: datetime) -> None:
    with app.app_context():
        dates = tuple(now + timedelta(weeks=number) for number in range(1, 5))
        shape = rules.Shape("Three", 2, 60, 10, dates, FORMATS["troika"])
        ada = a_user("Ada")

        made = sets.form_set(ada, shape, purpose="", facilitator_email=ada.email, community_id=None, now=now)

        first = db.session.get_one(Meeting, dates_of(made.id)[0].id)
        assert (made.format_key, first.running_order.key, first.progress.slots) == ("troika", "troika", 3)
        assert db.session.get_one(SeasonDate, first.id).minutes == 60


def test_everybody_reads_who_would_like_to_move_on(app: Flask, client_for: Any, now: datetime) -> None:
    with app.app_context():
        room = a_room(app, FORMATS["revans_self"], now=now)
        room.press("start")
        service.advance(room.people[1], room.id, seen=1, now=now)

    pages = [client_for(person).get(f"/meetings/{room.id}").text for person in room.people[1:3]]

    assert pages[0].count("You would like to move on. It takes one more of you") == 2
    assert pages[1].count("Person1 would like to move on. Press the same, and it happens.") == 2
