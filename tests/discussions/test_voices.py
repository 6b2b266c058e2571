"""Kinds of voice that are asked for, and which of the six a conversation has heard: a picture, and never a score."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.core.errors import NotAllowed
from cop.discussions import policy, queries, rules, service
from cop.discussions.rules import Claim
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo began, Mina answers out of two kinds, and Cy is a guest."""
    with app.app_context():
        space = a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now)
        claim = Claim(("lived", "policy"), "They sleep.")
        answer = service.reply(cast.mina, thread, body="We do.", claim=claim, now=now).id
        service.seat_guest(cast.hana, thread, email=cast.cy.email, until=now + timedelta(days=14), now=now)
        return SimpleNamespace(space=space, thread=thread, answer=answer)


@pytest.mark.parametrize(
    ("spoken", "asked", "there", "wanted"),
    [
        ("", "", [], []),
        ("lived policy lived", "", ["lived", "policy"], []),
        ("", "research", [], ["research"]),
        ("policy", "policy gossip", ["policy"], ["policy"]),
    ],
)
def test_all_six_are_shown_in_one_order_once_there_is_any(spoken, asked, there, wanted):
    blend = rules.blend_of(spoken, asked)

    assert [heard.kind for heard in blend] == (list(rules.EVIDENCE) if there or wanted else [])
    assert [heard.kind for heard in blend if heard.is_there] == there
    assert [heard.kind for heard in blend if heard.is_asked] == wanted


@pytest.mark.parametrize(
    ("who", "may"),
    [("bo", True), ("hana", True), ("ada", True), ("mina", False), ("gil", False), ("cy", False)],
)
def test_whoever_began_it_asks_and_the_core_group(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime, who: str, may: bool
) -> None:
    with app.app_context():
        person = getattr(cast, who)
        conversation = queries.conversation_for(person, talk.thread, on=now.date())
        assert policy.asks_for_voices(conversation, person.id) is may
        assert not policy.asks_for_voices(conversation._replace(author_id=None, role="member"), None)
        if may:
            assert service.ask_for_voices(person, talk.thread, kinds=["research", "lived"]).asks == "lived research"
            [listed] = queries.threads_visible_to(cast.gil, space_id=talk.space)
            assert listed.asked == ("lived", "research")
        else:
            with pytest.raises(NotAllowed, match="Whoever began a conversation"):
                service.ask_for_voices(person, talk.thread, kinds=["lived"])


def test_what_is_hidden_is_not_heard(app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        service.reply(cast.bo, talk.thread, body="So?", claim=Claim(("policy",)), now=now)
        assert rules.kinds_in(queries.posts_and_voices_of(talk.thread, page=1).spoken) == ("lived", "policy")
        service.hide(cast.hana, talk.answer, now=now)

        assert rules.kinds_in(queries.posts_and_voices_of(talk.thread, page=1).spoken) == ("policy",)


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_is_asked_for_stands_at_the_top_until_somebody_speaks_from_it(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace
) -> None:
    bo, gil, here = client_for(cast.bo), client_for(cast.gil), f"/threads/{talk.thread}"
    asking = f'href="{here}/voices"'
    assert (asking in bo.get(here).text, asking in gil.get(here).text) == (True, False)
    assert 'value="lived"' in bo.get(f"{here}/voices").text
    assert bo.post(f"{here}/voices", data={"evidence": "gossip"}).status_code == 422
    assert bo.post(f"{here}/voices", data={"evidence": ["research"]}).status_code == 303
    page = gil.get(here).text
    assert "Asked for: Research, please." in page
    assert "Nobody has spoken yet from: Practice wisdom, Research, Evaluation, Local data & organisation." in page
    assert "answer here" not in page
    assert "Asked for: Research, please." in gil.get(f"/spaces/{talk.space}").text
    told = {"body": "A trial.", "evidence": "research"}
    assert client_for(cast.mina).post(f"{here}/posts", data=told).status_code == 303
    assert "Asked for:" not in gil.get(here).text
    assert bo.post(f"{here}/voices").status_code == 303
    assert "Asked for:" not in gil.get(f"/spaces/{talk.space}").text
