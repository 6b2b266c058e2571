"""Taking back what one has begun: gone where nobody answered, empty where somebody did."""

import pytest
from sqlalchemy import select

from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible
from cop.discussions import queries, service
from cop.discussions.models import EarlierWording, Poll, PollVote, Post, Thread
from cop.discussions.queries.disagreements import pairs_of
from cop.discussions.queries.polls import poll_of
from cop.discussions.rules import Claim
from cop.discussions.rules.polls import asked
from cop.files.models import File
from cop.files.queries import file_for, files_on
from cop.search.queries import found_by
from cop.search.rules import Asked
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.files import a_document


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
                service.withdraw(other, answered, now=now)
        for thread in (alone, answered):
            service.withdraw(cast.bo, thread, now=now)
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
            service.withdraw(cast.bo, thread, now=now)


def test_a_poll_that_they_began_goes_with_it_but_for_an_outcome_of_others(app, cast, space, now):
    asks = asked("Quokkas?", "Quokkas\nNo", many=False, named=True)
    with app.app_context():
        left, concluded, own, others = (a_thread(cast.bo, space, now=now) for _ in range(4))
        for thread in (left, concluded, own, others):
            service.reply(cast.mina, thread, body="Here too.", now=now)
            service.begin_poll(cast.hana if thread == others else cast.bo, thread, asked=asks, now=now)
            service.vote(cast.mina, thread, numbers=[0], now=now)
        for thread, by in ((concluded, cast.hana), (own, cast.bo)):
            service.end_poll(by, thread, now=now)
            service.conclude(by, thread, words="We try it.", now=now)
        for thread in (left, concluded, own, others):
            service.withdraw(cast.bo, thread, now=now)
        told = select(Poll.thread_id, Poll.question, Poll.options, Poll.conclusion).order_by(Poll.thread_id)

        assert db.session.execute(told).all() == [
            (concluded, "", "", "We try it."),
            (others, "Quokkas?", "Quokkas\nNo", ""),
        ]
        assert [each.poll_id for each in db.session.scalars(select(PollVote))] == [poll_of(others).id]


def test_what_it_claimed_and_its_files_go_with_the_words(app, cast, space, now):
    claim = Claim(("lived",), known="Zanzibar sleeps at noon.")
    with app.app_context():
        how = {"claim": claim, "files": [a_document()], "now": now}
        thread = service.start(cast.bo, space, title="T", body="Quokkas.", **how).id
        service.reply(cast.mina, thread, body="Here too.", now=now)
        first = queries.posts_of(thread, page=1)[0].id
        (file,) = files_on(service.POST, [first])[first]
        service.withdraw(cast.bo, thread, now=now)
        post = db.session.get_one(Post, first)

        assert (post.source, post.claim, post.evidence) == ("", "", "")
        assert not found_by(cast.mina, Asked(("zanzibar",)), now=now, on=now.date()).found
        with pytest.raises(NotVisible):
            file_for(cast.mina, file.id)
        assert db.session.get(File, file.id) is None


def test_what_was_said_to_the_words_goes_with_them_and_does_not_stand_under_others(app, cast, space, now):
    claims = [Claim(("lived",), known=each) for each in ("It helps.", "It does not.", "It never did.")]
    with app.app_context():
        thread = service.start(cast.bo, space, title="T", body="Quokkas.", claim=claims[0], now=now).id
        service.reply(cast.mina, thread, body="No.", claim=claims[1], now=now)
        first, second = (each.id for each in queries.posts_of(thread, page=1))
        service.nod(cast.gil, first, kind="same", now=now)
        service.say_that_they_disagree(cast.mina, second, other_id=first, now=now)
        service.withdraw(cast.bo, thread, now=now)
        assert not queries.posts_of(thread, page=1)[0].nods
        service.edit(cast.bo, first, body="Other words.", claim=claims[2], now=now)

        assert not queries.posts_of(thread, page=1)[0].nods
        assert not pairs_of(thread)
