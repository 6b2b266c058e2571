"""Things happen at random, and after each of them list, door, predicate, search and recipients agree with a model.

A new act is one `@rule` that changes the model as well; a new kind of thing is one line in `KINDS`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from cop.communities import policy as places
from cop.communities import queries as communities
from cop.communities import rules, service
from cop.communities.models import Community, Space
from cop.core.database import db
from cop.core.errors import NotVisible
from cop.discussions import policy as discussions_policy
from cop.discussions import queries as discussions
from cop.discussions import service as talking
from cop.discussions.models import Thread
from cop.meetings.models import Round
from cop.meetings.policy import rounds as rounds_policy
from cop.meetings.queries import rounds
from cop.meetings.service import rounds as gathering
from cop.people.models import User
from cop.sets import policy as sets_policy
from cop.sets import queries as sets
from cop.sets import service as seating
from cop.sets.models import LearningSet, Seat
from cop.stories import policy as stories_policy
from cop.stories import queries as stories
from cop.stories import service as telling
from cop.stories.models import Story
from cop.stories.rules import Reach
from tests import apps
from tests.factories.sets import a_set
from tests.factories.stories import TERMS, tell
from tests.matrix import finding
from tests.matrix import model as modelled
from tests.matrix.finding import EVERYWHERE
from tests.matrix.model import Model
from tests.matrix.upheavals import SIGNED_IN, SOMEBODY, SOMEBODY_BUT_HANA, Upheavals

VIEWERS = (*SIGNED_IN, "nobody")
MOST = 1_000
FEW = 3
SOBER: dict[str, Any] = {
    "deadline": None,
    "derandomize": True,
    "suppress_health_check": list(HealthCheck),
}
WHOLE_SPACE = (joinedload(Space.community).selectinload(Community.memberships), selectinload(Space.memberships))


class Kind(NamedTuple):
    """A kind of thing, its door, its list (None where there is none), its predicate, and what the model says."""

    things: Callable[[Model], Any]
    door: Callable[[Any, int], object]
    listed: Callable[[Any, Model], set[int]] | None
    whole: Any
    can: Callable[[Any, Any], bool]
    may: Callable[[Model, str, int], bool]


KINDS = {
    "community": Kind(
        lambda model: model.communities, communities.community_for,
        lambda viewer, _: {each.id for each in communities.communities_visible_to(viewer)},
        select(Community).options(selectinload(Community.memberships)),
        lambda viewer, found: rules.knows_community(found.axes, places.standing_in(viewer, found)),
        lambda model, who, _: model.knows_community(who),
    ),
    "space": Kind(
        lambda model: model.spaces, communities.space_for,
        lambda viewer, model: {s.id for c in model.communities for s in communities.spaces_visible_to(viewer, c)},
        select(Space).options(*WHOLE_SPACE),
        lambda viewer, found: rules.knows_space(found.bounds, places.standing_in_space(viewer, found)),
        Model.knows_space,
    ),
    "thread": Kind(
        lambda model: model.threads, discussions.thread_for,
        lambda viewer, _: {each.id for each in discussions.threads_visible_to(viewer, most=MOST)},
        select(Thread).options(joinedload(Thread.space).options(*WHOLE_SPACE)),
        discussions_policy.can_read, Model.reads_thread,
    ),
    "story": Kind(
        lambda model: model.stories, stories.story_for,
        lambda viewer, _: {each.id for each in stories.stories_visible_to(viewer, most=MOST)},
        select(Story).options(
            joinedload(Story.community).selectinload(Community.memberships),
            joinedload(Story.space).options(*WHOLE_SPACE),
        ),
        stories_policy.can_read, Model.reads_story,
    ),
    "round": Kind(
        lambda model: model.rounds, lambda viewer, round_id: rounds.round_for(_signed_in(viewer), round_id), None,
        select(Round).options(joinedload(Round.space).options(*WHOLE_SPACE)),
        lambda viewer, found: viewer is not None and rounds_policy.can_look_on(viewer, found.space), Model.looks_on,
    ),
    "set": Kind(
        lambda model: model.sets,
        lambda viewer, set_id: sets.set_for(_signed_in(viewer), set_id),
        lambda viewer, _: {each.id for each in sets.sets_visible_to(viewer)} if viewer else set(),
        select(LearningSet).options(selectinload(LearningSet.table).joinedload(Seat.user)),
        lambda viewer, found: viewer is not None and sets_policy.can_see(viewer, found),
        lambda model, who, _: who in model.seated,
    ),
}  # fmt: skip


class Machine(Upheavals):
    """One community, one set and five people, of whom Hana coordinates; a minute passes with everything done."""

    @initialize(preset=st.sampled_from(list(rules.PRESETS)))
    def begin(self, preset: str) -> None:
        hana, ada = self.people["hana"], self.people["ada"]
        assert hana
        assert ada
        made = service.found(hana, name=EVERYWHERE, purpose="P", preset=preset, now=self.now).id
        self.model.preset, self.model.communities = preset, {made}
        self.model.come("hana", "coordinator", now=self.now)
        first = communities.spaces_visible_to(hana, made)[0].id
        self.model.spaces[first] = modelled.Space(preset, for_everyone=True)
        self.model.sets, self.model.seated = {a_set(ada, now=self.now, agreed=False)}, {"ada"}

    @rule(who=SOMEBODY)
    def join(self, who: str) -> None:
        may = who in self.model.roles or (self.model.preset == "open" and self.model.may_come(who))
        self.did(may, lambda now: service.join(self.user(who), self.community, now=now))
        if may:
            self.model.come(who, "member", now=self.now)

    @rule(who=SOMEBODY_BUT_HANA)
    def admit(self, who: str) -> None:
        address = f"{who}@example.org"
        may = self.model.may_come(who)
        self.did(may, lambda now: service.admit(self.user("hana"), self.community, email=address, now=now))
        if may:
            self.model.come(who, "member", now=self.now)

    @rule(who=SOMEBODY_BUT_HANA, by_hana=st.booleans())
    def go(self, who: str, by_hana: bool) -> None:
        def act(now: datetime) -> None:
            if by_hana:
                service.remove(self.user("hana"), self.community, person_id=self.user(who).id, now=now)
            else:
                service.leave(self.user(who), self.community, now=now)

        was_in = who in self.model.roles and not (by_hana and self.model.is_archive)
        self.did(was_in, act)
        if was_in:
            self.model.go(who)

    @rule(who=SOMEBODY_BUT_HANA, role=st.sampled_from(rules.ROLES))
    def give_role(self, who: str, role: str) -> None:
        is_in, person = who in self.model.roles and not self.model.is_archive, self.user(who).id
        self.did(is_in, lambda now: service.give_role(self.user("hana"), self.community, person_id=person, role=role))
        if is_in:
            self.model.roles[who] = role

    @rule(preset=st.sampled_from(list(rules.PRESETS)))
    def open_space(self, preset: str) -> None:
        order = list(rules.PRESETS)
        assume(order.index(preset) >= order.index(self.model.preset) and len(self.model.spaces) < 5)
        may = not self.model.is_archive
        made = self.did(
            may,
            lambda now: service.create_space(
                self.user("hana"), self.community, name=EVERYWHERE, purpose="P", preset=preset, now=now
            ),
        )
        if made is None:
            return
        everyone = preset in {"open", "restricted"}
        named = {} if everyone else {"hana": self.now}
        self.model.spaces[made.id] = modelled.Space(preset, for_everyone=everyone, named=named)

    @rule(who=SOMEBODY, data=st.data())
    def name(self, who: str, data: st.DataObject) -> None:
        space_id, person = self.a_space(data), self.user(who).id
        space = self.model.spaces[space_id]
        may = not space.for_everyone and self.model.writes("hana", space_id) and who in self.model.roles
        self.did(may, lambda now: service.name_member(self.user("hana"), space_id, person_id=person, now=now))
        if may:
            space.named.setdefault(who, self.now)

    @rule(who=SOMEBODY, data=st.data())
    def go_out_of_a_space(self, who: str, data: st.DataObject) -> None:
        space_id = self.a_space(data)
        person = self.user(who)
        may = self.model.knows_space(who, space_id)
        self.did(may, lambda now: service.unname_member(person, space_id, person_id=person.id, now=now))
        if may:
            self.model.spaces[space_id].named.pop(who, None)

    @rule(who=SOMEBODY, data=st.data())
    def post(self, who: str, data: st.DataObject) -> None:
        space_id = self.a_space(data)
        made = self.did(
            self.model.writes(who, space_id),
            lambda now: talking.start(self.user(who), space_id, title=EVERYWHERE, body="B", now=now),
        )
        if made:
            bound, first = modelled.READS[self.model.preset_of(space_id)], self.first_post(made.id)
            self.model.threads[made.id] = modelled.Said(space_id, self.now, who, bound, first)

    @rule(who=SOMEBODY, data=st.data())
    def gather(self, who: str, data: st.DataObject) -> None:
        space_id = self.a_space(data)
        assume(sum(each.space == space_id for each in self.model.rounds.values()) < FEW)
        made = self.did(
            self.model.writes(who, space_id),
            lambda now: gathering.open_round(self.user(who), space_id, kind="check_in", now=now),
        )
        if made:
            self.model.rounds[made.id] = modelled.Said(space_id, self.now)

    @rule(who=SOMEBODY, audience=st.sampled_from(["me", "space", "community"]), data=st.data())
    def tell(self, who: str, audience: str, data: st.DataObject) -> None:
        space_id = self.a_space(data) if audience == "space" else None
        reach = Reach(audience, {"me": None, "space": space_id}.get(audience, self.community))  # type: ignore[arg-type]
        made = self.did(
            self._may_tell(who, audience, space_id),
            lambda now: tell(self.user(who), title=EVERYWHERE, body="B", reach=reach, named="full", now=now),
        )
        if made:
            bounds = {"space": self.model.preset_of(space_id) if space_id else "", "community": self.model.preset}
            bound = modelled.READS.get(bounds.get(audience, ""), modelled.ANYONE)
            self.model.stories[made.id] = modelled.Story(who, audience, space_id, self.now, bound)

    def _may_tell(self, who: str, audience: str, space_id: int | None) -> bool:
        role = None if self.model.is_archive else self.model.roles.get(who)
        if audience == "space" and space_id is not None:
            return self.model.writes(who, space_id)
        return {"me": True, "community": role in modelled.WRITERS}[audience]

    @rule(data=st.data())
    def open_to_everybody(self, data: st.DataObject) -> None:
        shared = [each for each, told in self.model.stories.items() if told.audience in {"space", "community"}]
        assume(shared)
        story_id = data.draw(st.sampled_from(sorted(shared)), label="story")
        story = self.model.stories[story_id]
        assume(not story.withdrawn)
        role = None if self.model.is_archive else self.model.roles.get(story.teller)
        opens = {"open": modelled.WRITERS, "restricted": {"core", "coordinator"}}.get(self.model.preset, set())
        wider = Reach("public", self.community)
        if self.did(
            role in opens,
            lambda now: telling.change_audience(
                self.user(story.teller), story_id, reach=wider, seen=story.audience, terms=TERMS, now=now
            ),
        ):
            telling.window.open_due(now=self.now + timedelta(days=7))
            story.audience, story.bound = "public", modelled.ANYONE

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        assume(self.model.stories)
        story_id = data.draw(st.sampled_from(sorted(self.model.stories)), label="story")
        teller = self.model.stories[story_id].teller
        self.did(True, lambda now: telling.withdraw(self.user(teller), story_id, now=now))
        self.model.stories[story_id].withdrawn = True

    @rule(who=SOMEBODY)
    def invite_to_the_set(self, who: str) -> None:
        may = who not in self.model.seated | self.model.invited
        [set_id] = self.model.sets
        address = f"{who}@example.org"
        assume(may)
        self.did(True, lambda now: seating.offer_seat(self.user("ada"), set_id, email=address, now=now))
        self.model.invited.add(who)

    @rule(who=SOMEBODY, yes=st.booleans())
    def answer_the_invitation(self, who: str, yes: bool) -> None:
        [set_id] = self.model.sets
        answer = seating.accept_seat if yes else seating.decline_seat
        self.did(who in self.model.invited, lambda now: answer(self.user(who), set_id, now=now))
        if who in self.model.invited:
            self.model.invited.discard(who)
            self.model.seated |= {who} if yes else set()

    @rule(who=SOMEBODY)
    def leave_the_set(self, who: str) -> None:
        may = who in self.model.seated - {"ada"}
        [set_id] = self.model.sets
        self.did(may, lambda now: seating.leave(self.user(who), set_id, now=now))
        self.model.seated -= {who} if may else set()

    @invariant()
    def all_agree(self) -> None:
        for name, kind in KINDS.items():
            things = sorted(kind.things(self.model))
            whole = {each.id: each for each in db.session.scalars(kind.whole.execution_options(populate_existing=True))}
            objects = [(each, whole[each]) for each in things]
            for who in VIEWERS:
                viewer = self.people[who]
                expected = {each for each in things if kind.may(self.model, who, each)}
                allowed = {each for each, found in objects if kind.can(viewer, found)}
                assert allowed == expected, f"the predicate of a {name}, as {who}"
            for who in VIEWERS:
                self._door_and_list_agree(name, kind, who)

    def _door_and_list_agree(self, name: str, kind: Kind, who: str) -> None:
        viewer = self.people[who]
        expected = {each for each in kind.things(self.model) if kind.may(self.model, who, each)}
        opened = {each for each in kind.things(self.model) if _opens(kind.door, viewer, each)}
        assert opened == expected, f"the door of a {name}, as {who}"
        if kind.listed is not None:
            assert kind.listed(viewer, self.model) == expected, f"the list of every {name}, as {who}"

    @invariant()
    def search_agrees(self) -> None:
        """Two people a minute: they take turns."""
        first = self.now.minute * 2 % len(VIEWERS)
        for who in VIEWERS[first : first + 2]:
            found = finding.found(self.people[who], now=self.now)
            assert sorted(found) == sorted(finding.expected(self.model, who)), f"what is found, as {who}"

    @invariant()
    def those_are_told_who_may_see(self) -> None:
        model, ids = self.model, {each.id: who for who, each in self.people.items() if each}
        for space_id in model.spaces:
            readers = {ids[each] for each in communities.readers_of_space(space_id)}
            assert readers == {who for who in model.roles if model.reads_space(who, space_id)}
            assert communities.audience_of_space(space_id, on=self.now.date()).people == len(readers)
        for round_id, here in model.rounds.items():
            told = {ids[each] for each in rounds.people_in_round(round_id)}
            assert all(model.is_heard(who, here.space) for who in told)
        for community_id in model.communities:
            assert {ids[each] for each in communities.members_in(community_id)} == set(model.roles)
        for set_id in model.sets:
            assert {ids[each] for each in sets.people_in(set_id)} == model.seated
            for who, person in self.people.items():
                asked = person is not None and _opens(sets.invitation_for, person, set_id)
                assert asked == (who in model.invited)


@pytest.fixture
def quiet_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    yield from apps.running("", tmp_path_factory.mktemp("machine"))


def test_whatever_happens_everybody_sees_what_the_model_says(quiet_app):
    machine = type("MachineHere", (Machine,), {"app": quiet_app})

    run_state_machine_as_test(machine, settings=settings(max_examples=20, stateful_step_count=20, **SOBER))


def test_a_model_that_is_wrong_is_noticed(quiet_app, monkeypatch):
    monkeypatch.setattr(Model, "knows_community", lambda self, who: True)
    machine = type("MachineHere", (Machine,), {"app": quiet_app})

    with pytest.raises(AssertionError, match="the predicate of a community, as "):
        run_state_machine_as_test(
            machine, settings=settings(max_examples=10, stateful_step_count=2, phases=[Phase.generate], **SOBER)
        )


def _signed_in(viewer: User | None) -> User:
    if viewer is None:
        raise NotVisible
    return viewer


def _opens(door: Callable[[Any, int], object], viewer: Any, thing_id: int) -> bool:
    try:
        door(viewer, thing_id)
    except NotVisible:
        return False
    return True
