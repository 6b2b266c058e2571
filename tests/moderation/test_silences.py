"""Somebody reads and does not write for a time, in one community; it ends by itself, or by another look."""

from datetime import UTC, datetime, timedelta

import pytest

from cop.communities import policy as communities
from cop.communities import service as members
from cop.communities.queries import community_for
from cop.communities.rules import silences as times
from cop.core import jobs, own
from cop.core.database import transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions import queries as discussions
from cop.discussions import service as talking
from cop.moderation import queries, service
from cop.people.facts import PersonErased
from tests.factories.communities import a_community
from tests.factories.stories import a_story

NOW, REASON = datetime(2026, 11, 26, 10, tzinfo=UTC), "Three times we asked."


def test_it_is_over_by_itself_and_is_nothing_for_whoever_coordinates():
    until = times.until(7, now=NOW)
    assert until - NOW == timedelta(days=7)
    assert times.role_at("member", until, now=NOW) == times.SILENCED
    assert times.role_at("member", until, now=until) == "member"
    assert times.role_at("member", None, now=NOW) == "member"
    assert times.role_at("coordinator", until, now=NOW) == "coordinator"
    with pytest.raises(RuleBroken, match="how long"):
        times.until(8, now=NOW)


@pytest.mark.parametrize(("role", "is_self"), [(None, False), ("coordinator", False), ("member", True)])
def test_who_is_nobodys_to_silence(role, is_self):
    times.check_silence("observer", is_self=False)
    with pytest.raises(RuleBroken):
        times.check_silence(role, is_self=is_self)


@pytest.fixture
def silence(app, cast, room, now):
    """The number of what keeps Bo silent for a week."""
    with app.app_context():
        return service.silence(cast.hana, room.community, person_id=cast.bo.id, days=7, reason=REASON, now=now).id


def test_they_read_and_write_nothing_there_and_everything_elsewhere(app, cast, room, silence, clock, now):
    with app.app_context():
        assert discussions.thread_for(cast.bo, room.thread).id == room.thread
        community = community_for(cast.bo, room.community)
        assert (communities.is_member(cast.bo, community), communities.can_write(cast.bo, community)) == (True, False)
        for tries in (
            lambda: talking.reply(cast.bo, room.thread, body="But.", now=now),
            lambda: talking.start(cast.bo, room.space, title="But", body="But.", now=now),
            lambda: talking.edit(cast.bo, room.first.id, body="But.", now=now),
            lambda: talking.nod(cast.bo, room.second.id, kind="thanks", now=now),
            lambda: a_story(cast.bo, f"community:{room.community}", now=now),
        ):
            with pytest.raises(NotAllowed):
                tries()
        a_story(cast.bo, f"community:{a_community(cast, now=now)}", now=now)

        clock.forward(days=7)
        assert talking.reply(cast.bo, room.thread, body="Now.", now=clock.now).source == "Now."


def test_whoever_goes_and_comes_back_is_still_silent(app, cast, room, silence, now):
    with app.app_context():
        members.leave(cast.bo, room.community, now=now)
        members.admit(cast.hana, room.community, email=cast.bo.email, now=now)

        with pytest.raises(NotAllowed):
            talking.reply(cast.bo, room.thread, body="But.", now=now)


def test_abuse_38_who_silences_whom(app, cast, room, silence, now):
    with app.app_context():
        tell = {"days": 1, "reason": REASON, "now": now}
        for actor in (cast.ada, cast.mina, cast.bo):
            with pytest.raises(NotAllowed):
                service.silence(actor, room.community, person_id=cast.gil.id, **tell)
        for person in (cast.hana, cast.cy, cast.dee):
            with pytest.raises(RuleBroken):
                service.silence(cast.hana, room.community, person_id=person.id, **tell)
        members.give_role(cast.hana, room.community, person_id=cast.ada.id, role="coordinator")
        with pytest.raises(RuleBroken, match="another role first"):
            service.silence(cast.hana, room.community, person_id=cast.ada.id, **tell)
        for person in (cast.bo, cast.mina, cast.cy):
            with pytest.raises(NotVisible):
                service.end(person, silence, reason=REASON, now=now)


