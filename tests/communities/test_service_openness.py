"""Tightening holds at once for everything inside; widening shows nothing old without its author's yes."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask

from cop.communities import policy, queries, rules, service
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.discussions import queries as threads
from cop.discussions import service as discussions
from cop.stories import queries as stories
from cop.stories import service as telling
from tests.conftest import THURSDAY, TestClock
from tests.factories.communities import EVERYBODY, a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.stories import a_story

PRESETS = rules.PRESETS


def move(cast: SimpleNamespace, community_id: int, preset: str, *, now: datetime) -> None:
    seen = queries.community_for(cast.hana, community_id).axes
    service.change_community(cast.hana, community_id, axes=PRESETS[preset], seen=seen, now=now)


def move_space(cast: SimpleNamespace, space_id: int, preset: str, *, now: datetime) -> None:
    seen = queries.space_for(cast.hana, space_id).axes
    service.change_space(cast.hana, space_id, axes=PRESETS[preset], seen=seen, now=now)


def reads(cast: SimpleNamespace, thread_id: int) -> set[str]:
    """Everybody through whose door a conversation comes, and in whose list it stands."""
    found = set()
    for who in (*EVERYBODY, "nobody"):
        viewer = getattr(cast, who)
        listed = {each.id for each in threads.threads_visible_to(viewer, most=100)}
        try:
            threads.conversation_for(viewer, thread_id, on=THURSDAY.date())
        except NotVisible:
            assert thread_id not in listed
        else:
            assert thread_id in listed
            found.add(who)
    return found


MEMBERS = {"hana", "ada", "bo", "mina", "gil"}
ALL = {*EVERYBODY, "nobody"}


def test_tightening_a_community_tightens_everything_in_it_at_once(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        space_id = a_space(community_id, by=cast.hana, preset="open", now=now)
        thread_id = a_thread(cast.bo, space_id, now=now)
        assert reads(cast, thread_id) == ALL

        move(cast, community_id, "private", now=now)

        assert reads(cast, thread_id) == MEMBERS
        assert queries.space_for(cast.bo, space_id).preset == "private"
        with pytest.raises(NotVisible):
            queries.space_for(cast.cy, space_id)


def talk_of_members(cast: SimpleNamespace, *, now: datetime) -> tuple[int, int, int]:
    """A community that is open, a space of it that its members read, and what Bo began there."""
    community_id = a_community(cast, preset="open", now=now)
    space_id = a_space(community_id, by=cast.hana, preset="restricted", now=now)
    return community_id, space_id, a_thread(cast.bo, space_id, now=now)


def test_widening_leaves_old_conversations_to_their_readers_until_everybody_in_them_says_yes(
    app: Flask, cast: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        community_id, space_id, old = talk_of_members(cast, now=clock.now)
        discussions.reply(cast.mina, old, body="Me too.", now=clock.now)

        move_space(cast, space_id, "open", now=clock.forward(hours=1))
        new = a_thread(cast.bo, space_id, now=clock.now)

        assert (reads(cast, old), reads(cast, new)) == (MEMBERS, ALL)
        held = threads.held_back(cast.bo, community_id)
        discussions.open_wider(cast.bo, held[0].id)
        assert reads(cast, old) == MEMBERS
        discussions.open_all_wider(cast.mina, community_id)
        assert reads(cast, old) == ALL
        assert not threads.held_back(cast.mina, community_id)


def test_who_spoke_in_one_press_is_not_shown_to_more_people(
    app: Flask, cast: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        _, space_id, old = talk_of_members(cast, now=clock.now)
        discussions.reply(cast.mina, old, body="Me too.", now=clock.now)
        first, second = (each.id for each in threads.posts_of(old, page=1))
        discussions.nod(cast.gil, first, kind="same", now=clock.now)
        move_space(cast, space_id, "open", now=clock.forward(hours=1))

        discussions.open_wider(cast.bo, first)
        assert threads.posts_of(old, page=1)[0].nods, "as long as the same people read it"
        discussions.open_wider(cast.mina, second)
        assert reads(cast, old) == ALL
        assert not threads.posts_of(old, page=1)[0].nods


def test_what_is_hidden_is_not_opened_with_all_the_rest(app: Flask, cast: SimpleNamespace, clock: TestClock) -> None:
    with app.app_context():
        community_id, space_id, old = talk_of_members(cast, now=clock.now)
        first = threads.posts_of(old, page=1)[0].id
        move_space(cast, space_id, "open", now=clock.forward(hours=1))
        discussions.hide(cast.hana, first, now=clock.now)

        assert not threads.held_back(cast.bo, community_id)
        discussions.open_all_wider(cast.bo, community_id)
        discussions.release(cast.hana, first)
        assert reads(cast, old) == MEMBERS
        assert [each.id for each in threads.held_back(cast.bo, community_id)] == [first]


def test_nobody_says_yes_for_another(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        space_id = a_space(community_id, by=cast.hana, preset="restricted", now=now)
        thread_id = a_thread(cast.bo, space_id, now=now)
        story_id = a_story(cast.bo, f"space:{space_id}", now=now)
        post_id = threads.posts_of(thread_id, page=1)[0].id
        move_space(cast, space_id, "open", now=now)

        with pytest.raises(NotAllowed):
            discussions.open_wider(cast.hana, post_id)
        with pytest.raises(NotVisible):
            telling.open_wider(cast.hana, community_id, story_id=story_id)
        assert reads(cast, thread_id) == MEMBERS


def test_an_answer_in_a_bound_conversation_is_read_by_its_readers_as_its_line_says(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        space_id = a_space(community_id, by=cast.hana, preset="private", named=[cast.mina], now=now)
        thread_id = a_thread(cast.mina, space_id, now=now)
        service.change_space(
            cast.hana, space_id, axes=rules.chosen(door="anyone", read="nearby", join="ask"),
            seen=PRESETS["private"], now=now,
        )  # fmt: skip
        found = threads.conversation_for(cast.mina, thread_id, on=now.date())
        discussions.reply(cast.hana, thread_id, body="Yes.", now=now)

        assert reads(cast, thread_id) == {"hana", "mina"}
        assert found.people == 2
        assert reads(cast, a_thread(cast.mina, space_id, now=now)) == MEMBERS


def test_a_story_stays_with_those_who_could_read_it_until_its_teller_says_yes(
    app: Flask, cast: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="confidential", now=clock.now)
        shared = a_story(cast.bo, f"community:{community_id}", now=clock.now)
        kept = a_story(cast.bo, f"community:{community_id}", title="Kept", now=clock.now)
        service.admit(cast.hana, community_id, email=cast.cy.email, now=clock.forward(hours=1))
        assert not stories.stories_visible_to(cast.cy, community_id=community_id)

        move(cast, community_id, "restricted", now=clock.now)
        assert not stories.stories_visible_to(cast.cy, community_id=community_id)
        telling.open_wider(cast.bo, community_id, story_id=shared)

        assert [each.id for each in stories.stories_visible_to(cast.cy, community_id=community_id)] == [shared]
        assert [each.id for each in stories.held_back(cast.bo, community_id)] == [kept]
        found = stories.story_for(cast.bo, kept)
        readers = stories.readers_of(found, on=clock.now.date())
        assert readers
        assert readers.people == 5


@pytest.mark.parametrize(
    ("who", "refusal"), [("hana", None), ("ada", NotAllowed), ("bo", NotAllowed), ("cy", NotAllowed)]
)
def test_who_changes_how_open_a_place_is(
    app: Flask, cast: SimpleNamespace, now: datetime, who: str, refusal: type[Exception] | None
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, preset="restricted", now=now)
        axes, seen = PRESETS["private"], PRESETS["restricted"]
        if refusal:
            with pytest.raises(refusal):
                service.change_space(getattr(cast, who), space_id, axes=axes, seen=seen, now=now)
            with pytest.raises(refusal):
                service.change_community(getattr(cast, who), community_id, axes=axes, seen=seen, now=now)
            return

        service.change_space(cast.hana, space_id, axes=axes, seen=seen, now=now)
        service.change_community(cast.hana, community_id, axes=axes, seen=seen, now=now)
        service.change_community(cast.hana, community_id, axes=axes, seen=axes, now=now)

        log = queries.changes_visible_to(cast.bo, community_id)
        assert [(each.space, each.by) for each in log] == [(None, cast.hana.name), ("Nights", cast.hana.name)]
        assert log[0].was == PRESETS["restricted"]


def test_a_space_is_never_chosen_looser_than_its_community_and_a_stale_page_changes_nothing(
    app: Flask, cast: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, now=now)

        with pytest.raises(RuleBroken, match="more open than its community"):
            move_space(cast, space_id, "open", now=now)
        with pytest.raises(Stale):
            service.change_space(cast.hana, space_id, axes=PRESETS["confidential"], seen=PRESETS["open"], now=now)
        assert not queries.changes_visible_to(cast.hana, community_id)


def test_somebody_is_asked_once_after_each_widening(app: Flask, cast: SimpleNamespace, clock: TestClock) -> None:
    with app.app_context():
        community_id = a_community(cast, now=clock.now)

        def is_asked() -> bool:
            return queries.is_asked(cast.bo, queries.community_for(cast.bo, community_id))

        assert not is_asked()
        move(cast, community_id, "open", now=clock.now)
        assert is_asked()
        service.answer_widening(cast.bo, community_id, now=clock.forward(minutes=1))
        assert not is_asked()
        move(cast, community_id, "private", now=clock.forward(minutes=1))
        assert not is_asked()
        move(cast, community_id, "open", now=clock.forward(minutes=1))
        assert is_asked()
        service.answer_widening(cast.bo, community_id, now=clock.forward(minutes=1))
        assert not is_asked()


@pytest.mark.parametrize("who", rules.SUPPOSED)
def test_whoever_is_supposed_sees_what_somebody_like_that_sees(
    app: Flask, cast: SimpleNamespace, clock: TestClock, who: str
) -> None:
    viewer, same = rules.SUPPOSED[who], {"visitor": "nobody", "outsider": "cy", "observer": "gil", "core": "ada"}
    with app.app_context():
        community_id = a_community(cast, preset="restricted", now=clock.now)
        spaces = [
            a_space(community_id, by=cast.hana, preset=each, name=each, now=clock.now, named=named)
            for each, named in (("restricted", []), ("private", [cast.mina]), ("confidential", [cast.mina]))
        ]
        for each in spaces:
            a_thread(cast.hana, each, now=clock.now)
        a_story(cast.hana, "me", now=clock.now)
        alike = getattr(cast, {**same, "member": "bo", "named": "mina"}[who])

        def seen_by(person: object) -> tuple[object, ...]:
            listed = threads.threads_visible_to(person, community_id=community_id)
            known = queries.spaces_visible_to(person, community_id)
            told = stories.stories_visible_to(person, community_id=community_id)
            return [each.id for each in listed if each.space != "confidential"], [each.id for each in known], told

        assert seen_by(viewer) == seen_by(alike)
        for space in queries.spaces_visible_to(alike, community_id):
            assert policy.can_read_space(viewer, space) is policy.can_read_space(alike, space)
        assert policy.standing_in(viewer, queries.community_for(cast.hana, community_id)) == viewer.standing
