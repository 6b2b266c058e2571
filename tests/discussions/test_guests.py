"""Guests in a conversation, on both databases: from the letter until their seat is over."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from cop.communities import service as communities
from cop.communities.models import Community, CommunityBan, Space
from cop.communities.rules import PRESETS, Read
from cop.core import jobs
from cop.core import own as own_data
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions import policy, queries, service
from cop.discussions.models import Post, Thread
from cop.discussions.queries.mentions import calling
from cop.discussions.rules import Claim
from cop.discussions.rules.polls import asked
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.files import a_document

DAY = timedelta(days=1)
CLAIM = Claim(("lived",), known="It helps.")
AROUND = re.compile("Zanzibar|Quokkas")
POLL = asked("Which?", "A\nB", many=False, named=True)


@pytest.fixture
def nights(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """A private space with Bo in it, and a conversation of Bo's."""
    with app.app_context():
        community_id = a_community(cast, now=now)
        space_id = a_space(community_id, by=cast.hana, now=now, named=[cast.bo])
        return SimpleNamespace(community=community_id, space=space_id, thread=a_thread(cast.bo, space_id, now=now))


def seat(thread_id: int, *, by: User, guest: User, now: datetime, until: timedelta = 14 * DAY) -> None:
    service.seat_guest(by, thread_id, email=guest.email.upper(), until=now + until, now=now)


def reads(viewer: User, thread_id: int, *, now: datetime) -> bool:
    """Whether door, page and predicate let them in, which agree."""
    try:
        thread = queries.thread_for(viewer, thread_id)
    except NotVisible:
        with pytest.raises(NotVisible):
            queries.conversation_for(viewer, thread_id, on=now.date())
        assert not queries.sits_in(viewer.id, thread_id, now=now)
        return False
    shown = queries.conversation_for(viewer, thread_id, on=now.date())
    assert policy.can_read(viewer, thread)
    assert shown.as_guest == policy.is_guest(viewer, thread) == queries.sits_in(viewer.id, thread_id, now=now)
    assert policy.seats_guests(shown) == policy.can_seat_guests(viewer, thread)
    return True


