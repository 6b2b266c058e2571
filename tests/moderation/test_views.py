"""The pages on which something is reported, looked at and decided, as Mina, Hana and Bo see them."""

from datetime import timedelta

import pytest

from cop.communities.service import agreements
from cop.discussions import service as talking
from cop.files.queries import files_on
from cop.files.service import describe
from cop.moderation import queries, service
from cop.moderation.rules import Which
from tests.factories.files import a_document, a_picture


@pytest.fixture
def agreed(app, cast, room, now):
    with app.app_context():
        agreements.write(cast.hana, room.community, text="- We name nobody.", why="", seen=0, now=now)


@pytest.mark.usefixtures("agreed")
def test_whoever_reports_is_thanked_told_who_reads_it_and_shown_who_answers_at_once(client_for, cast, room):
    mina, address = client_for(cast.mina), f"/posts/{room.first.id}/reports"

    assert "We name nobody." in mina.get(address).text
    refused = mina.post(address, data={"words": "A reason that I typed."})
    assert (refused.status_code, "A reason that I typed." in refused.text) == (422, True)
    thanks = mina.post(address, data={"why": "danger"}, follow_redirects=True).text
    assert "is read by Ada, Hana, and by nobody else" in thanks
    assert "116 123" in thanks
    assert address in mina.get(f"/threads/{room.thread}").text


def test_it_is_looked_at_and_decided_with_a_reason(client_for, cast, room, app, clock, now):
    hana, care = client_for(cast.hana), f"/posts/{room.first.id}/care"
    with app.app_context():
        service.report(cast.mina, room.first, why="named", words="Look at the end.", now=now)
    clock.now = now + timedelta(days=4)

    waiting = hana.get(f"/communities/{room.community}/care").text
    assert "Late" in waiting
    assert care in waiting
    assert "Look at the end." in hana.get(care).text
    refused = hana.post(f"{care}/decisions", data={"decision": "hidden"})
    assert (refused.status_code, "Say why." in refused.text) == (422, True)
    done = hana.post(f"{care}/decisions", data={"decision": "held", "reason": "We ask her."}, follow_redirects=True)
    assert "Done, and written down" in done.text
    late = hana.post(f"{care}/decisions", data={"decision": "held", "reason": "We ask her."})
    assert (late.status_code, "in the meantime" in late.text) == (422, True)


def test_everybody_else_reads_that_it_is_hidden_and_its_writer_why(client_for, cast, room, app, now):
    bo, mina, care = client_for(cast.bo), client_for(cast.mina), f"/posts/{room.first.id}/care"
    with app.app_context():
        made = service.report(cast.mina, room.first, why="named", words="Look at the end.", now=now).id
        service.decide(cast.hana, room.first, decision="hidden", reason="She said no.", now=now)

    page = mina.get(f"/threads/{room.thread}").text
    assert "Hidden by the core group." in page
    assert "Quokkas" not in page
    assert "Somebody has looked at it" in mina.get(f"/reports/{made}").text
    own = bo.get(f"/threads/{room.thread}").text
    assert "What was hidden, and why" in own
    told = bo.get(care).text
    assert "She said no." in told
    assert "Quokkas everywhere." in told
    assert mina.get(care).status_code == 404
    assert "any more" in mina.get(f"/posts/{room.first.id}/reports").text


def test_around_hidden_words_nothing_leads_nowhere_and_nobody_stands_with_them(client_for, cast, room, app, now):
    with app.app_context():
        talking.nod(cast.gil, room.first.id, kind="same", now=now)
        talking.edit(cast.bo, room.first.id, body="Quokkas everywhere!", now=now + timedelta(hours=1))
        service.decide(cast.hana, room.first, decision="hidden", reason="She said no.", now=now)

    for person in (cast.bo, cast.mina, cast.hana):
        peer = client_for(person)
        page = peer.get(f"/threads/{room.thread}").text
        assert "True for us too</b>" not in page
        assert "True for us too</b>" not in peer.get(f"/threads/{room.thread}/document").text
        assert f"/posts/{room.first.id}/history" not in page
        assert f"/posts/{room.first.id}/edit" not in page
    with app.app_context():
        service.decide(cast.ada, room.first, decision="released", reason="It is fine.", now=now)
    page = client_for(cast.bo).get(f"/threads/{room.thread}").text
    assert "<b>True for us too</b> Gil" in page
    assert all(f"/posts/{room.first.id}/{each}" in page for each in ("history", "edit"))


def test_whoever_decides_sees_its_pictures_too_and_its_writer_what_is_hidden(client_for, cast, room, app, now):
    with app.app_context():
        picture = talking.reply(cast.bo, room.thread, body="A gate.", files=[a_picture(), a_document()], now=now).id
        shown, taken = sorted(files_on("post", [picture])[picture], key=lambda each: each.kind, reverse=True)
        describe(cast.bo, shown.id, words="A rusty gate.", is_plain=False)
        service.report(cast.mina, Which("post", picture), why="else", words="", now=now)
        at = [f"/files/{each.id}" for each in (shown, taken)]
    care, hana = f"/posts/{picture}/care", client_for(cast.hana)

    assert all(each in hana.get(care).text for each in at)
    assert all(each in client_for(cast.mina).get(f"/posts/{picture}/reports").text for each in at)
    hana.post(f"{care}/decisions", data={"decision": "hidden", "reason": "No."})
    for person, status in ((cast.hana, 200), (cast.bo, 200), (cast.mina, 404)):
        peer = client_for(person)
        for each in at:
            with peer.get(each) as answer:
                assert answer.status_code == status
        assert all((each in peer.get(care).text) is (status == 200) for each in at)
    assert not any(each in client_for(cast.mina).get(f"/posts/{picture}/reports").text for each in at)
    with app.app_context():
        act = queries.acts_about(Which("post", picture))[-1].id
        appeal = service.appeal(cast.bo, act, words="It is only a gate.", now=now).id
    assert all(each in client_for(cast.ada).get(f"/care/appeals/{appeal}").text for each in at)


def test_a_teller_sees_that_their_story_is_hidden_and_nobody_else_sees_it(client_for, cast, room, app, now):
    bo, mina, address = client_for(cast.bo), client_for(cast.mina), f"/stories/{room.story.id}"
    assert f"{address}/reports" in mina.get(address).text
    with app.app_context():
        service.decide(cast.hana, room.story, decision="hidden", reason="She said no.", now=now)

    assert mina.get(address).status_code == 404
    assert "The core group has hidden this" in bo.get(address).text
    assert "Nothing was decided" in bo.get(f"/posts/{room.first.id}/care").text
    assert "your own words" in bo.get(f"{address}/reports").text


def test_whoever_nobody_can_help_is_told_so(client_for, cast, room, app, now):
    with app.app_context():
        made = service.report(cast.mina, room.story, why="else", words="", now=now).id
    client_for(cast.bo).post(f"/stories/{room.story.id}/audiences", data={"reach": "me", "seen": "community"})

    assert "/complaints" in client_for(cast.mina).get(f"/reports/{made}").text
    assert "Nothing at the moment." in client_for(cast.hana).get(f"/communities/{room.community}/care").text
