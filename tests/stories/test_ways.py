"""What a community asks of those who tell a story there: in its own words, and never changed behind a teller's back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from cop.communities.models import Community
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken, Stale
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.stories import queries
from cop.stories.models import Story, StoryDraft, StoryWay
from cop.stories.rules import FREE, TEMPLATES, Prompt, Reach, Template, ways
from cop.stories.service import drafts
from cop.stories.service import ways as service
from tests.factories.communities import a_community
from tests.factories.stories import TERMS, a_draft
from tests.stories.test_views import place

ClientFor = Callable[[User], FlaskClient]
OURS = Template("", 0, " What  helped ", "Short.", (Prompt("", "Who helped?", heading="Who"), Prompt("", " ")))
__all__ = ["place"]


@pytest.fixture
def here(app: Flask, cast: SimpleNamespace, now: datetime) -> int:
    with app.app_context():
        return a_community(cast, now=now)


def asking(**other: Any) -> Template:
    """The same with something else in it."""
    return replace(OURS, **other)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (asking(name=" "), "a name"),
        (asking(name="n" * 61), "a name"),
        (asking(about="a" * 161), "what it is for"),
        (asking(prompts=(Prompt("", " "),)), "at least one"),
        (asking(prompts=(Prompt("", "?"),) * 9), "at most 8"),
        (asking(prompts=(Prompt("", "?" * 161),)), "question or a heading"),
        (asking(prompts=(Prompt("", "?", heading="h" * 161),)), "question or a heading"),
        (asking(prompts=(Prompt("", "?", hint="h" * 301),)), "What helps"),
    ],
)
def test_what_helps_nobody_to_begin_is_refused(told: Template, refusal: str) -> None:
    with pytest.raises(RuleBroken, match=refusal):
        ways.check_way(told)


def test_it_is_kept_without_blanks_and_empty_questions() -> None:
    told = ways.check_way(OURS)

    assert (told.name, told.prompts) == ("What helped", (Prompt("q1", "Who helped?", heading="Who"),))
    assert (ways.check_instead_of(""), ways.check_instead_of("msc")) == ("", "msc")
    for none_of_ours in ("adaptation", "way:7"):
        with pytest.raises(RuleBroken, match="not one of ours"):
            ways.check_instead_of(none_of_ours)


@pytest.mark.parametrize(
    ("key", "number"), [("way:7", 7), ("way:", None), ("way:x", None), ("way:²", None), ("msc", None)]
)
def test_a_way_is_known_by_its_number(key: str, number: int | None) -> None:
    assert ways.way_of(key) == number
    assert number is None or ways.own_key(number) == key


def test_readers_are_told_what_one_of_ours_is_called_and_no_other() -> None:
    assert (ways.name_of("msc"), ways.name_of("way:7")) == (TEMPLATES["msc"].name, TEMPLATES[FREE].name)


def test_whoever_tells_there_is_offered_it_in_the_place_of_ours(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        made = service.begin(cast.ada, here, told=OURS, instead_of="msc", now=now)
        key = ways.own_key(made.way)

        assert [each.key for each in queries.ways.offered_in(here)][:2] == [key, FREE]
        assert "msc" not in [each.key for each in queries.ways.offered_in(here)]
        assert "msc" in [each.key for each in queries.ways.offered_in(None)]
        draft = a_draft(cast.bo, Reach("community", here), template=key, now=now)
        story = drafts.tell(cast.bo, draft, reach=Reach("community", here), terms=TERMS, now=now)
        assert (story.source, story.template_version) == ("# Who\n\nHe had not sung.", 1)
        elsewhere = a_community(cast, name="Elsewhere", now=now)
        for reach in (Reach("me"), Reach("community", elsewhere)):
            with pytest.raises(RuleBroken, match="how you would like"):
                drafts.begin(cast.bo, reach, template=key, now=now)


def test_a_story_that_was_begun_keeps_its_questions(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        made = service.begin(cast.ada, here, told=OURS, instead_of="", now=now)
        key, where = ways.own_key(made.way), Reach("community", here)
        draft = queries.draft_for(cast.bo, a_draft(cast.bo, where, template=key, approved=False, now=now))

        again = service.change(cast.hana, made.way, told=asking(name="Other"), seen=1, now=now)
        with pytest.raises(Stale):
            service.change(cast.ada, made.way, told=OURS, seen=1, now=now)
        assert ([each.version for each in queries.ways.versions_of(again)], again.instead_of) == ([2, 1], "")
        assert (queries.by_what(draft).name, queries.by_what(draft).version) == ("What helped", 1)
        assert [each.name for each in queries.ways.ways_in(here)] == ["Other"]

        service.take_away(cast.ada, made.way, now=now)
        assert queries.ways.ways_in(here) == []
        with pytest.raises(NotVisible):
            service.change(cast.hana, made.way, told=OURS, seen=2, now=now)
        assert queries.text_of(draft).source == "# Who\n\nHe had not sung."


def test_nothing_typed_is_lost_when_the_community_goes(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        made = service.begin(cast.ada, here, told=OURS, instead_of="", now=now)
        key, where = ways.own_key(made.way), Reach("community", here)
        draft_id = a_draft(cast.bo, where, template=key, approved=False, now=now)
        empty = drafts.begin(cast.bo, where, template=key, now=now).id
        with transaction() as tx:
            tx.session.execute(delete(Community).where(Community.id == here))

        draft = queries.draft_for(cast.bo, draft_id)
        assert queries.text_of(draft).source == "He had not sung."
        drafts.write(cast.bo, draft_id, page=1, answer="He sang.", now=now)
        assert queries.text_of(db.session.get_one(StoryDraft, draft_id)).source == "He sang."
        assert len(queries.by_what(queries.draft_for(cast.bo, empty)).prompts) == 1
        drafts.put_away(cast.bo, draft_id)


def test_the_core_group_alone_says_what_is_asked(app: Flask, cast: SimpleNamespace, here: int, now: datetime) -> None:
    with app.app_context():
        made = service.begin(cast.ada, here, told=OURS, instead_of="", now=now)
        with pytest.raises(NotAllowed, match="core group"):
            service.begin(cast.bo, here, told=OURS, instead_of="", now=now)
        for person in (cast.bo, cast.cy):
            with pytest.raises(NotVisible):
                service.change(person, made.way, told=OURS, seen=1, now=now)
        for _ in range(ways.MOST_WAYS - 1):
            service.begin(cast.ada, here, told=OURS, instead_of="", now=now)
        with pytest.raises(RuleBroken, match="room for 12"):
            service.begin(cast.hana, here, told=OURS, instead_of="", now=now)

        with transaction() as tx:
            tx.announce(PersonErased(cast.ada.id, keeps_words=True))
        assert set(db.session.scalars(select(StoryWay.by_id))) == {None}


def test_the_pages_of_what_is_asked(client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace) -> None:
    ada, here = client_for(cast.ada), f"/communities/{place.community}/ways"
    assert "Change what is asked here" in ada.get(f"/stories/new/community:{place.community}").text
    assert "most significant change" in ada.get(f"{here}/new?of=msc").text
    assert ada.get(f"{here}/new?of=none").status_code == 422
    typed = {"name": "Xylophones", "about": "A line.", "asked-1-hint": "Zithers", "seen": "0"}
    refused = ada.post(f"{here}/new?of=msc", data=typed)
    assert (refused.status_code, "at least one" in refused.text, "Zithers" in refused.text) == (422, True, True)
    assert ada.post(f"{here}/new?of=msc", data={**typed, "asked-1-question": "Who?"}).location == here


def test_what_is_asked_is_changed_and_taken_away(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    ada, bo, here = client_for(cast.ada), client_for(cast.bo), f"/communities/{place.community}/ways"
    typed = {"name": "Xylophones", "asked-0-question": "Who?", "asked-0-hint": "Zithers", "seen": "0"}
    ada.post(f"{here}/new?of=msc", data=typed)
    index = ada.get(here).text
    assert ("Xylophones" in index, "of=msc" in index, "of=value" in index) == (True, False, True)

    way = index.split('"/ways/')[1].split("/")[0]
    assert "Zithers" in ada.get(f"/ways/{way}/edit").text
    again = {"name": "Zinnias", "asked-0-question": "When?", "seen": "1"}
    assert ada.post(f"/ways/{way}/edit", data={**again, "name": ""}).status_code == 422
    assert ada.post(f"/ways/{way}/edit", data=again).location == here
    assert "Who?" in ada.get(f"/ways/{way}/edit").text
    offered = bo.get(f"/stories/new/community:{place.community}").text
    assert ("Zinnias" in offered, "Change what is asked" in offered) == (True, False)
    assert ada.post(f"/ways/{way}/removals").location == here
    assert "Zinnias" not in ada.get(here).text


def test_a_story_says_nothing_of_the_questions_to_whoever_reads_it(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        made = service.begin(cast.ada, here, told=asking(name="Zinnias"), instead_of="", now=now)
        where = Reach("community", here)
        draft = a_draft(cast.bo, where, template=ways.own_key(made.way), now=now)
        story = drafts.tell(cast.bo, draft, reach=where, terms=TERMS, now=now).id
        assert db.session.get_one(Story, story).template == ways.own_key(made.way)

    page = client_for(cast.mina).get(f"/stories/{story}")
    assert (page.status_code, "Zinnias" in page.text) == (200, False)


def test_whoever_tells_a_story_to_themselves_alone_is_asked_by_no_community(app: Flask, cast: SimpleNamespace) -> None:
    with app.app_context():
        nowhere = queries.community_of(cast.bo, Reach("me"))

        assert nowhere is None
        assert {each.key for each in queries.ways.offered_in(nowhere)} <= set(TEMPLATES)
