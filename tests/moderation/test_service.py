"""Something is reported, and whoever looks after the community decides about it; nobody else, and never blindly."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from cop.communities.service import agreements
from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions import queries as discussions
from cop.discussions import service as talking
from cop.discussions.models import Post, Thread
from cop.discussions.service.hiding import HIDDEN
from cop.moderation import queries, service
from cop.moderation.models import ModerationAct, Report
from cop.moderation.rules import Which
from cop.people.facts import PersonErased
from cop.search.queries import found_by
from cop.search.rules import Asked
from cop.stories import queries as stories
from cop.stories import service as stories_service
from cop.stories.rules import Reach
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.stories import a_story

REASON = "It names a patient."


def test_a_report_waits_for_those_who_read_it_and_is_made_once(app, cast, room, now):
    with app.app_context():
        agreements.write(cast.hana, room.community, text="- We name nobody.", why="", seen=0, now=now)
        made = service.report(cast.mina, room.first, why="agreement-0", words=" Look. ", now=now)
        again = service.report(cast.mina, room.first, why="danger", words="", now=now)
        service.report(cast.gil, room.first, why="else", words="", now=now)

        assert (made.why, made.line, made.words, again.id) == ("agreement", "We name nobody.", "Look.", made.id)
        waiting = queries.queue_of(cast.ada, room.community)
        assert [(each.item.which, [told.by for told in each.reports]) for each in waiting] == [
            (room.first, ["Mina", "Gil"])
        ]
        assert waiting[0].since == now
        assert [queries.queue_of(person, room.community) for person in (cast.bo, cast.mina, cast.cy)] == [[], [], []]
        assert queries.report_for(cast.mina, made.id).id == made.id
        for stranger in (cast.bo, cast.hana, cast.nobody):
            with pytest.raises(NotVisible):
                queries.report_for(stranger, made.id)


def test_the_core_group_is_written_to_and_not_whoever_asked_or_wrote_it(app, cast, room, now):
    with app.app_context():
        service.report(cast.ada, room.first, why="danger", words="Please ring.", now=now)
        sent = _letters(app, now)

        assert [to for to, _ in sent] == ["hana@example.org"]
        assert "Quokkas" not in sent[0][1]
        assert "Ada" not in sent[0][1]
        service.report(cast.mina, room.story, why="else", words="", now=now)
        service.decide(cast.hana, room.story, decision="kept", reason="It is fine.", now=now)
        assert _letters(app, now) == [], "who decides first spares the others the way"


def test_what_cannot_be_reported(app, cast, room, now):
    with app.app_context():
        with pytest.raises(RuleBroken, match="your own"):
            service.report(cast.bo, room.first, why="else", words="", now=now)
        for outsider in (cast.cy, cast.dee, cast.eli):
            for which in (room.first, room.story):
                with pytest.raises(NotVisible):
                    service.report(outsider, which, why="else", words="", now=now)
        service.decide(cast.hana, room.first, decision="hidden", reason=REASON, now=now)
        with pytest.raises(RuleBroken, match="any more"):
            service.report(cast.mina, room.first, why="else", words="", now=now)
        own = a_story(cast.bo, "me", now=now)
        with pytest.raises(NotVisible):
            queries.item_for(cast.bo, room.story._replace(id=own))


def test_hidden_words_stand_nowhere_and_come_back_as_they_were(app, cast, room, now):
    with app.app_context():
        before = db.session.get_one(Post, room.first.id).html
        service.decide(cast.hana, room.first, decision="hidden", reason=REASON, now=now)

        for person in (cast.bo, cast.mina, cast.hana):
            assert _found(person, "quokkas", now=now) == []
            assert _found(person, "zinnias", now=now) == []
        texts = [source for _, _, source, *_ in discussions.whole_posts_of(room.thread)]
        assert not any("Quokkas" in each for each in texts)
        assert texts[1].endswith("Do they sing?")
        assert db.session.get_one(Thread, room.thread).title == HIDDEN
        assert discussions.quotable(room.thread, room.first.id) is None
        with pytest.raises(NotAllowed, match="not while it is hidden"):
            talking.edit(cast.bo, room.first.id, body="Quokkas!", now=now)
        item = queries.item_for(cast.hana, room.first)
        assert (item.title, item.source) == ("Zinnias at night", "Quokkas everywhere.")

        service.decide(cast.ada, room.first, decision="released", reason="We asked her.", now=now)

        post = db.session.get_one(Post, room.first.id)
        assert (post.html, post.hidden_words, post.hidden_title) == (before, None, None)
        assert db.session.get_one(Thread, room.thread).title == "Zinnias at night"
        assert _found(cast.mina, "quokkas", now=now) == ["Zinnias at night"]


def test_a_hidden_story_is_its_tellers_and_those_who_decide(app, cast, room, now):
    with app.app_context():
        service.report(cast.mina, room.story, why="named", words="", now=now)
        service.decide(cast.ada, room.story, decision="held", reason="We look at it.", now=now)

        assert len(queries.queue_of(cast.hana, room.community)) == 1, "to hold it gives time, and answers nobody"
        assert [each.title for each in stories.stories_visible_to(cast.bo)] == ["Wombats"]
        for person in (cast.mina, cast.gil, cast.hana, cast.cy):
            assert stories.stories_visible_to(person) == []
            assert _found(person, "wombats", now=now) == []
            with pytest.raises(NotVisible):
                stories.story_for(person, room.story.id)
        with pytest.raises(NotVisible):
            stories.hidden_story_for(cast.mina, room.story.id)
        assert queries.item_for(cast.hana, room.story).source == "Wombats sang."

        service.decide(cast.hana, room.story, decision="hidden", reason=REASON, now=now)
        assert queries.queue_of(cast.hana, room.community) == []
        service.decide(cast.hana, room.story, decision="released", reason="She agreed.", now=now)
        assert stories.story_for(cast.mina, room.story.id).title == "Wombats"


def test_who_decides_and_how_often(app, cast, room, now):
    with app.app_context():
        refused = {"mina": NotAllowed, "gil": NotAllowed, "bo": NotAllowed, "cy": NotVisible}
        for person, refusal in ((getattr(cast, who), why) for who, why in refused.items()):
            for which in (room.first, room.story):
                with pytest.raises(refusal):
                    service.decide(person, which, decision="hidden", reason=REASON, now=now)
        with pytest.raises(RuleBroken, match="Nobody asks"):
            service.decide(cast.hana, room.second, decision="kept", reason=REASON, now=now)
        service.decide(cast.hana, room.second, decision="hidden", reason=REASON, now=now)
        with pytest.raises(RuleBroken, match="in the meantime"):
            service.decide(cast.ada, room.second, decision="hidden", reason=REASON, now=now)
        talking.hide(cast.ada, room.second.id, now=now)  # what is hidden already stays as it is
        talking.release(cast.ada, room.second.id)
        talking.release(cast.ada, room.second.id)
        assert db.session.scalar(select(func.count()).select_from(ModerationAct)) == 1


def test_its_writer_hears_why_and_nobody_who_asked(app, cast, room, now):
    with app.app_context():
        service.report(cast.mina, room.first, why="else", words="Mina thinks so.", now=now)
        _letters(app, now)
        service.decide(cast.hana, room.first, decision="hidden", reason=REASON, now=now)

        sent = _letters(app, now)
        assert [to for to, _ in sent] == ["bo@example.org"]
        assert REASON not in sent[0][1]
        assert f"/posts/{room.first.id}/care" in sent[0][1]
        assert [(each.did, each.by, each.reason) for each in queries.acts_about(room.first)] == [
            ("hidden", "Hana", REASON)
        ]


def test_where_nobody_of_the_core_reads_it_nobody_decides(app, cast, now):
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="confidential", named=[cast.bo, cast.mina], now=now)
        from_then = now.replace(hour=12)
        which = _first_in(a_thread(cast.bo, space, now=from_then))
        with transaction() as tx:
            tx.session.execute(update(Post).values(bound=3))
        item = queries.item_for(cast.mina, which)
        readers = {each.name for each in queries.moderators_of(item, but=cast.mina.id)}
        made = service.report(cast.mina, which, why="danger", words="", now=from_then)

        assert "Ada" not in readers
        assert queries.report_for(cast.mina, made.id).closed_at is None
        assert queries.queue_of(cast.ada, community) == []
        with pytest.raises(NotVisible):
            service.decide(cast.ada, which, decision="hidden", reason=REASON, now=from_then)


def test_of_stories_those_of_the_core_who_are_among_its_readers_decide(app, cast, room, now):
    with app.app_context():
        space = a_space(room.community, by=cast.hana, preset="private", named=[cast.bo, cast.ada], now=now)
        told = [a_story(cast.bo, reach, now=now) for reach in (f"space:{space}", f"community:{room.community}")]
        told.append(a_story(cast.hana, f"public:{room.community}", now=now))
        items = [queries.item_for(cast.ada, Which("story", each)) for each in told]
        names = [[each.name for each in queries.moderators_of(item)] for item in items]

        assert names == [["Ada", "Hana"], ["Ada", "Hana"], ["Ada"]]
        stories_service.change_audience(cast.bo, told[1], reach=Reach("me"), seen="community", now=now)
        assert queries.moderators_of(queries.item_for(cast.bo, Which("story", told[1]))) == []


@pytest.mark.parametrize("keeps_words", [True, False])
def test_a_report_goes_on_without_whoever_made_it_and_hidden_words_go_with_theirs(app, cast, room, now, keeps_words):
    with app.app_context():
        service.report(cast.mina, room.first, why="else", words="Mina thinks so.", now=now)
        service.decide(cast.hana, room.first, decision="held", reason=REASON, now=now)
        with transaction() as tx:
            for person in (cast.mina, cast.bo):
                tx.announce(PersonErased(person.id, keeps_words))

        report = db.session.scalars(select(Report)).one()
        assert (report.by_id, report.words, report.author_id) == (None, "", None)
        post = db.session.get_one(Post, room.first.id)
        assert post.hidden_words == ("Quokkas everywhere." if keeps_words else None)
        assert (post.hidden_at is None) is not keeps_words


def _first_in(thread: int):
    return Which("post", discussions.posts_of(thread, page=1)[0].id)


def _found(person, words: str, *, now: datetime) -> list[str]:
    found = found_by(person, Asked((words,)), now=now, on=now.date())
    return sorted({each.title for each in found.found})


def _letters(app: Flask, now: datetime) -> list[tuple[str, str]]:
    app.extensions["cop_mailer"].sent.clear()
    while jobs.run_one(now=now):
        pass
    return [(str(each["To"]), each.as_string()) for each in app.extensions["cop_mailer"].sent]
