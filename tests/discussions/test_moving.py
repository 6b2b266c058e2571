"""A conversation goes only where nobody reads it who does not read it now."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from cop.communities import service as communities
from cop.communities.rules import Read
from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.models import Job
from cop.discussions import queries, service
from cop.discussions.models import Post, Thread
from cop.discussions.queries.moving import spaces_for
from cop.discussions.rules import moving
from cop.discussions.rules.polls import asked
from cop.moderation.queries import log_of
from cop.people.facts import PersonErased
from cop.search.queries.found import found_by
from cop.search.rules import Asked
from tests.factories.communities import a_community, a_space, three_spaces
from tests.factories.discussions import a_thread, use_unnamed

EARLY = datetime(2026, 1, 1, tzinfo=UTC)
BEGAN, LATE = EARLY + timedelta(days=1), EARLY + timedelta(days=2)
ANYONE, NEARBY, INSIDE, SEALED = Read
ALL: Mapping[int, datetime] = {}
WORD = "marzipan"
OF_A_PLACE = {"posts", "nods", "readings", "poll_votes", "conversations"}


def at(read: Read, **named: datetime) -> moving.Place:
    return moving.Place(read, for_everyone=not named, named={ord(who): since for who, since in named.items()})


@pytest.mark.parametrize(
    ("here", "there", "is_narrow"),
    [
        (at(ANYONE), at(ANYONE), True),
        (at(ANYONE), at(SEALED, a=EARLY), True),
        (at(NEARBY), at(ANYONE), False),
        (at(NEARBY, a=EARLY), at(INSIDE), True),
        (at(INSIDE), at(NEARBY), False),
        (at(INSIDE), at(INSIDE, a=LATE), True),
        (at(INSIDE, a=EARLY), at(INSIDE), False),
        (at(INSIDE, a=EARLY), at(SEALED), False),
        (at(INSIDE, a=EARLY, b=LATE), at(INSIDE, b=LATE), True),
        (at(INSIDE, a=EARLY), at(INSIDE, a=EARLY, b=EARLY), False),
        (at(INSIDE, a=LATE), at(SEALED, a=LATE, b=LATE), True),
        (at(INSIDE, a=LATE), at(SEALED, b=EARLY), False),
        (at(SEALED), at(INSIDE), False),
        (at(SEALED), at(SEALED, a=EARLY), True),
        (at(SEALED, a=EARLY), at(SEALED, a=EARLY, b=LATE), True),
        (at(SEALED, a=LATE), at(SEALED, a=EARLY), False),
        (at(SEALED, a=EARLY), at(SEALED), False),
    ],
)
def test_a_place_is_no_wider_where_that_can_be_proven(here, there, is_narrow):
    assert moving.is_no_wider(there, here, began=BEGAN) is is_narrow


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (lambda: moving.check_place(is_same=True, is_narrow=True), "there already"),
        (lambda: moving.check_place(is_same=False, is_narrow=False), "begin a new conversation"),
        (lambda: moving.check_nobody_is_guessed(at(INSIDE, a=EARLY), holds_unnamed=True), "without their name"),
        (lambda: moving.check_nobody_is_guessed(at(SEALED), holds_unnamed=True), "without their name"),
        (lambda: moving.check_writers({1, 2}, {2, 3}), "lose their own words"),
        (lambda: moving.reason_of(" "), "Say why"),
        (lambda: moving.reason_of("x" * 301), "Say why"),
    ],
)
def test_what_is_refused_says_why(rule, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        rule()
    moving.check_place(is_same=False, is_narrow=True)
    moving.check_nobody_is_guessed(at(INSIDE), holds_unnamed=True)
    moving.check_nobody_is_guessed(at(NEARBY, a=EARLY), holds_unnamed=True)
    moving.check_nobody_is_guessed(at(SEALED, a=EARLY), holds_unnamed=False)
    moving.check_writers({2}, {2, 3})
    assert moving.reason_of(" It  belongs there. ") == "It belongs there."


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo and Mina talk where every member reads; the nights are for those two and Ada, the days for Ada alone."""
    with app.app_context():
        here = three_spaces(cast, now=now)
        here.thread = a_thread(cast.bo, here.space, title=WORD, body="Yes.", now=now)
        service.reply(cast.mina, here.thread, body="No.", now=now)
        return here


def test_it_goes_with_its_address_and_nobody_learns_of_it_who_does_not_read_it(app, cast, talk, client_for, now):
    with app.app_context():
        mine = {"reason": "It is about nights.", "now": now}
        thread = queries.thread_for(cast.hana, talk.thread)
        assert {each.name for each in spaces_for(cast.hana, thread)} == {"Common room", "Nights", "Days"}
        service.move(cast.hana, talk.thread, space_id=talk.nights, **mine)
        moved = db.session.get_one(Thread, talk.thread)
        assert (moved.space_id, moved.bound) == (talk.nights, Read.INSIDE)
        assert {each.bound for each in db.session.scalars(select(Post))} == {Read.INSIDE}
        with pytest.raises(NotVisible):
            queries.thread_for(cast.gil, talk.thread)
        for person, found in ((cast.mina, 1), (cast.gil, 0)):
            assert len(found_by(person, Asked(words=(WORD,)), now=now, on=now.date()).found) == found
        letters = [each.payload for each in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]
        moved_letters = [each for each in letters if each["template"] == "discussions/mail/moved.txt"]
        assert sorted(each["to"] for each in moved_letters) == sorted([cast.bo.email, cast.mina.email])
        [line] = log_of(cast.hana, talk.community, page=1)
        assert (line.did, line.reason, line.which) == ("moved", "It is about nights.", ("thread", talk.thread))
    page = client_for(cast.bo).get(f"/threads/{talk.thread}").text
    assert "Hana moved it here" in page
    assert "Everybody" not in page
    assert f'/threads/{talk.thread}"' in client_for(cast.hana).get(f"/communities/{talk.community}/care/log").text


