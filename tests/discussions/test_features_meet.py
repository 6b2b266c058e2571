"""What hangs on a post, and what is said about it, goes where the post goes: hidden, let stand again, private, kept by
nobody who went."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotVisible
from cop.discussions import queries, service
from cop.discussions.models import Poll, PollVote, PostNod
from cop.discussions.queries.disagreements import pairs_of
from cop.discussions.queries.documents import document_of
from cop.discussions.queries.polls import poll_of, standing_of
from cop.discussions.rules import Claim
from cop.discussions.rules.polls import asked
from cop.files.queries import file_for, files_on
from cop.people.facts import PersonErased
from cop.search.queries.found import found_by
from cop.search.rules import Asked
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread, use_unnamed
from tests.factories.files import a_document

WORD = "zeppelin"
HOUR = timedelta(hours=1)


@pytest.fixture
def talk(app, cast, now):
    """Bo claims something with a file, and changed it; Mina claims otherwise, quotes him, and Gil nods."""
    with app.app_context():
        community = a_community(cast, now=now)
        use_unnamed(community)
        space = a_space(community, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.mina, space, now=now)
        claims = {who: Claim((who,), known=f"{WORD}s {who}") for who in ("lived", "policy")}
        how = {"claim": claims["lived"], "files": [a_document(f"{WORD}.pdf")], "now": now}
        post = service.reply(cast.bo, thread, body=f"A {WORD}.", **how).id
        service.edit(cast.bo, post, body=f"Two {WORD}s.", now=now + HOUR)
        quoting = f"> [Bo](/threads/{thread}?page=1#post-{post}):\n>\n> Two {WORD}s.\n\nNo."
        other = service.reply(cast.mina, thread, body=quoting, claim=claims["policy"], now=now + HOUR).id
        service.say_that_they_disagree(cast.mina, other, other_id=post, now=now)
        service.nod(cast.gil, post, kind="same", now=now)
        return SimpleNamespace(community=community, space=space, thread=thread, post=post, other=other)


def seen(viewer, talk, *, now):
    """What of Bo's post this person comes across, by where."""
    [file] = files_on(service.POST, [talk.post])[talk.post]
    found = found_by(viewer, Asked((WORD,), evidence="lived"), now=now, on=now.date()).found
    page = queries.posts_and_voices_of(talk.thread, page=1)
    shown = next(each for each in page.posts if each.id == talk.post)
    kept = next(each for each in document_of(talk.thread, after=0, most=9) if each.post.id == talk.post)
    told = {
        "words": shown.html, "claim": shown.claim.known, "nods": shown.nods, "document": kept.source,
        "pair": pairs_of(talk.thread), "blend": "lived" in page.spoken, "search": found,
        "quotable": queries.quotable(talk.thread, talk.post), "file": _opens(viewer, file.id),
    }  # fmt: skip
    return {name for name, what in told.items() if what}


def _opens(viewer, file_id):
    try:
        return file_for(viewer, file_id)
    except NotVisible:
        return None


def test_all_of_a_post_is_hidden_with_its_words_and_comes_back_with_them(app, cast, talk, client_for, now):
    mina, history = client_for(cast.mina), f"/posts/{talk.post}/history"
    with app.app_context():
        before = seen(cast.mina, talk, now=now)
        assert len(before) == 9
        service.hide(cast.hana, talk.post, now=now)
        assert seen(cast.mina, talk, now=now) == set()
        assert seen(cast.hana, talk, now=now) == {"file"}  # who decides looks at it once more
        texts = [each.html for each in queries.posts_of(talk.thread, page=1)]
        assert not any(f"Two {WORD}s" in each for each in texts)
    assert mina.get(history).status_code == 404
    assert WORD not in mina.get(f"/threads/{talk.thread}/arrivals?after=1").text.replace(f"{WORD}s policy", "")
    with app.app_context():
        service.release(cast.hana, talk.post)
        assert seen(cast.mina, talk, now=now) == before
    assert WORD in mina.get(history).text


def test_all_of_a_private_question_is_for_those_few(app, cast, talk, client_for, now):
    secret = "dirigible"
    with app.app_context():
        private = service.ask_author(cast.mina, talk.post, title=secret, body=secret, now=now).id
        poll = asked(secret, f"{secret}\nNothing", many=False, named=True)
        service.begin_poll(cast.mina, private, asked=poll, now=now)
        claim = Claim(("research",), known=secret)
        answer = service.reply(cast.bo, private, body=secret, claim=claim, files=[a_document()], now=now).id
        [file] = files_on(service.POST, [answer])[answer]
        for who in ("bo", "mina", "hana", "ada", "gil", "cy", "eli"):
            person, may = getattr(cast, who), who in {"bo", "mina", "hana"}
            found = found_by(person, Asked((secret,)), now=now, on=now.date()).found
            assert (who, bool(found), _opens(person, file.id) is not None) == (who, may, may)
            assert (who, secret in json.dumps([*map(str, own.all_of(person.id))])) == (who, who in {"bo", "mina"})
    for person in (cast.ada, cast.gil, cast.cy):
        peer = client_for(person)
        for page in ("", "/poll", "/document", "/arrivals?after=0", "/voices", "/poll/new"):
            assert peer.get(f"/threads/{private}{page}").status_code == 404
        for page in ("history", "disagreements", "reports", "care", "edit", "questions"):
            assert peer.get(f"/posts/{answer}/{page}").status_code == 404
        assert secret not in peer.get(f"/spaces/{talk.space}").text + peer.get(f"/communities/{talk.community}").text


@pytest.mark.parametrize("keeps_words", [True, False])
def test_whoever_goes_leaves_no_name_in_anything_that_meets(app, cast, talk, now, keeps_words):
    with app.app_context():
        poll = asked("Which?", "A\nB", many=False, named=True)
        service.begin_poll(cast.mina, talk.thread, asked=poll, now=now)
        for person in (cast.bo, cast.mina, cast.ada):
            service.vote(person, talk.thread, numbers=[0], now=now)
        service.nod(cast.bo, talk.other, kind="thanks", now=now)
        file_id = files_on(service.POST, [talk.post])[talk.post][0].id
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=keeps_words))

        standing = standing_of(poll_of(talk.thread), viewer_id=cast.mina.id, now=now)
        assert [list(each.names) for each in standing.options] == [["Ada", "Mina"], []]
        assert cast.bo.id not in db.session.scalars(select(PollVote.user_id)).all()
        assert cast.bo.id not in db.session.scalars(select(PostNod.user_id)).all()
        assert _opens(cast.mina, file_id) is None
        pairs = pairs_of(talk.thread)
        assert [(each.one.author, each.other.author) for each in pairs] == ([(None, "Mina")] if keeps_words else [])
        assert all(each.author != "Bo" for each in queries.posts_of(talk.thread, page=1))
        assert db.session.scalars(select(Poll.by_id)).all() == [cast.mina.id]


def test_what_somebody_takes_along_does_not_say_at_which_hour_others_wrote_without_a_name(app, cast, talk, now):
    with app.app_context():
        begun = service.start(cast.bo, talk.space, title="T", body="B", now=now + 3 * HOUR, unnamed=True).id
        service.mark_read(cast.mina, begun, posts=1)
        told = {part.key: rows for part, rows in own.all_of(cast.mina.id)}["readings"]
        assert [each["at"].hour for each in told] == [now.hour, 0]
