"""Telling, narrowing, opening and taking back."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from cop.communities import service as communities
from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.stories import policy, queries, service
from cop.stories.models import Story
from cop.stories.rules import reach
from tests.conftest import TestClock
from tests.factories.communities import EVERYBODY, a_community, a_space
from tests.factories.stories import TERMS, a_story


@pytest.fixture
def place(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A Restricted community with a private space of Mina's and Bo's."""
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, now=now, named=[cast.mina, cast.bo])
        return SimpleNamespace(community=community_id, space=space_id)


def readers(cast: SimpleNamespace, story_id: int) -> set[str]:
    """Who gets it through the door; each list must say the same."""
    found = set()
    for who in (*EVERYBODY, "nobody"):
        viewer = getattr(cast, who)
        listed = story_id in [each.id for each in queries.stories_visible_to(viewer)]
        try:
            story = queries.story_for(viewer, story_id)
        except NotVisible:
            assert not listed, who
            continue
        assert listed, who
        assert policy.can_read(viewer, story), who
        found.add(who)
    return found


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("me", "ada"),
        ("space:{space}", "mina bo hana"),
        ("community:{community}", "ada mina bo hana gil"),
        ("public:{community}", f"{' '.join(EVERYBODY)} nobody"),
    ],
)
def test_abuse_27_a_story_is_read_by_whom_it_reaches(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime, told: str, expected: str
) -> None:
    teller = cast.mina if told.startswith("space") else cast.ada
    with app.app_context():
        story_id = a_story(teller, told.format(**vars(place)), now=now)

        assert readers(cast, story_id) == set(expected.split())


@pytest.mark.parametrize(
    ("who", "told", "refusal"),
    [
        ("gil", "community:{community}", NotAllowed), ("cy", "community:{community}", NotAllowed),
        ("dee", "community:{community}", NotAllowed), ("bo", "public:{community}", NotAllowed),
        ("ada", "space:{space}", NotAllowed), ("cy", "space:{space}", NotVisible), ("bo", "community:999", NotVisible),
    ],
)  # fmt: skip
def test_who_may_not_share_where(
    app: Flask,
    cast: SimpleNamespace,
    place: SimpleNamespace,
    now: datetime,
    who: str,
    told: str,
    refusal: type[Exception],
) -> None:
    with app.app_context():
        with pytest.raises(refusal):
            a_story(getattr(cast, who), told.format(**vars(place)), now=now)

        assert db.session.scalars(select(Story.id)).all() == []


def test_somebody_taken_out_reads_no_story_of_the_community(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        shared = a_story(cast.bo, f"community:{place.community}", now=now)
        inner = a_story(cast.bo, f"space:{place.space}", now=now)

        communities.remove(cast.hana, place.community, person_id=cast.mina.id, now=now)

        assert "mina" not in readers(cast, shared) | readers(cast, inner)


def test_a_teller_taken_out_keeps_and_narrows_but_cannot_open_wider(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.mina, f"space:{place.space}", now=now)
        communities.remove(cast.hana, place.community, person_id=cast.mina.id, now=now)
        wider = reach(f"community:{place.community}")

        with pytest.raises(NotAllowed):
            service.change_audience(cast.mina, story_id, reach=wider, seen="space", terms=TERMS, now=now)
        service.change_audience(cast.mina, story_id, reach=reach("me"), seen="space", now=now)

        assert readers(cast, story_id) == {"mina"}


def test_abuse_27_narrowing_works_at_once_and_opening_gives_it_back(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.mina, f"space:{place.space}", now=now)
        steps = [
            (f"community:{place.community}", 5),
            (f"space:{place.space}", 3),
            ("me", 1),
            (f"space:{place.space}", 3),
        ]
        for step, expected in steps:
            seen = queries.story_for(cast.mina, story_id).audience
            service.change_audience(cast.mina, story_id, reach=reach(step), seen=seen, terms=TERMS, now=now)

            assert len(readers(cast, story_id)) == expected


def test_a_second_window_cannot_open_what_was_just_narrowed(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.ada, f"community:{place.community}", now=now)
        service.change_audience(cast.ada, story_id, reach=reach("me"), seen="community", now=now)

        with pytest.raises(Stale):
            wider = reach(f"public:{place.community}")
            service.change_audience(cast.ada, story_id, reach=wider, seen="community", now=now)


def test_a_story_does_not_move_to_another_community(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        other = a_community(cast, now=now, name="Other")
        story_id = a_story(cast.mina, f"space:{place.space}", now=now)
        public = a_story(cast.hana, f"public:{place.community}", now=now)

        for whose, story, there, seen in [(cast.mina, story_id, other, "space"), (cast.hana, public, other, "public")]:
            with pytest.raises(RuleBroken, match="another place"):
                wider = reach(f"community:{there}")
                service.change_audience(whose, story, reach=wider, seen=seen, terms=TERMS, now=now)


def test_abuse_28_a_story_withdrawn_is_gone_for_all_but_its_teller(
    app: Flask, cast: SimpleNamespace, place: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        story_id = a_story(cast.ada, f"public:{place.community}", now=now)
        with pytest.raises(NotAllowed):
            service.withdraw(cast.hana, story_id, now=now)

        service.withdraw(cast.ada, story_id, now=now)
        service.withdraw(cast.ada, story_id, now=now)

        assert readers(cast, story_id) == {"ada"}
        assert queries.stories_visible_to(cast.ada, community_id=place.community) == []
        with pytest.raises(NotAllowed):
            service.change_audience(cast.ada, story_id, reach=reach("me"), seen="public", now=now)


def test_a_newcomer_to_a_confidential_space_reads_only_stories_told_after_they_came(
    app: Flask, cast: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        community_id = a_community(cast, now=clock.now)
        space_id = a_space(community_id, by=cast.hana, preset="confidential", now=clock.now, named=[cast.bo])
        before = a_story(cast.bo, f"space:{space_id}", now=clock.now)
        communities.name_member(cast.hana, space_id, person_id=cast.mina.id, now=clock.forward(hours=1))
        after = a_story(cast.bo, f"space:{space_id}", now=clock.now)

        assert readers(cast, before) == {"bo", "hana"}
        assert readers(cast, after) == {"bo", "hana", "mina"}


def test_who_only_reads_a_place_is_offered_nowhere_to_tell(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community = a_community(cast, preset="open", now=now)
        space = a_space(community, by=cast.hana, preset="open", now=now)

        for told in (f"community:{community}", f"space:{space}"):
            assert queries.choices_in_reach(cast.cy, reach(told), on=now.date()) == []
