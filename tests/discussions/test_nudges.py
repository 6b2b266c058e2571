"""What is said to whoever is about to write: kindly, to them alone, and without hindering them."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.discussions import queries, rules, service
from cop.discussions.rules.nudges import voices_in
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]
ONLY_YOU = "Only you see this line."


@pytest.mark.parametrize(
    ("people", "most", "latest", "posts", "nudge"),
    [
        (3, {1: 4}, [1, 2, 3, 2, 3, 1], 10, "much"),
        (3, {1: 3}, [1, 2, 3, 2, 3, 1], 10, None),
        (2, {1: 9}, [1, 2, 1, 1, 2, 1], 10, None),
        (3, {1: 4}, [1, 2, 3, 2, 3, 1], 9, None),
        (3, {}, [3, 3, 2, 2, 1, 1], 7, "row"),
        (3, {}, [3, 2, 1, 2], 4, None),
        (1, {1: 1}, [1], 1, None),
        (2, {}, [1, 2, 1, 2, 1, 2], 8, "two"),
        (2, {}, [2, 1, 2, 1, 2, 1], 8, "two"),
        (3, {}, [3, 2, 1, 2, 1, 2], 8, None),
        (3, {}, [3, 2, 3, 2, 3, 2], 8, None),
        (2, {}, [1, 2, 1, 2], 4, None),
        (1, {1: 6}, [1, 1, 1, 1, 1, 1], 6, "row"),
    ],
)
def test_one_thing_is_said_where_one_voice_is_heard_more_than_others(people, most, latest, posts, nudge):
    assert rules.nudge_for(1, rules.Voices(people, most, latest), posts=posts) == nudge


def test_nothing_is_said_to_whoever_does_not_write():
    assert rules.nudge_for(None, rules.Voices(3, {1: 9}, [1, 1]), posts=10) is None


def test_voices_are_read_from_lines_in_the_order_of_the_posts():
    assert voices_in((2, "4 9\n7 3", "12 4\n9 0\n10 7")) == rules.Voices(2, {4: 9, 7: 3}, [0, 7, 4])
    assert voices_in((0, None, None)) == rules.Voices(0, {}, [])


def test_who_speaks_is_told_with_a_page_of_a_conversation(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        space = a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now)
        for who in (cast.mina, cast.mina, cast.ada, cast.mina, cast.bo, cast.ada, cast.mina):
            service.reply(who, thread, body="We do.", now=now)
        told, posts = queries.posts_and_voices_of(thread, page=1), queries.posts_of(thread, page=1)

    assert list(told.posts) == list(posts)
    assert told.voices.people == 3
    assert told.voices.most == {cast.mina.id: 4, cast.ada.id: 2}
    assert list(told.voices.latest) == [
        each.id for each in (cast.mina, cast.ada, cast.mina, cast.bo, cast.ada, cast.mina)
    ]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_only_whoever_writes_sees_it(app: Flask, client_for: ClientFor, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        space = a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)
        path = f"/threads/{a_thread(cast.mina, space, now=now)}"
    mina, bo, gil = (client_for(each) for each in (cast.mina, cast.bo, cast.gil))
    assert ONLY_YOU not in mina.get(path).text
    for _ in range(2):
        assert mina.post(f"{path}/posts", data={"body": "And we."}).status_code == 303

    assert ["The last two answers are yours." in each.get(path).text for each in (mina, bo, gil, mina)] == [
        True, False, False, True,
    ]  # fmt: skip
    assert ONLY_YOU in mina.get(path).text
    for _ in range(2):
        for who in (bo, mina):
            who.post(f"{path}/posts", data={"body": "Yes?"})
    bo.post(f"{path}/posts", data={"body": "Yes."})
    assert ["answered one another" in each.get(path).text for each in (mina, bo, gil)] == [True, True, False]
    mina.post(f"{path}/posts", data={"body": "Well."})
    client_for(cast.ada).post(f"{path}/posts", data={"body": "Me too."})
    assert ["is in your words" in each.get(path).text for each in (mina, bo)] == [True, False]
