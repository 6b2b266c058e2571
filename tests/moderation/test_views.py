"""The pages on which something is reported, looked at and decided, as Mina, Hana and Bo see them."""

from datetime import timedelta

import pytest

from cop.communities.service import agreements
from cop.moderation import service


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
