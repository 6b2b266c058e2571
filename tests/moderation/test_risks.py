"""Words that may need a person lead to one, and to nothing else."""

import pytest
from sqlalchemy import select

from cop.communities.models import Community
from cop.core.database import db, transaction
from cop.core.risks import WORDS, may_need_a_person
from cop.discussions import queries as discussions
from cop.discussions import service as talking
from cop.discussions.rules.unnamed import UNNAMED
from cop.moderation import queries
from cop.moderation import service as moderation
from cop.moderation.models import Report
from tests.factories.discussions import a_thread


@pytest.mark.parametrize(
    "words",
    [
        "Some days I think of killing myself.", "I want to end my life", "I thought of taking my own life.",
        "I just want to die.", "I\u2019m suicidal, and nobody knows.", "I keep hurting myself.", "At home he hits me.",
        "I am being abused by my husband.", "Mrs P is in immediate danger.", "I am afraid for her life.",
    ],
)  # fmt: skip
def test_what_leads_to_a_person(words):
    assert may_need_a_person(words)


@pytest.mark.parametrize(
    "words",
    [
        "Our training on suicide prevention is on Monday.", "> I want to die.\n\nWho said that?", "I am dying to know.",
        "The budget was cut.", "I would hate to end my life's work.", "", "He hits the target.",
    ],
)  # fmt: skip
def test_what_is_daily_work_and_leads_nowhere(words):
    assert not may_need_a_person(words)


def test_each_has_its_reason():
    assert all(WORDS.values())


def test_of_what_has_no_name_the_day_alone_is_told(app, cast, room, client_for, now):
    with app.app_context():
        with transaction() as tx:
            tx.session.get_one(Community, room.community).modules += f" {UNNAMED}"
        post = talking.reply(cast.mina, room.thread, body="I want to die.", unnamed=True, now=now).id
        talking.reply(cast.bo, room.thread, body="I want to die.", now=now)
        told = db.session.execute(select(Report.post_id, Report.at).order_by(Report.id)).all()

    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    assert [at for _, at in told] == [midnight, now]
    client = client_for(cast.hana)
    page = client.get(f"/posts/{post}/care").text
    assert "I want to die." in page
    assert f"{now:%H:%M}" not in page


def test_it_waits_for_those_who_read_it_and_stands_as_it_was_written(app, cast, room, client_for, now):
    with app.app_context():
        talking.reply(cast.mina, room.thread, body="I want to die.", now=now)
        a_thread(cast.mina, room.space, now=now, body="He hits me.")
        talking.reply(cast.mina, room.thread, body="It rains.", now=now)

        waiting = queries.queue_of(cast.hana, room.community)
        assert [[(told.why, told.by) for told in each.reports] for each in waiting] == [[("words", None)]] * 2
        assert queries.queue_of(cast.mina, room.community) == []
        assert any("I want to die." in each.html for each in discussions.posts_of(room.thread, page=1))

    care = client_for(cast.hana).get(f"/communities/{room.community}/care").text
    assert "may need a person" in care


def test_what_is_changed_is_looked_at_again_once_at_a_time(app, cast, room, client_for, now):
    with app.app_context():
        post = talking.reply(cast.mina, room.thread, body="It rains.", now=now).id
        for words in ("I want to die.", "I just want to die."):
            talking.edit(cast.mina, post, body=words, now=now)
        (waiting,) = queries.queue_of(cast.hana, room.community)
        assert [told.why for told in waiting.reports] == ["words"]

        moderation.decide(cast.hana, waiting.item.which, decision="kept", reason="We talk.", now=now)
        talking.edit(cast.mina, post, body="It rains again.", now=now)
        assert queries.queue_of(cast.hana, room.community) == []

    edited = {"body": "I want to end my life."}
    told = client_for(cast.mina).post(f"/posts/{post}/edit", data=edited, follow_redirects=True).text
    assert "116 123" in told
    with app.app_context():
        assert len(queries.queue_of(cast.hana, room.community)) == 1


def test_whoever_wrote_it_is_told_who_answers_at_once_and_nobody_else(client_for, cast, room):
    mina, bo, address = client_for(cast.mina), client_for(cast.bo), f"/threads/{room.thread}"

    told = mina.post(f"{address}/posts", data={"body": "I want to die."}, follow_redirects=True).text
    assert "116 123" in told
    assert "116 123" not in mina.get(address).text
    assert "116 123" not in bo.get(address).text
    began = {"title": "Home", "body": "He hits me."}
    assert "116 123" in mina.post(f"/spaces/{room.space}/threads/new", data=began, follow_redirects=True).text
    quiet = mina.post(f"{address}/posts", data={"body": "It rains."}, follow_redirects=True).text
    assert "116 123" not in quiet