def test_one_letter_says_that_there_is_a_seat_and_nothing_of_what_it_is_in(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        seat(nights.thread, by=cast.hana, guest=cast.cy, now=now)
        seat(nights.thread, by=cast.hana, guest=cast.cy, now=now, until=2 * DAY)  # for shorter, with no letter
        while jobs.run_one(now=now):
            pass

        [letter] = app.extensions["cop_mailer"].sent
        assert letter["To"] == cast.cy.email
        assert f"/threads/{nights.thread}" in letter.get_content()
        assert "Who sings?" not in str(letter)


def test_a_guest_answers_and_counts_nowhere_as_a_member(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        seat(nights.thread, by=cast.hana, guest=cast.cy, now=now)
        post_id = service.reply(cast.cy, nights.thread, body="From outside.", now=now).id
        service.edit(cast.cy, post_id, body="From quite outside.", now=now)

        assert [each.by_guest for each in queries.posts_of(nights.thread, page=1)] == [False, True]
        assert queries.readers_of(queries.thread_for(cast.bo, nights.thread), on=now.date()).people == 2
        assert queries.conversation_for(cast.bo, nights.thread, on=now.date()).guests == 1
        assert [each.name for each in queries.guests_of(nights.thread, now=now)] == ["Cy"]
        assert not queries.threads_visible_to(cast.cy)
        with pytest.raises(NotAllowed):
            service.propose(cast.cy, post_id, now=now)


def test_a_seat_is_over_with_its_day(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, clock: TestClock
) -> None:
    with app.app_context():
        seat(nights.thread, by=cast.hana, guest=cast.cy, now=clock.now, until=2 * DAY)
        post_id = service.reply(cast.cy, nights.thread, body="From outside.", now=clock.now).id

        seat(nights.thread, by=cast.hana, guest=cast.fay, now=clock.now)
        shown = [queries.conversation_for(who, nights.thread, on=clock.now.date()) for who in (cast.cy, cast.fay)]
        assert [each.guest_until for each in shown] == [clock.now + 2 * DAY, clock.now + 14 * DAY]
        clock.forward(days=2, minutes=-1)
        assert reads(cast.cy, nights.thread, now=clock.now)
        assert [each.thread_id for each in calling(cast.cy, now=clock.now)[0]] == [nights.thread]
        clock.forward(minutes=1)
        assert not reads(cast.cy, nights.thread, now=clock.now)
        assert not calling(cast.cy, now=clock.now)[0]
        with pytest.raises(NotVisible):
            service.edit(cast.cy, post_id, body="Too late.", now=clock.now)
        with pytest.raises(RuleBroken, match="no guest seat here"):
            service.end_guest_seat(cast.hana, nights.thread, person_id=cast.cy.id, now=clock.now)
        seat(nights.thread, by=cast.hana, guest=cast.cy, now=clock.now)
        assert reads(cast.cy, nights.thread, now=clock.now)


@pytest.mark.parametrize("by", ["hana", "cy"])
def test_a_seat_is_taken_back_or_given_back(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime, by: str
) -> None:
    with app.app_context():
        seat(nights.thread, by=cast.hana, guest=cast.cy, now=now)
        with pytest.raises(NotAllowed, match="the guest themself"):
            service.end_guest_seat(cast.bo, nights.thread, person_id=cast.cy.id, now=now)
        assert reads(cast.cy, nights.thread, now=now)

        service.end_guest_seat(getattr(cast, by), nights.thread, person_id=cast.cy.id, now=now)

        assert not reads(cast.cy, nights.thread, now=now)
        while jobs.run_one(now=now):
            pass
        assert not app.extensions["cop_mailer"].sent, "the letter is not sent any more"


def test_who_gives_a_seat_to_whom(app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        for who, refusal in (("bo", NotAllowed), ("ada", NotVisible), ("cy", NotVisible)):
            with pytest.raises(refusal):
                seat(nights.thread, by=getattr(cast, who), guest=cast.fay, now=now)
        with pytest.raises(RuleBroken, match="already"):
            seat(nights.thread, by=cast.hana, guest=cast.gil, now=now)
        with pytest.raises(RuleBroken, match="They need an account first"):
            service.seat_guest(cast.hana, nights.thread, email="no@example.org", until=now + DAY, now=now)
        with pytest.raises(RuleBroken, match="at most 90 days"):
            seat(nights.thread, by=cast.hana, guest=cast.fay, until=91 * DAY, now=now)
        with transaction() as tx:
            tx.session.add(CommunityBan(community_id=nights.community, user_id=cast.dee.id, since=now))
        with pytest.raises(RuleBroken, match="is not to come in"):
            seat(nights.thread, by=cast.hana, guest=cast.dee, now=now)
        sealed = a_space(nights.community, by=cast.hana, preset="confidential", now=now)
        with pytest.raises(NotAllowed, match="where nothing is sealed"):
            seat(a_thread(cast.hana, sealed, now=now), by=cast.hana, guest=cast.fay, now=now)
        assert not reads(cast.fay, nights.thread, now=now)


def test_a_seat_ends_with_coming_in_with_a_ban_and_with_a_seal(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        for guest in (cast.cy, cast.fay, cast.eli):
            seat(nights.thread, by=cast.hana, guest=guest, now=now)
        communities.admit(cast.hana, nights.community, email=cast.cy.email, now=now)
        assert not reads(cast.cy, nights.thread, now=now), "a member who is not named in the space"
        communities.leave(cast.cy, nights.community, now=now)
        assert not reads(cast.cy, nights.thread, now=now)

        with transaction() as tx:
            tx.session.add(CommunityBan(community_id=nights.community, user_id=cast.fay.id, since=now))
        assert not reads(cast.fay, nights.thread, now=now)

        assert reads(cast.eli, nights.thread, now=now)
        communities.name_member(cast.hana, nights.space, person_id=cast.hana.id, now=now)
        communities.change_space(
            cast.hana, nights.space, axes=PRESETS["confidential"], seen=PRESETS["private"], now=now
        )
        assert not reads(cast.eli, nights.thread, now=now)
        assert not queries.guests_of(nights.thread, now=now)


def test_a_seal_is_looked_at_by_the_door_itself(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        seat(nights.thread, by=cast.hana, guest=cast.cy, now=now)
        for thing, column, one in ((Thread, "bound", nights.thread), (Space, "read", nights.space)):
            with transaction() as tx:
                before = getattr(tx.session.get_one(thing, one), column)
                setattr(tx.session.get_one(thing, one), column, Read.SEALED)
            assert not reads(cast.cy, nights.thread, now=now)
            with transaction() as tx:
                setattr(tx.session.get_one(thing, one), column, before)
            assert reads(cast.cy, nights.thread, now=now)


def test_in_an_archive_a_guest_reads_and_a_seat_is_still_taken_back(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        seat(nights.thread, by=cast.hana, guest=cast.cy, now=now)
        with transaction() as tx:
            tx.session.get_one(Community, nights.community).closed_at = now
        assert reads(cast.cy, nights.thread, now=now)
        with pytest.raises(NotAllowed):
            service.reply(cast.cy, nights.thread, body="Me.", now=now)
        with pytest.raises(NotAllowed):
            seat(nights.thread, by=cast.hana, guest=cast.fay, now=now)
        service.end_guest_seat(cast.hana, nights.thread, person_id=cast.cy.id, now=now)
        assert not reads(cast.cy, nights.thread, now=now)


def test_where_anybody_reads_a_guest_answers_as_well(app: Flask, cast: SimpleNamespace, now: datetime) -> None:
    with app.app_context():
        community_id = a_community(cast, preset="open", now=now)
        thread_id = a_thread(cast.bo, a_space(community_id, by=cast.hana, preset="open", now=now), now=now)
        with pytest.raises(NotAllowed):
            service.reply(cast.cy, thread_id, body="Me.", now=now)
        seat(thread_id, by=cast.ada, guest=cast.cy, now=now)

        service.reply(cast.cy, thread_id, body="Me.", now=now)

        assert reads(cast.cy, thread_id, now=now)
        assert reads(cast.fay, thread_id, now=now)
        assert db.session.scalars(select(Post.by_guest).where(Post.author_id == cast.cy.id)).all() == [True]


def test_pages_that_are_kept_are_not_shared_between_guests_and_members(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, client_for: Callable[[User], FlaskClient], now: datetime
) -> None:
    home, around = f"/threads/{nights.thread}", f"/spaces/{nights.space}"
    cy, bo, hana = (client_for(each) for each in (cast.cy, cast.bo, cast.hana))
    assert around in bo.get(home).text
    assert cy.get(home).status_code == 404
    assert hana.post(f"{home}/guests", data={"email": cast.cy.email, "until": "2026-12-05"}).status_code == 303

    for _ in range(2):
        page = cy.get(home).text
        assert "You are a guest here" in page
        assert around not in page
        assert around in bo.get(home).text
        assert "You are a guest here" not in bo.get(home).text
        assert "1 guest from outside reads it too." in bo.get(home).text
    cy.post(f"{home}/posts", data={"body": "From outside."})
    assert "post__guest" in bo.get(home).text
    post_id = bo.get(home).text.split('id="post-')[-1].split('"')[0]
    assert around not in cy.get(f"/posts/{post_id}/edit").text
    assert home in cy.get("/").text

    assert hana.post(f"{home}/guests/{cast.cy.id}/endings").status_code == 303
    assert cy.get(home).status_code == 404
    assert home not in cy.get("/").text


def test_a_guest_costs_a_member_no_statement(
    app: Flask, cast: SimpleNamespace, nights: SimpleNamespace, client_for: Callable[[User], FlaskClient], now: datetime
) -> None:
    bo, asked = client_for(cast.bo), list[str]()

    def looks() -> int:
        asked.clear()
        assert bo.get(f"/threads/{nights.thread}").status_code == 200
        return len([each for each in asked if not each.startswith("BEGIN")])

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        looks()
        alone = looks()
        seat(nights.thread, by=cast.hana, guest=cast.cy, now=now)
        looks()
        assert looks() == alone


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_no_page_tells_a_guest_what_is_around_them(
    app: Flask, cast: SimpleNamespace, client_for: Callable[[User], FlaskClient], now: datetime
) -> None:
    with app.app_context():
        community = a_community(cast, now=now, name="Zanzibar")
        space = a_space(community, by=cast.hana, now=now, named=[cast.bo], name="Quokkas")
        thread = service.start(cast.bo, space, title="T", body="B", claim=CLAIM, files=[a_document()], now=now).id
        seat(thread, by=cast.hana, guest=cast.cy, now=now)
        own = service.reply(cast.cy, thread, body="From outside.", claim=CLAIM, now=now - 2 * DAY).id
        service.edit(cast.cy, own, body="From quite outside.", now=now)
        service.begin_poll(cast.bo, thread, asked=POLL, now=now)
        service.vote(cast.cy, thread, numbers=[0], now=now)
        first = queries.posts_of(thread, page=1)[0].id
    cy = client_for(cast.cy)
    there = [f"/threads/{thread}{each}" for each in ("", "/poll", "/document", "/document.md", "/arrivals?after=1")]
    there += [f"/posts/{own}/{each}" for each in ("edit", "history", "disagreements", "care")]
    there += [f"/posts/{first}/reports", f"/files/of/post:{own}", "/", "/drafts", "/search?q=outside"]
    there.append(cy.post(f"/posts/{first}/reports", data={"why": "else"}).location)
    told = {path: cy.get(path) for path in there}
    with app.app_context():
        taken_along = str(own_data.all_of(cast.cy.id))

    assert {path: page.status_code for path, page in told.items() if page.status_code != 200} == {}
    assert [path for path, page in told.items() if AROUND.search(page.text)] == []
    assert AROUND.findall(taken_along) == []