def test_whoever_moved_it_keeps_that_and_their_name_goes_with_them(app, cast, talk, client_for, now):
    with app.app_context():
        service.move(cast.hana, talk.thread, space_id=talk.nights, reason="It is about nights.", now=now)
        told = {part.key: rows for part, rows in own.all_of(cast.hana.id)}
        assert [row["reason"] for row in told["moves"]] == ["It is about nights."]
        with transaction() as tx:
            tx.announce(PersonErased(cast.hana.id, keeps_words=True))
    assert "Somebody who has left moved it here" in client_for(cast.bo).get(f"/threads/{talk.thread}").text


def test_abuse_13_it_never_goes_where_more_read_or_a_writer_does_not(app, cast, talk, now):
    with app.app_context():
        mine = {"reason": "Why not.", "now": now}
        service.move(cast.ada, talk.thread, space_id=talk.nights, **mine)
        with pytest.raises(RuleBroken, match="More people read there"):
            service.move(cast.ada, talk.thread, space_id=talk.space, **mine)
        with pytest.raises(RuleBroken, match="lose their own words"):
            service.move(cast.ada, talk.thread, space_id=talk.days, **mine)
        with pytest.raises(RuleBroken, match="there already"):
            service.move(cast.ada, talk.thread, space_id=talk.nights, **mine)
        assert db.session.get_one(Thread, talk.thread).space_id == talk.nights
        elsewhere = a_space(a_community(cast, now=now), by=cast.hana, named=[cast.ada], now=now)
        with pytest.raises(NotVisible):
            service.move(cast.ada, talk.thread, space_id=elsewhere, **mine)
        private = service.ask_coordinators(cast.bo, talk.space, title="T", body="B", now=now).id
        for person, thread_id in ((cast.bo, talk.thread), (cast.hana, private)):
            with pytest.raises(NotAllowed):
                service.move(person, thread_id, space_id=talk.nights, **mine)


def test_guests_go_where_it_is_sealed(app, cast, talk, client_for, now):
    with app.app_context():
        sealed = a_space(talk.community, by=cast.hana, preset="confidential", named=[cast.ada], now=now, name="Apart")
        thread = a_thread(cast.ada, talk.space, title="T", body="B", now=now)
        service.seat_guest(cast.hana, thread, email=cast.cy.email, until=now + timedelta(days=3), now=now)
        assert queries.thread_for(cast.cy, thread).id == thread
    ada = client_for(cast.ada)
    assert ada.post(f"/threads/{thread}/moves", data={"space": sealed}).status_code == 422
    assert ada.post(f"/threads/{thread}/moves", data={"space": sealed, "reason": "It is."}).status_code == 303
    assert client_for(cast.cy).get(f"/threads/{thread}").status_code == 404
    with app.app_context():
        communities.unname_member(cast.hana, sealed, person_id=cast.hana.id, now=now)
        [line] = log_of(cast.hana, talk.community, page=1)
        assert (line.did, line.reason, line.which) == ("moved", "", None)


def test_to_move_it_does_not_say_who_wrote_without_a_name(app, cast, talk, now):
    with app.app_context():
        use_unnamed(talk.community)
        service.reply(cast.mina, talk.thread, body="Unnamed.", now=now, unnamed=True)
        with pytest.raises(RuleBroken, match="without their name"):
            service.move(cast.ada, talk.thread, space_id=talk.nights, reason="To see who it is.", now=now)


def test_what_somebody_takes_along_does_not_say_where_it_went_unless_they_know_that_place(app, cast, now):
    with app.app_context():
        community = a_community(cast, now=now)
        room = a_space(community, by=cast.hana, preset="restricted", now=now, name="Porch")
        who = [cast.hana, cast.bo, cast.mina]
        apart = a_space(community, by=cast.hana, preset="confidential", now=now, named=who, name="Layoffs")
        thread = a_thread(cast.bo, room, now=now)
        poll = asked("Which?", "A\nB", many=False, named=True)
        service.begin_poll(cast.bo, thread, asked=poll, now=now)
        service.vote(cast.ada, thread, numbers=[0], now=now)
        service.nod(cast.gil, queries.posts_of(thread, page=1)[0].id, kind="same", now=now)
        service.mark_read(cast.gil, thread, posts=1)

        def told(person):
            return {row["space"] for part, rows in own.all_of(person.id) for row in rows if part.key in OF_A_PLACE}

        assert told(cast.gil) == told(cast.bo) == told(cast.ada) == {"Porch"}
        service.move(cast.hana, thread, space_id=apart, reason="R.", now=now)
        assert told(cast.bo) == {"Layoffs"}
        assert told(cast.gil) == told(cast.ada) == {""}
