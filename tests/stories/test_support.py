"""Stories of people who do not decide alone: what they may agree to, and who reads them first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.models import Job
from cop.moderation import queries as moderation
from cop.moderation.rules import Which
from cop.moderation.service import decide
from cop.people.models import User
from cop.stories import queries, rules, service
from cop.stories.models import Story
from cop.stories.rules import Reach, Terms
from cop.stories.service import consents, drafts, revisions, window
from tests.factories.communities import a_community, a_space
from tests.factories.stories import a_careful_story, a_draft, a_story
from tests.stories.test_views import BODY, SEEN, begun, place

ClientFor = Callable[[User], FlaskClient]
TOGETHER = Terms("first", 12, together=True)
READERS = ("hana", "ada", "bo", "mina", "gil", "cy")
__all__ = ["place"]


@pytest.fixture
def here(app: Flask, cast: SimpleNamespace, now: datetime) -> int:
    with app.app_context():
        return a_community(cast, now=now)


def readers(cast: SimpleNamespace, story_id: int) -> set[str]:
    db.session.expire_all()
    return {who for who in READERS if _reads(getattr(cast, who), story_id)}


def _reads(person: User, story_id: int) -> bool:
    try:
        queries.story_for(person, story_id)
    except NotVisible:
        return False
    return True


@pytest.mark.parametrize("decides", ["young", "proxy"])
def test_the_core_group_reads_it_before_anybody_else_and_then_they_do(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime, decides: str
) -> None:
    with app.app_context():
        story = a_careful_story(cast.bo, f"community:{here}", decides=decides, now=now)

        assert readers(cast, story) == {"bo"}
        assert [each.id for each in queries.stories_visible_to(cast.mina)] == []
        (waiting,) = moderation.queue_of(cast.hana, here)
        assert ([told.why for told in waiting.reports], waiting.item.waits) == (["first"], True)
        assert moderation.queue_of(cast.mina, here) == []

        decide(cast.ada, Which("story", story), decision="cleared", reason="It is kind.", now=now)

        assert readers(cast, story) == {"hana", "ada", "bo", "mina", "gil"}
        assert moderation.queue_of(cast.hana, here) == []


def test_what_the_core_group_does_not_let_stand_stays_hidden_and_can_be_appealed(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story = a_careful_story(cast.bo, f"community:{here}", decides="young", now=now)
        which = Which("story", story)

        decide(cast.ada, which, decision="hidden", reason="It names his school.", now=now)

        assert readers(cast, story) == {"bo"}
        assert not db.session.get_one(Story, story).waits
        with pytest.raises(RuleBroken, match="decided about it in the meantime"):
            decide(cast.hana, which, decision="cleared", reason="Fine.", now=now)
        decide(cast.hana, which, decision="released", reason="He took it out.", now=now)
        assert "mina" in readers(cast, story)


def test_whose_idea_it_was_hears_of_it_once_it_may_be_read(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        where = Reach("community", here)
        origin = a_story(cast.mina, f"community:{here}", now=now)
        with transaction():
            draft = drafts.adapt(cast.bo, origin, now=now).id
            drafts.write(cast.bo, draft, page=1, answer="The singing.", now=now)
            drafts.head(cast.bo, draft, title="Here too", note="", now=now)
            drafts.settle_others(cast.bo, draft, now=now)
            drafts.say_who_decides(cast.bo, draft, decides="young", supporter="my aunt", now=now)
            drafts.approve(cast.bo, draft, seen=queries.text_of(queries.draft_for(cast.bo, draft)).digest, now=now)
            story = drafts.tell(cast.bo, draft, reach=where, terms=TOGETHER, now=now).id
        assert letters_about_trying() == 0

        decide(cast.ada, Which("story", story), decision="cleared", reason="It is kind.", now=now)

        assert letters_about_trying() == 1


def letters_about_trying() -> int:
    asked = [job.payload for job in db.session.scalars(select(Job))]
    return sum("stories/mail/adapted.txt" in str(each) for each in asked)


def test_where_nobody_else_of_the_core_group_reads_it_is_not_told(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        space = a_space(here, by=cast.hana, now=now, named=[cast.hana, cast.mina])

        with pytest.raises(RuleBroken, match="has to read it first"):
            a_careful_story(cast.hana, f"space:{space}", decides="proxy", now=now)

        assert db.session.query(Story).count() == 0


def test_one_kept_to_oneself_waits_for_nobody_until_it_is_shared(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story = a_careful_story(cast.bo, "me", decides="young", now=now)
        assert moderation.queue_of(cast.hana, here) == []
        shared = Reach("community", here)
        with pytest.raises(RuleBroken, match="first name is the most"):
            service.change_audience(
                cast.bo, story, reach=shared, seen="me", terms=replace(TOGETHER, named="full"), now=now
            )

        for _ in range(2):
            service.change_audience(cast.bo, story, reach=shared, seen="me", terms=TOGETHER, now=now)
            assert readers(cast, story) == {"bo"}
            service.change_audience(cast.bo, story, reach=Reach("me"), seen="community", now=now)
        service.change_audience(cast.bo, story, reach=shared, seen="me", terms=TOGETHER, now=now)

        (waiting,) = moderation.queue_of(cast.hana, here)
        assert len(waiting.reports) == 1


def test_it_opens_to_everybody_by_the_yes_of_another_alone(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    everybody, later = Reach("public", here), now + timedelta(days=8)
    with app.app_context():
        story = a_careful_story(cast.ada, f"community:{here}", decides="proxy", now=now)
        with pytest.raises(RuleBroken, match="reads it first"):
            service.propose(cast.ada, story, terms=TOGETHER, now=now)
        decide(cast.hana, Which("story", story), decision="cleared", reason="Good.", now=now)

        with pytest.raises(NotAllowed, match="core group opens"):
            service.change_audience(cast.ada, story, reach=everybody, seen="community", terms=TOGETHER, now=now)
        with pytest.raises(RuleBroken, match="together first"):
            service.propose(cast.ada, story, terms=replace(TOGETHER, together=False), now=now)
        service.propose(cast.ada, story, terms=TOGETHER, now=now)
        with pytest.raises(NotAllowed, match="Somebody else"):
            service.show_publicly(cast.ada, story, now=now)
        window.open_due(now=later)
        assert "cy" not in readers(cast, story)
        service.show_publicly(cast.hana, story, now=later)

        assert "cy" in readers(cast, story)


def test_other_words_are_read_first_again(app: Flask, cast: SimpleNamespace, here: int, now: datetime) -> None:
    with app.app_context():
        story = a_careful_story(cast.bo, f"community:{here}", decides="young", now=now)
        decide(cast.hana, Which("story", story), decision="cleared", reason="Good.", now=now)
        text = rules.Text("My sister", "She sang.", "")
        draft = revisions.change(cast.bo, story, text=text, now=now + timedelta(hours=1))
        assert draft is not None
        with pytest.raises(RuleBroken, match="told already"):
            drafts.say_who_decides(cast.bo, draft.id, decides="self", supporter="", now=now)
        drafts.approve(cast.bo, draft.id, seen=queries.text_of(draft).digest, now=now)

        revisions.put_in(cast.bo, draft.id, now=now + timedelta(hours=1))

        assert readers(cast, story) == {"bo"}
        assert len(moderation.queue_of(cast.hana, here)) == 1


def test_it_goes_on_for_a_year_at_a_time(app: Flask, cast: SimpleNamespace, here: int, now: datetime) -> None:
    with app.app_context():
        story = a_careful_story(cast.bo, f"community:{here}", decides="young", now=now)
        with pytest.raises(RuleBroken, match="a year at a time"):
            consents.renew(cast.bo, story, months=24, now=now)

        assert consents.renew(cast.bo, story, months=12, now=now).until == now + timedelta(days=365)


def test_somebody_supported_decides_and_nobody_reads_it_first(
    app: Flask, cast: SimpleNamespace, here: int, now: datetime
) -> None:
    with app.app_context():
        story = a_careful_story(cast.bo, f"community:{here}", decides="supported", now=now)
        draft = a_draft(cast.bo, Reach("me"), now=now)
        drafts.say_who_decides(cast.bo, draft, decides="supported", supporter="Jo", now=now)

        assert "mina" in readers(cast, story)
        assert drafts.tell(cast.bo, draft, reach=Reach("me"), terms=Terms("full", 12), now=now).supporter == "Jo"
        service.withdraw(cast.bo, story, now=now)
        assert db.session.get_one(Story, story).supporter == ""


def test_whoever_is_beside_somebody_is_said_before_it_is_read(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace
) -> None:
    mina, reach = client_for(cast.mina), f"community:{place.community}"
    draft = begun(mina, reach)
    mina.post(f"{draft}/pages/1", data={"answer": BODY})
    mina.post(f"{draft}/title", data={"title": "A hymn", "note": ""})
    mina.post(f"{draft}/people/all")

    assert mina.post(f"{draft}/support", data={"decides": "young", "supporter": ""}).status_code == 422
    assert "Say who decides" in mina.post(f"{draft}/support", data={"supporter": "Zelda"}).text
    said = mina.post(f"{draft}/support", data={"decides": "young", "supporter": "Zelda"})
    assert "Zelda" in mina.get(said.location).text
    assert "Zelda" in mina.get(f"{draft}/support").text


@pytest.fixture
def told(client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace) -> str:
    """Where the story is of Mina, who is young, and of Zelda, who is beside her."""
    mina, reach = client_for(cast.mina), f"community:{place.community}"
    draft = begun(mina, reach)
    mina.post(f"{draft}/pages/1", data={"answer": BODY})
    mina.post(f"{draft}/title", data={"title": "A hymn", "note": ""})
    mina.post(f"{draft}/people/all")
    mina.post(f"{draft}/support", data={"decides": "young", "supporter": "Zelda"})
    mina.post(f"{draft}/approvals", data={"seen": SEEN.findall(mina.get(f"{draft}/reading").text)[0]})
    agreed = {"named": "first", "months": "12", "reach": reach}
    consent = mina.get(f"{draft}/consent").text
    assert ("agree to this: Zelda and I" in consent, "Two years" in consent) == (True, False)
    assert "Read it together first" in mina.post(f"{draft}/consent", data=agreed).text
    return mina.post(f"{draft}/consent", data={**agreed, "together": "y"}).location


def test_its_page_says_who_reads_it_first_and_readers_learn_of_nobody_beside_them(
    client_for: ClientFor, cast: SimpleNamespace, place: SimpleNamespace, told: str
) -> None:
    mina, hana, care = client_for(cast.mina), client_for(cast.hana), f"{told}/care"
    own = mina.get(told).text

    assert ("reads it first" in own, "Zelda" in own) == (True, True)
    assert "before anybody else does" in mina.get(care).text
    assert client_for(cast.bo).get(told).status_code == 404
    assert "others take care" in hana.get(f"/communities/{place.community}/care").text
    assert "one of you reads it first" in hana.get(care).text
    assert hana.post(f"{care}/decisions", data={"decision": "cleared", "reason": "Good."}).status_code == 303
    bo = client_for(cast.bo).get(told).text
    assert ("He had" in bo, "Zelda" in bo, "Mina" in bo) == (True, False, True)
