"""The three steps, as people see them."""

import re

import pytest
from sqlalchemy import update

from cop.core.database import transaction
from cop.ladder import queries, service
from cop.sets import service as sets
from cop.sets.models import Agreement
from tests.factories.discussions import a_thread


@pytest.fixture
def bo(client_for, room):
    return client_for(room.bo)


def _ask(app, room, now):
    with app.app_context():
        climb_id = service.begin(room.bo, room.piece, space_id=room.wide, now=now).id
        service.keep(room.bo, climb_id, title="Time", words="Mina saw it.", now=now)
        service.ask_named(room.bo, climb_id, now=now)
        return climb_id, queries.asks_to(room.mina)[0].id


def test_three_steps_and_back(bo, client_for, room):
    offered = bo.get(f"/ladder/from/{room.piece}").text
    climb = bo.post(f"/ladder/from/{room.piece}", data={"space": room.wide}).headers["Location"]
    first = bo.get(climb).text
    bo.post(climb, data={"title": "Time", "body": "It can wait, says Grace.\r\nYes."})
    second = bo.get(climb).text
    seen = re.findall(r'name="seen" value="([0-9a-f]{64})"', second)[0]
    unsure = bo.post(f"{climb}/sendings", data={"seen": seen, "way": "thread"})
    sent = bo.post(f"{climb}/sendings", data={"seen": seen, "way": "thread", "sure": "y"})
    third = bo.get(climb).text

    assert "Only you read them now." in offered
    assert "5 people would read them there." in offered
    assert 'name="seen"' not in first
    assert "perhaps a name" in second
    assert (unsure.status_code, sent.status_code) == (422, 303)
    assert "Say that nobody else can be recognised in it" in unsure.text
    assert "5 people can read this now." in third
    assert bo.post(f"{climb}/withdrawals").headers["Location"] == "/ladder"
    assert bo.get(climb).status_code == 404


def test_what_is_refused_keeps_what_was_typed_and_says_why(app, bo, room, now):
    assert bo.post(f"/ladder/from/{room.piece}", data={}).status_code == 422
    climb_id, _ = _ask(app, room, now)
    refused = bo.post(f"/ladder/{climb_id}", data={"title": "Time", "body": "> Hers.\n\nMine."})

    assert refused.status_code == 422
    assert "Only your own words go further." in refused.text
    assert "&gt; Hers." in refused.text
    page = bo.get(f"/ladder/{climb_id}").text
    assert "is asked, and has not said yes" in page
    assert "yes is missing" in page
    assert "Send it</button>" not in page


def test_whoever_is_named_reads_what_names_them_and_says_yes_or_no(app, client_for, bo, room, now):
    climb_id, ask = _ask(app, room, now)
    mina, at = client_for(room.mina), f"/ladder/questions/{ask}"
    page = mina.get(at).text
    seen = re.findall(r'name="seen" value="([0-9a-f]{64})"', page)[0]

    assert "Bo would like 5 people in “Wide” to read this" in page
    assert "Mina saw it." in page
    assert "Harbour" not in page
    assert "asks whether you may be named" in mina.get("/ladder").text
    assert "Words on their way" in mina.get("/people/me").text
    assert mina.post(at, data={"seen": seen, "answer": "perhaps"}).status_code == 400
    for answer, said in {"no": "You have said no.", "yes": "You have said yes"}.items():
        assert mina.post(at, data={"seen": seen, "answer": answer}).status_code == 303
        assert said in mina.get(at).text
    assert "has said yes to these words" in bo.get(f"/ladder/{climb_id}").text
    draft = {"seen": re.findall(r'name="seen" value="([0-9a-f]{64})"', bo.get(f"/ladder/{climb_id}").text)[0]}
    told = bo.post(f"/ladder/{climb_id}/sendings", data={**draft, "way": "story", "sure": "y"})
    assert "/pages/1" in told.headers["Location"]
    assert mina.get(at).status_code == 404


def test_where_it_would_be_read_is_told_to_whoever_may_know_of_it(app, client_for, room, now):
    with app.app_context():
        climb_id = service.begin(room.bo, room.piece, space_id=room.narrow, now=now).id
        service.keep(room.bo, climb_id, title="Time", words="Mina saw it.", now=now)
        service.ask_named(room.bo, climb_id, now=now)
    page = client_for(room.mina).get("/ladder/questions/1").text

    assert "Bo would like people in “Narrow” to read this" in page
    assert not re.search(r"\d+ (people|person) in", page)


def test_ones_own_page_shows_what_may_go_what_stays_and_what_cannot_go_on(app, client_for, bo, room, now):
    climb_id, _ = _ask(app, room, now)
    with app.app_context():
        thread = a_thread(room.bo, room.narrow, now=now)
    assert "I answer before I have heard." in bo.get("/ladder").text
    assert "Take words of yours further" in bo.get("/sets/challenges").text
    assert "/ladder/from/post:1" in bo.get("/posts/1/edit").text
    assert thread
    assert "5 people would read them there." in bo.get("/ladder/from/post:1").text
    with app.app_context(), transaction() as tx:
        tx.session.execute(update(Agreement).values(confidentiality="closed"))
    page = bo.get("/ladder").text
    assert "Some of what you wrote stays where it is" in page
    assert "I answer before" not in page
    assert bo.get(f"/ladder/from/{room.piece}").status_code == 403
    with app.app_context():
        sets.write_down(room.bo, room.turn, learnt="", happened="", now=now)
    assert "They cannot go on" in bo.get(f"/ladder/{climb_id}").text
    assert bo.post(f"/ladder/{climb_id}/removals").status_code == 303
    assert client_for(room.cast.hana).get("/ladder").status_code == 200
