"""Whoever wrote what is hidden speaks against it once, and another answers than whoever decided. All is in the log."""

import pytest
from sqlalchemy import select, update

from cop.communities import service as communities
from cop.communities.models import CommunityMembership
from cop.communities.service import memberships as members
from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions import service as talking
from cop.discussions.models import Post
from cop.moderation import listeners, queries, service
from cop.moderation.models import Appeal
from cop.moderation.rules import Which, check_appeal
from cop.people.facts import PersonErased
from tests.factories.communities import a_space
from tests.factories.discussions import a_thread

REASON, OTHERWISE = "It names a patient.", "He is my uncle."


@pytest.fixture
def act(app, cast, room, now):
    """The number of Hana's decision to hide Bo's first post."""
    with app.app_context():
        return service.decide(cast.hana, room.first, decision="hidden", reason=REASON, now=now).id


def test_an_appeal_says_something_once_while_it_can_be_heard():
    assert check_appeal(" No. ", is_open=True, was_made=False, others=True) == "No."
    for words, wrong, said in (
        (" ", {}, "few words"),
        ("No.", {"is_open": False}, "anew"),
        ("No.", {"was_made": True}, "One time"),
        ("No.", {"others": False}, "complaints"),
    ):
        with pytest.raises(RuleBroken, match=said):
            check_appeal(words, **{"is_open": True, "was_made": False, "others": True, **wrong})


def test_another_answers_and_it_stands_again(app, cast, room, act, now):
    with app.app_context():
        _letters(app, now)
        made = service.appeal(cast.bo, act, words=OTHERWISE, now=now).id

        assert [to for to, _ in _letters(app, now)] == ["ada@example.org"]
        assert [each.words for each in queries.appeals_in(cast.ada, room.community)] == [OTHERWISE]
        assert queries.appeals_in(cast.hana, room.community) == []
        with pytest.raises(NotAllowed, match="Somebody else"):
            service.answer(cast.hana, made, grants=False, reason=REASON, now=now)
        for person in (cast.bo, cast.mina, cast.cy):
            with pytest.raises(NotVisible):
                service.answer(person, made, grants=True, reason=REASON, now=now)
        service.answer(cast.ada, made, grants=True, reason="He agreed.", now=now)
        assert db.session.get_one(Post, room.first.id).source == "Quokkas everywhere."
        assert [to for to, _ in _letters(app, now)] == ["bo@example.org"]
        with pytest.raises(RuleBroken, match="meantime"):
            service.answer(cast.ada, made, grants=False, reason=REASON, now=now)
        assert [each.did for each in queries.acts_about(room.first)] == ["hidden", "granted"]


def test_it_stays_hidden_with_another_reason_and_nobody_asks_twice(app, cast, room, act, now):
    with app.app_context():
        for person in (cast.mina, cast.ada, cast.nobody):
            with pytest.raises(NotVisible):
                service.appeal(person, act, words=OTHERWISE, now=now)
        made = service.appeal(cast.bo, act, words=OTHERWISE, now=now).id
        with pytest.raises(RuleBroken, match="One time"):
            service.appeal(cast.bo, act, words=OTHERWISE, now=now)
        answer = service.answer(cast.ada, made, grants=False, reason="He did not agree.", now=now)

        assert db.session.get_one(Post, room.first.id).hidden_at is not None
        with pytest.raises(RuleBroken, match="anew"):
            service.appeal(cast.bo, act, words=OTHERWISE, now=now)
        with pytest.raises(NotVisible):
            service.appeal(cast.bo, answer.id, words=OTHERWISE, now=now)


def test_where_nobody_else_decides_the_way_is_a_complaint(app, cast, room, act, client_for, now):
    with app.app_context():
        with transaction() as tx:
            theirs = update(CommunityMembership).where(CommunityMembership.user_id == cast.ada.id)
            tx.session.execute(theirs.values(role="member"))
        with pytest.raises(RuleBroken, match="complaints"):
            service.appeal(cast.bo, act, words=OTHERWISE, now=now)

    assert "make a complaint" in client_for(cast.bo).get(f"/posts/{room.first.id}/care").text


def test_what_is_let_stand_again_meanwhile_needs_no_answer(app, cast, room, act, now):
    with app.app_context():
        made = service.appeal(cast.bo, act, words=OTHERWISE, now=now).id
        released = service.decide(cast.hana, room.first, decision="released", reason="He agreed.", now=now).id

        assert db.session.get_one(Appeal, made).answer_id == released
        assert queries.appeals_in(cast.ada, room.community) == []
        _letters(app, now)
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=True))
        assert db.session.get(Appeal, made) is None


