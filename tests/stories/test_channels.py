"""Where else a story may be met: each a yes of its own, by its teller."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.core.archives import archive_for
from cop.core.database import db
from cop.core.errors import RuleBroken
from cop.people.models import User
from cop.search.queries import found_by, meant_by
from cop.search.rules import Asked
from cop.stories import queries, rules, service
from cop.stories.models import Story, StoryConsent
from cop.stories.rules import Reach, Terms
from cop.stories.service import window
from tests.factories.communities import a_community
from tests.factories.stories import a_story, tell
from tests.stories.test_views import AGREED, place, told

ClientFor = Callable[[User], FlaskClient]
__all__ = ["place"]
NOWHERE = Terms("full", 12, channels=())
UNLISTED = "noindex"


@pytest.fixture
def here(app: Flask, cast: SimpleNamespace, now: datetime) -> int:
    with app.app_context():
        return a_community(cast, now=now)


def test_what_is_no_channel_is_refused() -> None:
    assert rules.check_channels(["archive", "search"]) == ("search", "archive")
    with pytest.raises(RuleBroken, match="where else"):
        rules.check_channels(["television"])


def quietly(teller: User, community_id: int, *, now: datetime, terms: Terms = NOWHERE, title: str = "Zinnias") -> int:
    """The id of a story that members read and that is met nowhere else, unless the terms say so."""
    first = a_story(teller, "me", now=now, title=title)
    reach = Reach("community", community_id)
    service.change_audience(teller, first, reach=reach, seen="me", terms=terms, now=now)
    return first


def test_the_search_finds_what_may_be_found_and_its_teller_always_does(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        quiet = quietly(cast.ada, here, now=now)
        loud = quietly(cast.ada, here, now=now, terms=Terms("full", 12, channels=("search",)), title="Wombats")

        def found(viewer: User, word: str) -> list[int]:
            return [each.id for each in found_by(viewer, Asked((word,)), now=now, on=now.date()).found]

        assert (found(cast.bo, "Zinnias"), found(cast.bo, "Wombats")) == ([], [loud])
        assert found(cast.ada, "Zinnias") == [quiet]
        assert meant_by(cast.bo, Asked(("Zinnius",)), now=now, on=now.date()) is None
        assert queries.story_for(cast.bo, quiet).title == "Zinnias"
        assert quiet in [each.id for each in queries.stories_visible_to(cast.bo)]


def test_members_take_along_what_they_may(app: Flask, cast: SimpleNamespace, here: int, now: datetime) -> None:
    with app.app_context():
        quietly(cast.ada, here, now=now)
        quietly(cast.ada, here, now=now, terms=Terms("full", 12, channels=("archive",)), title="Wombats")

        with app.test_request_context():
            taken = {who: _stories(archive_for(getattr(cast, who), here)) for who in ("bo", "ada")}

        assert taken == {"bo": {"Wombats"}, "ada": {"Wombats", "Zinnias"}}


def _stories(archive: list) -> set[str]:  # type: ignore[type-arg]  # chapters with their pieces
    return {piece.title for chapter, pieces in archive for piece in pieces if chapter.key == "stories"}


@pytest.mark.parametrize(("channels", "listed"), [((), False), (("engines",), True)])
def test_engines_list_no_page_on_which_one_stands_that_is_not_for_them(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime, channels: tuple[str, ...], *, listed: bool
) -> None:
    with app.app_context():
        made = tell(cast.ada, title="T", body="B.", reach=Reach("community", here), named="full", now=now).id
        wider = Reach("public", here)
        terms = Terms("full", 12, channels=channels)
        service.change_audience(cast.ada, made, reach=wider, seen="community", terms=terms, now=now)
        assert db.session.get_one(Story, made).in_engines
        window.open_due(now=now + rules.COOLING)
        said = select(StoryConsent.channels).where(StoryConsent.story_id == made, StoryConsent.audience == "public")
        assert set(db.session.scalars(said)) == {" ".join(channels)}

    stranger = app.test_client()
    for path in (f"/stories/{made}", "/stories", f"/communities/{here}/window"):
        answer = stranger.get(path)
        assert answer.status_code == 200
        assert (UNLISTED not in answer.headers.get("X-Robots-Tag", "")) == listed, path


def test_nothing_is_chosen_for_a_teller_and_what_was_is_shown_again(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina, reach = client_for(cast.mina), f"space:{place.space}"
    story = told(mina, reach)
    with app.app_context():
        assert db.session.scalars(select(Story)).one().channels == ()
    wider = f"{story}/openings?reach=community:{place.community}"
    agreed = {**AGREED, "reach": f"community:{place.community}"}

    assert mina.post(wider, data={**agreed, "channels": "television"}).status_code == 422
    assert "checked" not in mina.get(wider).text.split("The search of this site")[0].rsplit("<input", 1)[1]
    assert mina.post(wider, data={**agreed, "channels": ["search", "archive"]}).status_code == 303
    assert "also in: The search of this site, What members take along" in " ".join(mina.get(story).text.split())
