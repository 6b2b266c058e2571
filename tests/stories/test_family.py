"""A story's family: as far as whoever looks may read it, as a picture and as a list."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.core.errors import NotVisible
from cop.people.models import User
from cop.stories import queries, rules, service
from cop.stories.rules import Reach
from tests.factories.communities import a_community, a_space
from tests.factories.stories import a_story, an_adaptation

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def here(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Mina told first; Bo and Ada tried it, Ada for a few; Gil read Ada's, and Hana tried Bo's."""
    with app.app_context():
        made = a_community(cast, now=now)
        few = a_space(made, by=cast.hana, now=now, named=[cast.ada, cast.gil])
        everybody = Reach("community", made)
        first = a_story(cast.mina, f"community:{made}", title="The zither", now=now)
        bo = an_adaptation(cast.bo, first, everybody, now=now + timedelta(hours=1), title="The kazoo")
        ada = an_adaptation(cast.ada, first, Reach("space", few), now=now + timedelta(hours=2), title="The drum")
        last = an_adaptation(cast.hana, bo, everybody, now=now + timedelta(hours=3), title="The comb")
        return SimpleNamespace(first=first, bo=bo, ada=ada, last=last)


def test_a_family_is_what_one_may_read_of_it(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        for member in (here.first, here.bo, here.last):
            root, kin, children = queries.family_of(cast.gil, member)
            assert root == here.first
            assert [each.title for each in kin.values()] == ["The zither", "The kazoo", "The drum", "The comb"]
            assert children == {here.first: [here.bo, here.ada], here.bo: [here.last]}
        assert list(queries.family_of(cast.bo, here.first).kin) == [here.first, here.bo, here.last]
        with pytest.raises(NotVisible):
            queries.family_of(None, here.first)

        service.withdraw(cast.bo, here.bo, now=now)
        assert queries.family_of(cast.mina, here.last).root == here.last
        assert list(queries.family_of(cast.gil, here.first).kin) == [here.first, here.ada]
        with pytest.raises(NotVisible):
            queries.family_of(cast.bo, here.bo)


def test_a_large_family_is_cut_short(
    app: Flask, cast: SimpleNamespace, here: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_KIN", 2)
    monkeypatch.setattr(rules, "MOST_DEEP", 1)
    with app.app_context():
        assert list(queries.family_of(cast.gil, here.first).kin) == [here.first, here.bo]
        assert queries.family_of(cast.gil, here.last).root == here.bo


def test_the_picture_and_the_list_say_the_same(
    client_for: ClientFor, cast: SimpleNamespace, here: SimpleNamespace
) -> None:
    gil = client_for(cast.gil)
    page = gil.get(f"/stories/{here.bo}/family").text

    assert f"/stories/{here.bo}/family" in gil.get(f"/stories/{here.bo}").text
    assert (page.count('"family__one'), page.count('"family__line"')) == (4, 3)
    assert "It came of number 2." in page
    assert "From this one you came here." in page
    assert "The drum" not in client_for(cast.bo).get(f"/stories/{here.bo}/family").text