def test_the_log_tells_of_what_its_reader_does_not_read_only_that_it_was_decided(app, cast, room, act, now):
    with app.app_context():
        own = Which("post", talking.reply(cast.hana, room.thread, body="Mine.", now=now).id)
        service.report(cast.mina, own, why="else", words="", now=now)
        service.decide(cast.ada, own, decision="kept", reason="It is fine.", now=now)
        space = a_space(room.community, by=cast.hana, preset="private", named=[cast.bo], now=now)
        apart = Which("post", talking.reply(cast.bo, a_thread(cast.bo, space, now=now), body="Apart.", now=now).id)
        service.decide(cast.hana, apart, decision="held", reason="We look.", now=now)

        lines = [(each.did, each.by, each.reason) for each in queries.log_of(cast.hana, room.community, page=1)]
        assert lines == [("held", "Hana", "We look."), ("kept", "Ada", ""), ("hidden", "Hana", REASON)]
        seen = [(each.did, each.which) for each in queries.log_of(cast.ada, room.community, page=1)]
        assert seen == [("held", None), ("kept", own), ("hidden", room.first)]
        assert queries.log_of(cast.hana, room.community, page=2) == []


def test_its_pages(app, cast, room, act, client_for, now):
    bo, ada, hana = (client_for(person) for person in (cast.bo, cast.ada, cast.hana))
    care = f"/posts/{room.first.id}/care"

    assert "If you see it otherwise" in bo.get(care).text
    assert bo.post(f"/care/acts/{act}/appeals", data={"words": ""}).status_code == 422
    told = bo.post(f"/care/acts/{act}/appeals", data={"words": OTHERWISE}, follow_redirects=True).text
    assert "Somebody else of the core group reads it" in told
    with app.app_context():
        address = f"/care/appeals/{db.session.scalars(select(Appeal.id)).one()}"
    assert address in ada.get(f"/communities/{room.community}/care").text
    assert "somebody else answers" in hana.get(address).text
    assert OTHERWISE in ada.get(address).text
    assert ada.post(f"{address}/answers", data={"decision": "granted"}).status_code == 422
    done = ada.post(f"{address}/answers", data={"decision": "turned_down", "reason": "No."}, follow_redirects=True)
    assert "Done, and written down" in done.text
    log = hana.get(f"/communities/{room.community}/care/log").text
    assert "After an appeal, it stays hidden" in log
    assert ada.get(f"/communities/{room.community}/care/log").status_code == 403


def _letters(app, now) -> list[tuple[str, str]]:
    app.extensions["cop_mailer"].sent.clear()
    while jobs.run_one(now=now):
        pass
    return [(str(each["To"]), each.as_string()) for each in app.extensions["cop_mailer"].sent]


def test_a_letter_goes_to_nobody_who_lost_the_right_to_it(app, cast, room, act, now):
    with app.app_context():
        made = service.appeal(cast.bo, act, words=OTHERWISE, now=now).id
        report = service.report(cast.mina, room.story, why="else", words="", now=now).id
        for name, permit, thing in (
            ("looking", listeners.may_look, report), ("answering", listeners.may_answer, made),
            ("own", listeners.wrote_it, act), ("self", listeners.belongs, room.community),
        ):  # fmt: skip
            assert permit(cast.bo.id if name in {"own", "self"} else cast.ada.id, thing), name
            assert not permit(cast.cy.id, thing), name
            assert not permit(10**6, thing), name
        assert not any(permit(cast.ada.id, 10**6) for permit in (listeners.may_look, listeners.wrote_it))
        members.remove(cast.hana, room.community, person_id=cast.bo.id, now=now)
        service.decide(cast.hana, room.story, decision="kept", reason="It is fine.", now=now)
        assert not listeners.may_look(cast.ada.id, report)


def test_what_is_not_there_or_not_read_is_nobodys_to_answer(app, cast, room, now):
    with app.app_context():
        space = a_space(room.community, by=cast.hana, preset="private", named=[cast.bo], now=now)
        apart = Which("post", talking.reply(cast.bo, a_thread(cast.bo, space, now=now), body="Apart.", now=now).id)
        act = service.decide(cast.hana, apart, decision="hidden", reason=REASON, now=now).id
        members.give_role(cast.hana, room.community, person_id=cast.mina.id, role="core")
        communities.name_member(cast.hana, space, person_id=cast.mina.id, now=now)
        service.appeal(cast.bo, act, words=OTHERWISE, now=now)

        assert [len(queries.appeals_in(who, room.community)) for who in (cast.mina, cast.ada, cast.hana)] == [1, 0, 0]
        for door in (queries.appeal_for, queries.silence_for, queries.act_for, queries.report_for):
            with pytest.raises(NotVisible):
                door(cast.hana, 10**6)