def test_it_is_ended_and_written_down(app, cast, room, silence, now):
    with app.app_context():
        again = service.silence(cast.hana, room.community, person_id=cast.bo.id, days=30, reason=REASON, now=now).id
        assert [each.id for each in queries.silences_in(room.community, now=now)] == [again]
        service.end(cast.hana, again, reason="He has rung me.", now=now)

        assert talking.reply(cast.bo, room.thread, body="Thanks.", now=now).source == "Thanks."
        with pytest.raises(RuleBroken, match="over already"):
            service.end(cast.hana, again, reason=REASON, now=now)
        lines = [(each.did, each.reason, each.about) for each in queries.log_of(cast.hana, room.community, page=1)]
        assert lines == [("unsilenced", "He has rung me.", "Bo"), *[("silenced", REASON, "Bo")] * 2]


def test_another_coordinator_looks_once_more(app, cast, room, silence, now):
    with app.app_context():
        act = queries.why_silent(cast.bo.id, room.community).id
        with pytest.raises(RuleBroken, match="complaints"):
            service.appeal(cast.bo, act, words="It was once.", now=now)
        members.give_role(cast.hana, room.community, person_id=cast.ada.id, role="coordinator")
        app.extensions["cop_mailer"].sent.clear()
        made = service.appeal(cast.bo, act, words="It was once.", now=now).id
        while jobs.run_one(now=now):
            pass
        sent = [(str(each["To"]), each.as_string()) for each in app.extensions["cop_mailer"].sent]
        assert sorted(to for to, _ in sent) == ["ada@example.org", "bo@example.org"]
        assert not any(REASON in text for _, text in sent)

        with pytest.raises(NotAllowed):
            service.answer(cast.hana, made, grants=True, reason=REASON, now=now)
        with pytest.raises(NotVisible):
            service.answer(cast.mina, made, grants=True, reason=REASON, now=now)
        service.answer(cast.ada, made, grants=True, reason="It was once.", now=now)
        assert queries.silence_of(cast.bo.id, room.community, now=now) is None
        assert talking.reply(cast.bo, room.thread, body="Thanks.", now=now).source == "Thanks."


def test_an_appeal_can_be_turned_down_or_come_too_late(app, cast, room, silence, clock, now):
    with app.app_context():
        act = queries.why_silent(cast.bo.id, room.community).id
        members.give_role(cast.hana, room.community, person_id=cast.ada.id, role="coordinator")
        made = service.appeal(cast.bo, act, words="It was once.", now=now).id
        late = clock.forward(days=8)
        with pytest.raises(RuleBroken, match="over already"):
            service.answer(cast.ada, made, grants=False, reason=REASON, now=late)
        service.answer(cast.ada, made, grants=False, reason=REASON, now=now)

        assert queries.silence_of(cast.bo.id, room.community, now=now) is not None
        told = {part.key: rows for part, rows in own.all_of(cast.bo.id)}
        assert [len(told[key]) for key in ("silences", "appeals", "decided")] == [1, 1, 2]
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=True))
        assert own.all_of(cast.bo.id)[0]
        assert queries.silence_of(cast.bo.id, room.community, now=now) is None


def test_its_pages(app, cast, room, client_for, now):
    hana, bo, at = client_for(cast.hana), client_for(cast.bo), f"/communities/{room.community}/care"
    own_page = f"{at}/own"
    assert "Nothing keeps you" in bo.get(own_page).text
    assert hana.post(f"{at}/silences", data={"person": cast.bo.id, "reason": REASON}).status_code == 422
    chosen = {"person": cast.bo.id, "days": "7", "reason": REASON}
    assert "Bo" in hana.post(f"{at}/silences", data=chosen, follow_redirects=True).text

    assert own_page in bo.get(f"/threads/{room.thread}").text
    assert "make a complaint" in bo.get(own_page).text
    assert bo.get(f"{at}/silences").status_code == 403
    assert client_for(cast.cy).get(own_page).status_code == 404
    with app.app_context():
        members.give_role(cast.hana, room.community, person_id=cast.ada.id, role="coordinator")
        act = queries.why_silent(cast.bo.id, room.community).id
        number = queries.silences_in(room.community, now=now)[0].id
    assert bo.post(f"/care/acts/{act}/appeals", data={"words": ""}).status_code == 422
    asked = bo.post(f"/care/acts/{act}/appeals", data={"words": "Once."}, follow_redirects=True).text
    assert "Another coordinator answers." in asked
    assert "Somebody who reads and does not write" in client_for(cast.ada).get(at).text
    ending = f"/care/silences/{number}/endings"
    assert hana.post(ending, data={}).status_code == 422
    assert "They write again." in hana.post(ending, data={"reason": "He rang."}, follow_redirects=True).text
