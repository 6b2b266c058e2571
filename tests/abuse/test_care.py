"""What somebody with bad manners tries with what others look after, by the cases of the list of abuses."""

import pytest
from sqlalchemy import delete, select, update

from cop.core.database import db, transaction
from cop.core.errors import CopError, NotVisible
from cop.discussions import queries as discussions
from cop.discussions import service as talking
from cop.discussions.models import Post
from cop.moderation import queries, service
from cop.moderation.models import ModerationAct
from cop.moderation.rules import Which
from cop.people.models import User
from tests.factories.communities import a_cast, a_community, a_space
from tests.factories.discussions import a_thread

REASON = "It names a patient."


@pytest.fixture
def cast(app):
    with app.app_context():
        return a_cast()


@pytest.fixture
def post(app, cast, now):
    """The first post of Bo in a space that is everybody's."""
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now, body="Quokkas.")
        return Which("post", discussions.posts_of(thread, page=1)[0].id)


def test_abuse_37_who_coordinates_decides_nothing_and_learns_nothing_where_they_cannot_read(app, cast, now):
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="private", named=[cast.bo, cast.mina], now=now)
        thread = a_thread(cast.bo, space, now=now)
        which = Which("post", discussions.posts_of(thread, page=1)[0].id)
        service.report(cast.mina, which, why="danger", words="", now=now)

        assert queries.queue_of(cast.ada, community) == []
        for tries in (
            lambda: service.decide(cast.ada, which, decision="hidden", reason=REASON, now=now),
            lambda: service.report(cast.ada, which, why="else", words="", now=now),
            lambda: talking.hide(cast.ada, which.id, now=now),
            lambda: talking.release(cast.ada, which.id),
        ):
            with pytest.raises(NotVisible):
                tries()


def test_abuse_34_what_is_hidden_cannot_be_brought_back_by_its_writer(app, cast, post, now):
    with app.app_context():
        service.decide(cast.hana, post, decision="hidden", reason=REASON, now=now)
        for tries in (
            lambda: talking.edit(cast.bo, post.id, body="Quokkas!", now=now),
            lambda: talking.release(cast.bo, post.id),
            lambda: talking.propose(cast.bo, post.id, now=now),
            lambda: talking.open_wider(cast.bo, post.id),
            lambda: service.decide(cast.bo, post, decision="released", reason=REASON, now=now),
        ):
            with pytest.raises(CopError):
                tries()
        assert db.session.get_one(Post, post.id).source == ""


def test_abuse_38_nobody_decides_about_their_own_words_however_high_they_stand(app, cast, now):
    with app.app_context():
        community = a_community(cast, now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        which = Which("post", discussions.posts_of(a_thread(cast.hana, space, now=now), page=1)[0].id)
        service.report(cast.mina, which, why="else", words="", now=now)

        assert queries.queue_of(cast.hana, community) == []
        for decision in ("kept", "hidden"):
            with pytest.raises(CopError):
                service.decide(cast.hana, which, decision=decision, reason=REASON, now=now)
        assert len(queries.queue_of(cast.ada, community)) == 1


@pytest.mark.parametrize(
    "sent", [{"why": ["else", "danger"]}, {"why": "[]"}, {"why": "agreement-9" * 99}, {"why": "²"}]
)
def test_abuse_33_a_reason_that_is_none_is_refused(client_for, cast, post, sent):
    answer = client_for(cast.mina).post(f"/posts/{post.id}/reports", data=sent)

    assert answer.status_code == (303 if sent["why"] == ["else", "danger"] else 422)


def test_nobody_changes_what_was_written_down(app, cast, post, now):
    with app.app_context():
        service.decide(cast.hana, post, decision="hidden", reason=REASON, now=now)
        for tries in (update(ModerationAct).values(reason="None."), delete(ModerationAct)):
            with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
                tx.session.execute(tries)
        with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
            tx.session.scalars(select(ModerationAct)).one().reason = "None."
        with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
            tx.session.delete(tx.session.scalars(select(ModerationAct)).one())
        with transaction() as tx:
            tx.session.execute(delete(User).where(User.id == cast.hana.id))

        act = db.session.scalars(select(ModerationAct)).one()
        assert (act.by_id, act.reason) == (None, REASON)
