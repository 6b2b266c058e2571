"""A round of a gathering from its lobby to the day after: who may do what, and what becomes of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import func, select

from cop.communities import service as communities
from cop.communities.queries import space_for
from cop.core import jobs
from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.meetings.models import Round, RoundSeat
from cop.meetings.policy import rounds as policy
from cop.meetings.queries.rounds import gathered_in, open_rounds_in, people_in_round, round_for, round_stage_for
from cop.meetings.service import rounds
from cop.people.models import User
from tests.factories.communities import EVERYBODY, a_space
from tests.factories.rounds import a_gathering, a_round, begun, progress, stored

A_MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)


@pytest.fixture
def here(app: Flask, now: datetime) -> Iterator[SimpleNamespace]:
    """A space to gather in, with an app context held."""
    with app.app_context():
        yield a_gathering(now=now)


@pytest.fixture
def lobby(here: SimpleNamespace, now: datetime) -> int:
    """A check-in that Ada keeps, with Bo and Mina in it."""
    return a_round(here.ada, here.space_id, others=[here.bo, here.mina], now=now)


@pytest.fixture
def running(here: SimpleNamespace, now: datetime) -> int:
    """The same, begun: Ada has the first turn."""
    return begun(here.ada, here.space_id, others=[here.bo, here.mina], now=now)


def names(here: SimpleNamespace, round_id: int) -> list[str]:
    return [each.name for each in gathered_in(stored(round_id)).people]


def may(person: User, round_id: int, *, now: datetime) -> frozenset[str]:
    return round_stage_for(person, round_id, now=now).may


@pytest.mark.parametrize("preset", ["open", "restricted", "private", "confidential"])
def test_the_door_and_the_policy_agree_for_everybody(here, now, preset):
    presets = {"open": ("open", "open")}.get(preset, ("restricted", preset))
    community_id = here.community_id
    if presets[0] == "open":
        community_id = communities.found(here.hana, name="Open", purpose="p", preset="open", now=now).id
    space_id = a_space(community_id, by=here.hana, preset=preset, named=[], name="Other", now=now)
    round_id = a_round(here.hana, space_id, now=now)
    space = round_for(here.hana, round_id).space

    for name in (*EVERYBODY, "nobody"):
        person = getattr(here, name)
        try:
            found = round_for(person, round_id)
        except NotVisible:
            assert not policy.can_look_on(person, _as_seen(person, space_id) or space), name
        else:
            assert policy.can_look_on(person, found.space), name


def _as_seen(person, space_id):
    try:
        return space_for(person, space_id)
    except NotVisible:
        return None


@pytest.mark.parametrize("who", ["cy", "dee", "eli", "fay", "nobody"])
def test_for_outsiders_a_round_is_like_one_that_was_made_up(here, lobby, who, now):
    for round_id in (lobby, lobby % 1000 + 1):
        with pytest.raises(NotVisible):
            round_for(getattr(here, who), round_id)
    if who != "nobody":
        with pytest.raises(NotVisible):
            rounds.come_in(getattr(here, who), lobby, now=now)


def test_whoever_opens_a_round_is_in_it_and_keeps_it(here, now):
    round_id = a_round(here.bo, here.space_id, now=now)

    assert names(here, round_id) == ["Bo"]
    assert may(here.bo, round_id, now=now) == {"go", "begin", "finish"}
    assert may(here.mina, round_id, now=now) == {"come_in"}
    assert [(each.running_order.key, each.is_live, each.people) for each in open_rounds_in(here.space_id)] == [
        ("check_in", False, 1)
    ]


def test_whoever_only_observes_looks_on(here, lobby, now):
    assert may(here.gil, lobby, now=now) == frozenset()
    with pytest.raises(NotAllowed, match="who post in this space come into"):
        rounds.come_in(here.gil, lobby, now=now)
    with pytest.raises(NotAllowed, match="who post in this space open"):
        a_round(here.gil, here.space_id, now=now)


def test_there_is_no_round_of_another_kind_and_not_any_number_of_them(here, now):
    with pytest.raises(RuleBroken, match="Choose one of the rounds"):
        a_round(here.bo, here.space_id, kind="als_standard", now=now)
    for _ in range(5):
        last = a_round(here.bo, here.space_id, now=now)
    with pytest.raises(RuleBroken, match="enough rounds open"):
        a_round(here.bo, here.space_id, now=now)

    rounds.finish(here.bo, last, seen=0, now=now)

    assert a_round(here.bo, here.space_id, now=now)


def test_coming_twice_is_coming_once_and_who_comes_back_sits_where_they_sat(here, lobby, now):
    rounds.come_in(here.bo, lobby, now=now + A_MINUTE)
    rounds.go(here.bo, lobby, now=now + A_MINUTE)
    assert names(here, lobby) == ["Ada", "Mina"]

    rounds.go(here.bo, lobby, now=now + A_MINUTE)
    rounds.come_in(here.bo, lobby, now=now + A_MINUTE)

    assert names(here, lobby) == ["Ada", "Bo", "Mina"]


def test_a_full_round_says_so(here, lobby, now, monkeypatch):
    rounds.go(here.mina, lobby, now=now)
    monkeypatch.setattr(type(stored(lobby)), "running_order", SimpleNamespace(people=(2, 2)))

    with pytest.raises(RuleBroken, match="is full: 2 are in it"):
        rounds.come_in(here.mina, lobby, now=now)


def test_a_check_in_goes_round_once_and_is_over_when_its_keeper_says_so(here, running, now):
    rounds.hand_on(here.ada, running, holder=here.ada.id, now=now)
    rounds.pass_turn(here.mina, running, now=now)
    with pytest.raises(NotAllowed, match="Only whoever has the turn"):
        rounds.hand_on(here.mina, running, holder=here.bo.id, now=now)
    with pytest.raises(Stale):
        rounds.hand_on(here.ada, running, holder=here.ada.id, now=now)
    rounds.hand_on(here.ada, running, holder=here.bo.id, now=now)
    assert progress(running).floor.holder is None

    rounds.come_in(here.hana, running, now=now)
    assert progress(running).floor.holder == here.hana.id
    rounds.finish(here.ada, running, seen=progress(running).step, now=now)

    assert stored(running).ended_at == now
    assert may(here.ada, running, now=now) == frozenset()
    for deed in (rounds.come_in, rounds.go, rounds.pass_turn):
        with pytest.raises(RuleBroken, match="is over"):
            deed(here.bo, running, now=now)


@pytest.mark.parametrize("who", ["bo", "hana"])
def test_only_the_keeper_steers(here, lobby, who, now):
    person = getattr(here, who)

    for verb in (rounds.begin, rounds.move_on, rounds.finish):
        with pytest.raises(NotAllowed, match="Only whoever keeps the round"):
            verb(person, lobby, seen=0, now=now)
    with pytest.raises(NotAllowed, match="Only whoever keeps the round"):
        rounds.give_keeping(person, lobby, person_id=here.bo.id, now=now)


def test_one_two_all_shows_each_whom_they_talk_with(here, now):
    round_id = begun(here.ada, here.space_id, kind="one_two_all", others=[here.bo, here.mina], now=now)
    rounds.come_in(here.hana, round_id, now=now + timedelta(seconds=1))
    rounds.move_on(here.ada, round_id, seen=progress(round_id).step, now=now)

    stages = {name: round_stage_for(getattr(here, name), round_id, now=now) for name in ("ada", "mina", "gil")}

    assert {name: stage.names(stage.own_pair) for name, stage in stages.items()} == {
        "ada": ["Bo"], "mina": ["Hana"], "gil": [],
    }  # fmt: skip
    assert [seat["role"] for seat in stages["mina"].seated] == ["facilitating", "", "holding", "holding"]
    assert (stages["ada"].next_part, stages["ada"].turns) == ("together", [])
    rounds.move_on(here.ada, round_id, seen=progress(round_id).step, now=now)
    assert round_stage_for(here.ada, round_id, now=now).next_part is None


def test_everybody_sees_who_had_a_turn_and_who_is_to_come(here, running, now):
    rounds.hand_on(here.ada, running, holder=here.ada.id, now=now)

    stage = round_stage_for(here.mina, running, now=now)

    assert stage.turns == [("Ada", "done"), ("Bo", "now"), ("Mina", "later")]
    assert [(seat["short"], seat["order"], seat["you"]) for seat in stage.seated] == [
        ("Ada", None, False), ("Bo", None, False), ("Mina", 1, True),
    ]  # fmt: skip
    assert (stage.key, stage.is_in, stage.keeps, stage.name(here.cy.id)) == ("check_in", True, False, "…")


def test_a_keeper_leaves_the_round_to_somebody_in_it(here, lobby, now):
    with pytest.raises(RuleBroken, match="somebody who is in it"):
        rounds.give_keeping(here.ada, lobby, person_id=here.hana.id, now=now)

    rounds.give_keeping(here.ada, lobby, person_id=here.bo.id, now=now)

    rounds.begin(here.bo, lobby, seen=0, now=now)
    assert "finish" not in may(here.ada, lobby, now=now)


def test_anybody_takes_on_a_round_whose_keeper_nobody_has_heard_of_for_a_minute(here, running, now):
    later = now + A_MINUTE
    for name in ("bo", "mina"):
        assert rounds.watch(getattr(here, name), running, now=later) == stored(running).version
    assert "take_on" not in may(here.bo, running, now=later - timedelta(seconds=1))
    assert "take_on" in may(here.bo, running, now=later)
    assert "take_on" not in may(here.hana, running, now=later)

    rounds.give_keeping(here.bo, running, person_id=here.bo.id, now=later)

    assert round_stage_for(here.bo, running, now=later).keeps
    with pytest.raises(NotAllowed):
        rounds.give_keeping(here.mina, running, person_id=here.mina.id, now=later)


def test_nobody_takes_on_a_round_for_another(here, running, now):
    with pytest.raises(NotAllowed):
        rounds.give_keeping(here.bo, running, person_id=here.mina.id, now=now + A_MINUTE)


def test_a_keeper_who_is_heard_of_again_keeps_the_round_and_the_others_look_again(here, running, now):
    before = stored(running).version

    assert rounds.watch(here.ada, running, now=now + timedelta(seconds=10)) == before
    assert rounds.watch(here.ada, running, now=now + timedelta(seconds=30)) == before
    assert "take_on" not in may(here.bo, running, now=now + timedelta(seconds=89))
    assert rounds.watch(here.ada, running, now=now + 2 * A_MINUTE) == before + 1

    assert "take_on" not in may(here.bo, running, now=now + 2 * A_MINUTE)
    assert round_stage_for(here.bo, running, now=now).next_change == now + 3 * A_MINUTE


def test_a_keeper_who_leaves_leaves_it_to_anybody_and_the_last_one_ends_it(here, running, now):
    rounds.go(here.ada, running, now=now)
    assert progress(running).floor.holder == here.bo.id
    stage = round_stage_for(here.mina, running, now=now)
    assert ("take_on" in stage.may, stage.next_change) == (True, None)

    rounds.go(here.bo, running, now=now)
    rounds.go(here.mina, running, now=now)

    assert stored(running).ended_at == now
    assert open_rounds_in(here.space_id) == []


def test_looking_on_writes_nothing(here, lobby, now):
    assert rounds.watch(here.hana, lobby, now=now) == stored(lobby).version
    assert here.hana.id not in people_in_round(lobby)


@pytest.mark.parametrize("way", ["removed", "left", "unnamed", "observes"])
def test_whoever_loses_the_space_is_out_of_its_rounds(here, running, now, way):
    if way == "removed":
        communities.remove(here.hana, here.community_id, person_id=here.ada.id, now=now)
    elif way == "left":
        communities.leave(here.ada, here.community_id, now=now)
    elif way == "unnamed":
        communities.unname_member(here.hana, here.space_id, person_id=here.ada.id, now=now)
    else:
        communities.give_role(here.hana, here.community_id, person_id=here.ada.id, role="observer")

    assert names(here, running) == ["Bo", "Mina"]
    assert (stored(running).keeper_id, progress(running).floor.holder) == (None, here.bo.id)
    assert here.ada.id not in people_in_round(running)
    if way != "observes":
        with pytest.raises(NotVisible):
            rounds.watch(here.ada, running, now=now)


def test_whoever_keeps_the_space_stays_in_its_rounds(here, running, now):
    communities.give_role(here.hana, here.community_id, person_id=here.ada.id, role="member")

    assert names(here, running) == ["Ada", "Bo", "Mina"]


def test_a_round_is_gone_a_day_after_its_end_and_so_is_one_that_nobody_ended(app, here, lobby, running, now):
    rounds.finish(here.ada, running, seen=progress(running).step, now=now + A_MINUTE)
    chores = app.extensions["cop_chores"]

    for when, left in ((A_DAY - A_MINUTE, 3), (A_DAY, 1), (A_DAY + A_MINUTE, 0)):
        for chore in chores:
            chore(now=now + when)
        assert db.session.scalar(select(func.count()).select_from(Round)) == left
    assert db.session.scalar(select(func.count()).select_from(RoundSeat)) == 0
    assert jobs.run_all(now=now + A_DAY) == 0
