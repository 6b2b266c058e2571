"""Taking back what one has begun: gone where nobody answered, empty where somebody did."""

import pytest
from sqlalchemy import select

from cop.core.database import db
from cop.core.errors import NotAllowed
from cop.discussions import queries, service
from cop.discussions.models import EarlierWording, Post, Thread
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread


@pytest.fixture
def space(app, cast, now):
    with app.app_context():
        return a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)


def test_nobody_else_takes_it_back_and_answers_stay(app, cast, space, now):
    with app.app_context():
        alone, answered = (a_thread(cast.bo, space, now=now, body="Quokkas.") for _ in range(2))
        first = queries.posts_of(answered, page=1)[0].id
        service.edit(cast.bo, first, body="Quokkas sing.", now=now)
        quoting = f"> [Bo](/threads/{answered}?page=1#post-{first}):\n>\n> Quokkas sing.\n\nHere too."
        service.reply(cast.mina, answered, body=quoting, now=now)
        for other in (cast.mina, cast.hana):
            with pytest.raises(NotAllowed):
                service.withdraw(other, answered)
        for thread in (alone, answered):
            service.withdraw(cast.bo, thread)
        left = db.session.scalars(select(Post.source).where(Post.thread_id == answered).order_by(Post.id)).all()

        assert db.session.get(Thread, alone) is None
        assert db.session.get_one(Thread, answered).title == "A conversation whose beginning was removed"
        assert (left[0], "sing" in left[1], "Here too." in left[1]) == ("", False, True)
        assert db.session.scalars(select(EarlierWording.id)).all() == []


def test_what_is_hidden_waits_where_it_is(app, cast, space, now):
    with app.app_context():
        thread = a_thread(cast.bo, space, now=now)
        service.hide(cast.hana, queries.posts_of(thread, page=1)[0].id, now=now)

        with pytest.raises(NotAllowed):
            service.withdraw(cast.bo, thread)
