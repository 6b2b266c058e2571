"""How people take part, and their first steps, on both databases."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.capabilities import TRACES
from cop.communities import queries, service
from cop.communities.models import Community
from cop.communities.queries.levels import own_part, totals_in
from cop.communities.queries.steps import FirstSteps, first_steps_of
from cop.communities.rules.levels import Taken
from cop.communities.service import agreements, leading, steps, welcomes
from cop.core.database import transaction
from cop.core.errors import NotAllowed
from cop.discussions import service as discussions
from cop.discussions.queries import posts_of
from cop.gatherings import service as gatherings
from cop.people import service as people
from cop.people.models import User
from cop.stories.rules import Reach
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.gatherings import a_gathering
from tests.factories.people import a_user
from tests.factories.stories import tell

DAY = timedelta(days=1)
KNOWN = tuple(TRACES)


def first_steps(viewer: User, community_id: int, *, now: datetime) -> FirstSteps:
    found = first_steps_of(viewer, queries.community_for(viewer, community_id), now=now, traces=KNOWN)
    assert found is not None
    return found


def done(viewer: User, community_id: int, *, now: datetime) -> dict[str, bool]:
    return dict(first_steps(viewer, community_id, now=now).steps)


def test_what_people_do_is_counted_for_themself(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id, other_id = a_community(cast, now=now), a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, preset="restricted", now=now)
        a_thread(cast.bo, a_space(other_id, by=cast.hana, preset="restricted", now=now), now=now)
        thread_id = a_thread(cast.bo, space_id, now=now)
        discussions.reply(cast.bo, thread_id, body="Yes.", now=now + 8 * DAY)
        reach, mine = Reach("community", community_id), Reach("me", None)
        tell(cast.bo, title="t", body="b", reach=reach, named="anonymous", now=now)
        tell(cast.bo, title="t", body="b", reach=mine, named="full", now=now)
        gathering_id = a_gathering(space_id, by=cast.ada, now=now)
        gatherings.answer(cast.bo, gathering_id, going=True, now=now)
        gatherings.answer(cast.gil, gathering_id, going=False, now=now)
        gatherings.call_off(cast.ada, a_gathering(space_id, by=cast.ada, now=now), now=now)

        def part(viewer: User, days: int) -> Taken:
            return own_part(viewer, community_id, now=now + days * DAY, traces=KNOWN)

        assert part(cast.bo, 6) == Taken(times=2, weeks=1, gatherings=0, helped=False)
        assert part(cast.bo, 9) == Taken(times=3, weeks=2, gatherings=1, helped=False)
        assert part(cast.bo, 200) == part(cast.gil, 9) == Taken(0, 0, 0, helped=False)
        assert [part(cast.ada, days).helped for days in (6, 8)] == [False, True]


def test_whoever_held_a_role_lately_helped_to_run_something(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        offer = {"kind": "critical_friend", "person_id": cast.bo.id, "until": now + 90 * DAY}
        role_id = leading.offer(cast.hana, community_id, **offer, now=now)
        assert not own_part(cast.bo, community_id, now=now + DAY, traces=KNOWN).helped
        leading.answer(cast.bo, role_id, yes=True, now=now)

        helped = [own_part(cast.bo, community_id, now=now + days * DAY, traces=KNOWN).helped for days in (1, 180, 182)]

        assert helped == [True, True, False]


def test_coordinators_are_told_numbers_of_members_alone(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, preset="restricted", now=now)
        for number in range(12):
            person = a_user(f"Person {number}")
            service.admit(cast.hana, community_id, email=person.email, now=now)
            if number < 6:
                a_thread(person, space_id, now=now)
        assert list(totals_in(community_id, now=now, traces=KNOWN).values()) == ["hidden", "hidden", "hidden", 11]
        a_gathering(space_id, by=cast.ada, now=now)
        a_thread(cast.mina, space_id, now=now)

        service.leave(cast.mina, community_id, now=now)

        later = totals_in(community_id, now=now + 8 * DAY, traces=KNOWN)
        assert list(later.values()) == ["hidden", "hidden", "hidden", 9]


def test_the_steps_of_a_member_are_done_by_doing_them(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, preset="restricted", now=now)
        assert done(cast.bo, community_id, now=now) == {"say_who": False, "say_hello": False}
        assert done(cast.gil, community_id, now=now) == {"say_who": False}
        agreements.write(cast.hana, community_id, text="We listen.", why="", seen=0, now=now)
        gathering_id = a_gathering(space_id, by=cast.ada, now=now)
        told = first_steps(cast.bo, community_id, now=now)
        assert (told.which, told.left, told.is_put_away) == ("member", 4, False)

        agreements.accept(cast.bo, community_id, number=1, now=now)
        gatherings.answer(cast.bo, gathering_id, going=False, now=now)
        a_thread(cast.bo, space_id, now=now)
        bo = people.change_profile(cast.bo, name="Bo", pronouns="", time_zone="Europe/London", about="Listens.")

        assert first_steps(bo, community_id, now=now + 30 * DAY).left == 0
        assert "answer" not in done(cast.mina, community_id, now=now + 30 * DAY)


def test_a_gathering_out_of_sight_changes_nobodys_steps(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        nights = a_space(community_id, by=cast.hana, named=[cast.bo], now=now)
        before = done(cast.mina, community_id, now=now)
        a_gathering(nights, by=cast.hana, now=now)

        assert done(cast.mina, community_id, now=now) == before
        assert "answer" not in before


def test_the_steps_of_a_coordinator_are_done_by_anybody(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        space_id = a_space(community_id, by=cast.hana, preset="open", now=now)
        assert [name for name, is_done in done(cast.hana, community_id, now=now).items() if is_done] == ["purpose"]
        agreements.write(cast.hana, community_id, text="We listen.", why="", seen=0, now=now)
        a_gathering(space_id, by=cast.ada, now=now)
        thread_id = a_thread(cast.bo, space_id, now=now)
        for who in (cast.bo, cast.mina):
            welcomes.welcome(cast.ada, community_id, person_id=who.id, now=now)
        offer = {"kind": "critical_friend", "person_id": cast.bo.id, "until": now + 90 * DAY}
        role_id = leading.offer(cast.hana, community_id, **offer, now=now)
        leading.answer(cast.bo, role_id, yes=True, now=now)
        assert [name for name, is_done in done(cast.hana, community_id, now=now).items() if not is_done] == ["window"]

        post_id = posts_of(thread_id, page=1)[0].id
        discussions.propose(cast.bo, post_id, now=now)
        discussions.show_publicly(cast.ada, post_id, now=now)

        assert first_steps(cast.hana, community_id, now=now).left == 0
        assert "window" not in done(cast.hana, a_community(cast, preset="private", now=now), now=now)


def test_a_community_without_gatherings_asks_for_none(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        a_gathering(a_space(community_id, by=cast.hana, preset="restricted", now=now), by=cast.ada, now=now)
        with transaction() as tx:
            tx.session.get_one(Community, community_id).modules = "stories"

        assert "answer" not in done(cast.bo, community_id, now=now)
        assert "gathering" not in done(cast.hana, community_id, now=now)


def test_a_list_is_put_away_and_nobody_else_has_it(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="private", now=now)
        with pytest.raises(NotAllowed):
            steps.put_away(cast.cy, community_id, now=now)
        for _ in range(2):
            steps.put_away(cast.bo, community_id, now=now)

        assert [first_steps(who, community_id, now=now).is_put_away for who in (cast.bo, cast.mina)] == [True, False]
        service.give_role(cast.hana, community_id, person_id=cast.bo.id, role="coordinator")
        told = first_steps(cast.bo, community_id, now=now)
        assert (told.which, told.is_put_away) == ("coordinator", False)
        community = queries.community_for(cast.cy, community_id)
        assert first_steps_of(cast.cy, community, now=now, traces=KNOWN) is None
