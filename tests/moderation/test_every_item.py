"""What is said to tellers, gathered, arranged and asked can be reported too, is decided about where it is read, and is
nowhere while it is hidden."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions import queries as discussions
from cop.discussions import service as talking
from cop.discussions.models import Poll
from cop.discussions.queries.polls import poll_in, poll_of
from cop.discussions.rules.polls import asked
from cop.gatherings import queries as gatherings
from cop.gatherings import service as arranging
from cop.moderation import queries, service
from cop.moderation.models import ModerationAct, Report
from cop.moderation.rules import KINDS, Which
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.search.queries import found_by
from cop.search.rules import Asked
from cop.stories import policy as stories_policy
from cop.stories import queries as stories
from cop.stories.models import StoryResponse
from cop.stories.queries import issues as issue_queries
from cop.stories.queries.following import changes_told_to
from cop.stories.rules import Reach
from cop.stories.service import following, responses
from tests.factories.communities import a_community
from tests.factories.gatherings import a_gathering
from tests.factories.issues import an_issue, published
from tests.factories.stories import a_story, an_adaptation

REASON = "It names a patient."
OTHERS = ("response", "issue", "gathering", "poll")


@pytest.fixture
def said(app, cast, room, now) -> SimpleNamespace:
    """One of each, all by Ada but the last: her issue, her gathering, and her poll in Bo's conversation, who told a
    story to which Mina said something."""
    with app.app_context():
        word = responses.respond(cast.mina, room.story.id, kind="question", words="Numbats?", now=now).id
        issue = published(cast.ada, room.community, {room.story.id: cast.bo}, now=now, title="Numbats")
        gathering = a_gathering(room.space, by=cast.ada, now=now, title="Numbats at ten")
        poll = talking.begin_poll(
            cast.ada, room.thread, asked=asked("Numbats?", "Yes\nNo", many=False, named=True), now=now
        ).id
        given = {"response": word, "issue": issue, "gathering": gathering, "poll": poll}
        return SimpleNamespace(**{kind: Which(kind, number) for kind, number in given.items()})


def test_every_kind_has_a_door_an_author_and_a_way_to_hide(app, cast, room, said, now):
    with app.app_context():
        authors = {"response": "Mina", "issue": "Ada", "gathering": "Ada", "poll": "Ada"}
        for kind in OTHERS:
            item = queries.item_for(cast.bo, getattr(said, kind))
            assert (db.session.get_one(User, item.author_id).name, item.community.id) == (
                authors[kind],
                room.community,
            )
            assert "Numbats" in item.source
        assert set(KINDS) == {*OTHERS, "post", "story"}


@pytest.mark.parametrize("kind", OTHERS)
def test_it_is_reported_hidden_and_stands_again(app, cast, room, said, now, kind):
    which = getattr(said, kind)
    with app.app_context():
        made = service.report(cast.bo, which, why="named", words="Look.", now=now)
        assert (made.which, [each.item.which for each in queries.queue_of(cast.hana, room.community)]) == (
            which,
            [which],
        )
        assert _reads(cast.bo, which)

        service.decide(cast.hana, which, decision="held", reason="We look.", now=now)
        assert len(queries.queue_of(cast.hana, room.community)) == 1
        service.decide(cast.hana, which, decision="hidden", reason=REASON, now=now)
        assert queries.queue_of(cast.hana, room.community) == []
        for person in (cast.bo, cast.gil, cast.hana, cast.cy, cast.nobody):
            assert not _reads(person, which), person
            assert (kind, which.id) not in _found(person, "numbats", now=now)
        assert "Numbats" in queries.item_for(cast.hana, which).source

        service.decide(cast.hana, which, decision="released", reason="He agreed.", now=now)
        assert _reads(cast.bo, which)
        assert [each.did for each in queries.acts_about(which)] == ["held", "hidden", "released"]


@pytest.mark.parametrize("kind", OTHERS)
def test_its_author_reads_why_and_another_answers(app, cast, room, said, client_for, now, kind):
    which = getattr(said, kind)
    author, other = (cast.mina, cast.ada) if kind == "response" else (cast.ada, cast.hana)
    with app.app_context():
        service.report(cast.bo, which, why="else", words="", now=now)
        if kind != "response":
            with pytest.raises(NotAllowed):
                service.decide(author, which, decision="hidden", reason=REASON, now=now)
            assert queries.appeals_in(author, room.community) == []
        act = service.decide(cast.hana, which, decision="hidden", reason=REASON, now=now)
        _letters(app, now)
        assert (act.kind, act.person_id) == (kind, author.id)
        if kind == "response":
            appeal = service.appeal(author, act.id, words="He is my uncle.", now=now).id
            service.answer(other, appeal, grants=True, reason="Yes.", now=now)
            assert [each.did for each in queries.acts_about(which)] == ["hidden", "granted"]
        else:
            with pytest.raises(RuleBroken, match="Nobody else"):
                service.appeal(author, act.id, words="He is my uncle.", now=now)

    page = client_for(author).get(f"/{KINDS[kind]}/{which.id}/care").text
    assert REASON in page
    assert client_for(cast.gil).get(f"/{KINDS[kind]}/{which.id}/care").status_code == 404


@pytest.mark.parametrize("kind", OTHERS)
def test_the_letter_leads_its_author_there_and_says_nothing(app, cast, said, now, kind):
    which = getattr(said, kind)
    with app.app_context():
        service.report(cast.bo, which, why="else", words="", now=now)
        _letters(app, now)
        service.decide(cast.hana, which, decision="hidden", reason=REASON, now=now)

        sent = _letters(app, now)
        assert [to for to, _ in sent] == ["mina@example.org" if kind == "response" else "ada@example.org"]
        assert f"/{KINDS[kind]}/{which.id}/care" in sent[0][1]
        assert REASON not in sent[0][1]
        assert "umbats" not in sent[0][1]


def test_what_was_said_to_a_teller_alone_is_read_by_others_only_once_the_teller_asks(app, cast, room, said, now):
    with app.app_context():
        for person in (cast.ada, cast.hana, cast.gil, cast.cy):
            with pytest.raises(NotVisible):
                queries.item_for(person, said.response)
        service.report(cast.mina, said.issue, why="else", words="", now=now)
        with pytest.raises(RuleBroken, match="your own"):
            service.report(cast.mina, said.response, why="else", words="", now=now)
        with pytest.raises(NotVisible):
            queries.item_for(cast.hana, said.response)

        made = service.report(cast.bo, said.response, why="else", words="", now=now)

        names = [each.name for each in queries.moderators_of(queries.item_for(cast.bo, said.response), but=cast.bo.id)]
        assert names == ["Ada", "Hana"]
        assert queries.item_for(cast.ada, said.response).source == "Numbats?"
        for person in (cast.gil, cast.cy):
            with pytest.raises(NotVisible):
                queries.item_for(person, said.response)
        service.decide(cast.hana, said.response, decision="kept", reason="It is a question.", now=now)
        assert queries.report_for(cast.bo, made.id).closed_at == now


@pytest.mark.parametrize("grants", [True, False])
def test_an_appeal_is_answered_though_the_teller_who_asked_for_a_look_is_gone(app, cast, room, said, now, grants):
    with app.app_context():
        service.report(cast.bo, said.response, why="else", words="", now=now)
        act = service.decide(cast.hana, said.response, decision="hidden", reason=REASON, now=now)
        kept = responses.respond(cast.mina, room.story.id, kind="thanks", words="Quolls!", now=now).id
        made = service.appeal(cast.mina, act.id, words="It asks, and no more.", now=now).id
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=True))

        assert [each.id for each in queries.appeals_in(cast.ada, room.community)] == [made]
        service.answer(cast.ada, made, grants=grants, reason="It does.", now=now)

        assert queries.appeals_in(cast.ada, room.community) == []
        assert (db.session.get_one(StoryResponse, said.response.id).hidden_at is None) == grants
        with pytest.raises(NotVisible):
            queries.item_for(cast.ada, Which("response", kept))


def test_a_teller_of_the_core_group_does_not_decide_about_what_was_said_to_them(app, cast, room, now):
    with app.app_context():
        told = a_story(cast.ada, f"community:{room.community}", now=now)
        word = responses.respond(cast.mina, told, kind="question", words="Why?", now=now).id
        which = Which("response", word)
        service.report(cast.ada, which, why="else", words="", now=now)

        with pytest.raises(NotAllowed):
            service.decide(cast.ada, which, decision="hidden", reason=REASON, now=now)
        assert [each.name for each in queries.moderators_of(queries.item_for(cast.ada, which))] == ["Hana"]


def test_a_hidden_word_stays_with_whoever_said_it(app, cast, room, said, client_for, now):
    with app.app_context():
        service.report(cast.bo, said.response, why="else", words="", now=now)
        service.decide(cast.hana, said.response, decision="hidden", reason=REASON, now=now)
        responses.respond(cast.mina, room.story.id, kind="thanks", words="Quolls!", now=now)

    theirs, tellers = (client_for(person).get(f"/stories/{room.story.id}").text for person in (cast.mina, cast.bo))
    assert "It is hidden" in theirs
    assert "Numbats?" in theirs
    assert ("Numbats?" in tellers, "Quolls!" in tellers) == (False, True)
    with app.app_context():
        responses.take_back(cast.mina, said.response.id)
        assert db.session.get(StoryResponse, said.response.id) is None
        assert db.session.scalars(select(Report.id)).all() == []


def test_a_hidden_gathering_is_in_no_list_and_nobody_answers_it(app, cast, room, said, client_for, now):
    with app.app_context():
        arranging.answer(cast.mina, said.gathering.id, going=True, now=now)
        service.decide(cast.hana, said.gathering, decision="hidden", reason=REASON, now=now)

        for person in (cast.ada, cast.mina, cast.hana):
            assert gatherings.to_come(person, now=now) == []
            assert gatherings.all_in(person, room.community) == []
            listed = gatherings.asked_of(person, now=now)
            assert [(each.is_aside, each.title, each.place) for each in listed] == [(True, "", "")] * len(listed)
            assert len(listed) == (person is not cast.hana)  # who said that they come
            with pytest.raises(NotVisible):
                arranging.answer(person, said.gathering.id, going=True, now=now)
        assert gatherings.held_in(cast.mina, room.space, now=now + timedelta(days=30)) == []
        service.decide(cast.hana, said.gathering, decision="released", reason="Yes.", now=now)
        answer = gatherings.answer_of(cast.mina, said.gathering.id)
        assert answer is not None
        assert answer.going
        assert [each.title for each in gatherings.to_come(cast.mina, now=now)] == ["Numbats at ten"]


def test_a_hidden_gathering_lets_no_guest_in(app, cast, room, said, now):
    with app.app_context():
        until = now + timedelta(days=9)
        arranging.seat_guest(cast.hana, said.gathering.id, email=cast.cy.email, until=until, now=now)
        assert gatherings.sits_in(cast.cy.id, said.gathering.id, now=now)
        service.decide(cast.hana, said.gathering, decision="hidden", reason=REASON, now=now)

        assert not gatherings.sits_in(cast.cy.id, said.gathering.id, now=now)
        assert gatherings.asked_of(cast.cy, now=now) == []


def test_a_hidden_issue_is_in_no_list_feed_or_index_and_its_stories_stand(app, cast, client_for, now):
    with app.app_context():
        open_one = a_community(cast, preset="open", now=now)
        told = a_story(cast.hana, f"public:{open_one}", now=now, title="Wombats")
        issue = published(cast.ada, open_one, {told: cast.hana}, now=now, audience="public", title="Numbats")
        service.report(cast.bo, Which("issue", issue), why="else", words="", now=now)
        at = f"/communities/{open_one}/issues"
    shown = _where_it_stands(client_for, cast, at, story=told, issue=issue)
    with app.app_context():
        service.decide(cast.hana, Which("issue", issue), decision="hidden", reason=REASON, now=now)

        assert shown == [True] * 5
        assert _where_it_stands(client_for, cast, at, story=told, issue=issue) == [False] * 5
        assert stories.story_for(cast.mina, told).title == "Wombats"


def test_an_issue_that_is_not_out_is_nobodys_to_look_after(app, cast, room, now):
    with app.app_context():
        draft = an_issue(cast.ada, room.community, now=now)
        with pytest.raises(NotVisible):
            service.report(cast.hana, Which("issue", draft), why="else", words="", now=now)


def test_a_hidden_poll_is_not_in_its_conversation_and_comes_back_with_its_votes(app, cast, room, said, client_for, now):
    page = f"/threads/{room.thread}"
    with app.app_context():
        talking.vote(cast.mina, room.thread, numbers=[0], now=now)
    before = client_for(cast.mina).get(page).text
    with app.app_context():
        service.decide(cast.hana, said.poll, decision="hidden", reason=REASON, now=now)

        assert poll_in(room.thread) is None
        with pytest.raises(NotVisible):
            talking.vote(cast.mina, room.thread, numbers=[1], now=now)
        with pytest.raises(NotVisible):
            talking.end_poll(cast.ada, room.thread, now=now)
        with pytest.raises(RuleBroken, match="already"):
            _another_poll(cast.ada, room.thread, now=now)
    client = client_for(cast.mina)
    hidden = [client.get(f"{page}{tail}") for tail in ("", "/poll", "/document", "/document.md")]
    assert "Numbats" in before
    assert [each.status_code for each in hidden[:2]] == [200, 404]
    assert not any("Numbats" in each.text for each in hidden)
    with app.app_context():
        service.decide(cast.hana, said.poll, decision="released", reason="Yes.", now=now)
        assert poll_of(room.thread).question == "Numbats?"
    assert "Numbats" in client_for(cast.mina).get(page).text


def test_whoever_wrote_the_outcome_of_a_poll_does_not_decide_about_it(app, cast, room, said, now):
    with app.app_context():
        talking.end_poll(cast.hana, room.thread, now=now)
        talking.conclude(cast.hana, room.thread, words="Numbats, then.", now=now)
        service.report(cast.mina, said.poll, why="else", words="", now=now)

        with pytest.raises(NotAllowed):
            service.decide(cast.hana, said.poll, decision="hidden", reason=REASON, now=now)
        item = queries.item_for(cast.mina, said.poll)
        assert [each.name for each in queries.moderators_of(item)] == []
        assert [each.name for each in queries.moderators_of(item, with_author=True)] == ["Ada", "Hana"]


def test_what_changed_since_is_hidden_with_the_story_that_tells_of_it(app, cast, room, now):
    with app.app_context():
        made = an_adaptation(cast.mina, room.story.id, Reach("community", room.community), now=now)
        following.say(cast.mina, made, words="Numbats help.", now=now)
        before = changes_told_to(cast.bo, stories.story_for(cast.bo, room.story.id))

        service.decide(cast.hana, Which("story", made), decision="hidden", reason=REASON, now=now)
        assert before == {made: "Numbats help."}
        assert changes_told_to(cast.bo, stories.story_for(cast.bo, room.story.id)) == {}


@pytest.mark.parametrize("kind", OTHERS)
def test_the_log_outlives_whoever_wrote_it(app, cast, said, now, kind):
    which = getattr(said, kind)
    with app.app_context():
        service.report(cast.bo, which, why="else", words="", now=now)
        service.decide(cast.hana, which, decision="hidden", reason=REASON, now=now)
        with transaction() as tx:
            for person in (cast.mina, cast.ada):
                tx.announce(PersonErased(person.id, keeps_words=False))

        assert db.session.scalars(select(ModerationAct.kind)).all() == [kind]
        assert not _reads(cast.bo, which)


@pytest.mark.parametrize("kind", OTHERS)
def test_where_it_stands_there_is_a_quiet_way_to_report_it(app, cast, room, said, client_for, kind):
    pages = {
        "response": f"/stories/{room.story.id}",
        "issue": f"/issues/{said.issue.id}",
        "gathering": f"/gatherings/{said.gathering.id}",
        "poll": f"/threads/{room.thread}/poll",
    }
    way = f"/{KINDS[kind]}/{getattr(said, kind).id}/reports"
    client, author = client_for(cast.bo), client_for(cast.mina if kind == "response" else cast.ada)

    assert f'href="{way}"' in client.get(pages[kind]).text
    assert f'href="{way}"' not in author.get(pages[kind]).text
    assert "Numbats" in client.get(way).text
    sent = client.post(way, data={"why": "else", "words": "Look."})
    assert sent.status_code == 303
    assert "Look." in client_for(cast.hana).get(f"/{KINDS[kind]}/{getattr(said, kind).id}/care").text


def _reads(person, which: Which) -> bool:
    """Whether it stands where they would read it."""
    try:
        if which.kind == "response":
            said = db.session.get(StoryResponse, which.id)
            story = stories.story_for(person, said.story_id) if said else None
            return story is not None and which.id in {each.id for each in stories.responses_to(person, story)}
        if which.kind == "issue":
            return issue_queries.issue_for(person, which.id).id == which.id
        if which.kind == "gathering":
            return gatherings.gathering_for(person, which.id).id == which.id
        poll = db.session.get(Poll, which.id)
        return poll is not None and poll_of(discussions.thread_for(person, poll.thread_id).id).id == which.id
    except NotVisible:
        return False


def _where_it_stands(client_for, cast, at: str, *, story: int, issue: int) -> list[bool]:
    """For a member, a teller and somebody who follows the feed: by its title."""
    pages = [(cast.mina, at), (cast.mina, f"{at}/subjects"), (cast.cy, f"{at}.atom")]
    pages += [(cast.hana, f"/stories/{story}"), (cast.mina, f"/issues/{issue}/paper")]
    texts = [client_for(person).get(page).text for person, page in pages]
    return ["Numbats" in text or f"/issues/{issue}" in text for text in texts]


def _another_poll(person, thread: int, *, now: datetime) -> None:
    talking.begin_poll(person, thread, asked=asked("Again?", "Yes\nNo", many=False, named=True), now=now)


def _found(person, words: str, *, now: datetime) -> list[tuple[str, int]]:
    found = found_by(person, Asked((words,)), now=now, on=now.date())
    return [(each.kind, each.id) for each in found.found]


def _letters(app, now: datetime) -> list[tuple[str, str]]:
    app.extensions["cop_mailer"].sent.clear()
    while jobs.run_one(now=now):
        pass
    return [(str(each["To"]), each.as_string()) for each in app.extensions["cop_mailer"].sent]


def test_nobody_looks_after_what_they_said_to_a_teller_themselves(app, cast, room, now):
    with app.app_context():
        word = responses.respond(cast.ada, room.story.id, kind="thanks", words="Quolls!", now=now).id
        assert stories.hidden_response_for(cast.hana, word).id == word
        with pytest.raises(NotVisible):
            stories.hidden_response_for(cast.ada, word)


def test_an_issue_that_is_not_out_is_nobodys_to_hide(app, cast, room, now):
    with app.app_context():
        number = an_issue(cast.ada, room.community, now=now)
        assert not stories_policy.can_see_hidden_issue(cast.ada, issue_queries.issue_for(cast.ada, number))
        assert not stories_policy.can_hide_issue(cast.hana, issue_queries.issue_for(cast.hana, number))
