"""Claims that disagree stand side by side, for whoever reads both, until whoever said so takes it back."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.core import own
from cop.core.database import transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions import service
from cop.discussions.queries.disagreements import claims_of, disagreement_for, pairs_of
from cop.discussions.rules import Claim
from cop.people.facts import PersonErased
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]
LIGHT, DARK = Claim(("lived",), "Light helps."), Claim(("research",), "Dark <b>helps</b>.")


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo asks; he and Mina claim; Bo only speaks from something, and claims in another conversation too."""
    with app.app_context():
        space = a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)
        thread, elsewhere = (a_thread(cast.bo, space, now=now) for _ in range(2))
        made = [
            service.reply(who, where, body="So.", claim=claim, now=now).id
            for who, where, claim in (
                (cast.bo, thread, LIGHT),
                (cast.mina, thread, DARK),
                (cast.bo, thread, Claim(("policy",))),
                (cast.bo, elsewhere, LIGHT),
            )
        ]
        return SimpleNamespace(thread=thread, light=made[0], dark=made[1], voice=made[2], elsewhere=made[3])


def test_two_claims_of_one_conversation_disagree_once_and_until_it_is_taken_back(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        for other in (talk.dark, talk.voice, talk.elsewhere, 0):
            with pytest.raises(RuleBroken, match="Choose another claim"):
                service.say_that_they_disagree(cast.bo, talk.dark, other_id=other, now=now)
        with pytest.raises(NotAllowed):
            service.say_that_they_disagree(cast.gil, talk.dark, other_id=talk.light, now=now)
        said = service.say_that_they_disagree(cast.mina, talk.dark, other_id=talk.light, now=now)
        assert service.say_that_they_disagree(cast.bo, talk.light, other_id=talk.dark, now=now) == said
        [pair] = pairs_of(talk.thread)
        assert (pair.by_id, pair.one.claim, pair.other.claim) == (cast.mina.id, LIGHT, DARK)
        assert [each.post_id for each in claims_of(talk.thread, but=talk.light)] == [talk.dark]
        assert {part.key: rows for part, rows in own.all_of(cast.mina.id)}["disagreements"][0]["at"] == now
        with pytest.raises(NotAllowed, match="takes it back"):
            service.end_disagreement(cast.bo, said)
        with pytest.raises(NotVisible):
            disagreement_for(cast.cy, said)
        with pytest.raises(NotVisible):
            disagreement_for(cast.mina, said + 1)
        assert service.end_disagreement(cast.mina, said) == talk.thread
        assert pairs_of(talk.thread) == []


@pytest.mark.parametrize("keeps_words", [True, False])
def test_what_is_hidden_or_gone_stands_beside_nothing(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime, keeps_words: bool
) -> None:
    with app.app_context():
        service.say_that_they_disagree(cast.mina, talk.dark, other_id=talk.light, now=now)
        service.hide(cast.hana, talk.light, now=now)
        assert pairs_of(talk.thread, post_id=talk.dark) == []
        service.release(cast.hana, talk.light)
        assert len(pairs_of(talk.thread, post_id=talk.dark)) == 1
        with transaction() as tx:
            tx.announce(PersonErased(cast.mina.id, keeps_words=keeps_words))

        assert [(pair.by_id, pair.other.author) for pair in pairs_of(talk.thread)] == [(None, None)] * keeps_words


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_they_stand_side_by_side_and_an_answer_begins_with_both(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    bo, gil, here = client_for(cast.bo), client_for(cast.gil), f"/threads/{talk.thread}"
    at = f"/posts/{talk.light}/disagreements"
    assert f'href="{at}"' in bo.get(here).text
    assert f'href="{at}"' not in gil.get(here).text
    assert [bo.get(f"/posts/{each}/disagreements").status_code for each in (talk.light, talk.voice)] == [200, 404]
    assert bo.post(at).status_code == 422
    assert bo.post(at, data={"other": "one"}).status_code == 422
    assert bo.post(at, data={"other": talk.dark}).status_code == 303
    page = gil.get(here).text
    assert "Two claims that disagree" in page
    assert page.count("Dark &lt;b&gt;helps&lt;/b&gt;.") == 2
    both = bo.get(f"{here}?page=1&quote={talk.light}&quote={talk.dark}&quote=x").text
    assert (both.count(f"#post-{talk.light}):"), both.count(f"#post-{talk.dark}):")) == (1, 1)
    assert "&gt; Light helps." in both
    assert "Nobody else has claimed" in bo.get(f"/posts/{talk.elsewhere}/disagreements").text
    assert "They do not disagree" not in client_for(cast.mina).get(at).text
    mine = bo.get(at).text
    assert ("They do not disagree" in mine, 'name="other"' in mine) == (True, False)
    assert bo.post("/disagreements/1/endings").status_code == 303
    assert "Two claims that disagree" not in gil.get(here).text
