"""A poll in a conversation: who asks and who votes, who sees how it stands, and what came of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.discussions import queries, service
from cop.discussions.models import Poll, PollVote, Thread
from cop.discussions.queries.polls import has_poll, poll_of, standing_of
from cop.discussions.rules import polls
from cop.people.facts import PersonErased
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread

ClientFor = Callable[[User], FlaskClient]
DAYS = polls.Asked("Which day?", "Monday\nTuesday\nFriday")
LATER = timedelta(days=3)


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> SimpleNamespace:
    """Bo began it; Cy is a guest, and Gil only reads."""
    with app.app_context():
        space = a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, space, now=now)
        service.seat_guest(cast.hana, thread, email=cast.cy.email, until=now + timedelta(days=14), now=now)
        return SimpleNamespace(space=space, thread=thread)


@pytest.mark.parametrize(
    ("question", "options", "match"),
    [
        (" ", "a\nb", "Ask a question of at most 160"),
        ("x" * 161, "a\nb", "Ask a question of at most 160"),
        ("Which?", "a\n \n", "between 2 and 8"),
        ("Which?", "\n".join("abcdefghi"), "between 2 and 8"),
        ("Which?", "a\n" + "x" * 101, "at most 100"),
        ("Which?", "Yes\n yes", "are the same"),
    ],
)
def test_what_cannot_be_asked(question, options, match):
    with pytest.raises(RuleBroken) as refused:
        polls.asked(question, options, many=False, named=False)
    assert match in str(refused.value)


def test_what_is_asked_has_no_stray_blanks():
    found = polls.asked(" Which  day? ", "\r\n Monday \r\n\r\nTuesday", many=True, named=False)

    assert found == polls.Asked("Which day?", "Monday\nTuesday", many=True)


@pytest.mark.parametrize(("days", "fine"), [(None, True), (0, False), (-1, False), (1, True), (60, True), (62, False)])
def test_a_poll_closes_within_sixty_days(now, days, fine):
    closes_at = None if days is None else now + timedelta(days=days)
    if fine:
        polls.check_end(closes_at, now=now)
    else:
        with pytest.raises(RuleBroken, match="closes today at the earliest"):
            polls.check_end(closes_at, now=now)


@pytest.mark.parametrize(("by_hand", "hours", "is_over"), [
    (False, None, False), (False, 1, False), (False, 0, False), (False, -1, True), (True, None, True), (True, 1, True),
])  # fmt: skip
def test_a_poll_is_over_by_hand_or_by_its_day(now, by_hand, hours, is_over):
    closes_at = None if hours is None else now + timedelta(hours=hours)

    assert polls.is_over(now if by_hand else None, closes_at, now=now) is is_over


@pytest.mark.parametrize(("numbers", "many", "kept"), [
    ([2], False, "2"), ([2, 0, 2], True, "0 2"), ([], True, None), ([3], False, None), ([-1], True, None),
    ([0, 1], False, None),
])  # fmt: skip
def test_what_is_a_vote(numbers, many, kept):
    if kept is not None:
        assert polls.chosen(numbers, options=DAYS.options, many=many) == kept
        assert polls.numbers_in(f"{kept} x") == sorted(set(numbers))
    else:
        with pytest.raises(RuleBroken, match="Choose"):
            polls.chosen(numbers, options=DAYS.options, many=many)


@pytest.mark.parametrize(("voters", "named", "has_voted", "is_over", "shows"), [
    (9, True, False, False, False), (1, True, True, False, True), (0, True, False, True, True),
    (9, False, False, False, False), (2, False, True, True, False), (3, False, True, False, True),
    (3, False, False, True, True),
])  # fmt: skip
def test_who_sees_how_it_stands(voters, named, has_voted, is_over, shows):
    assert polls.shows_counts(voters, named=named, has_voted=has_voted, is_over=is_over) is shows


def test_names_stand_only_where_votes_have_names():
    votes = [("Ada", "0 2"), ("Bo", "2"), ("Cy", "7")]

    assert polls.tally("a\nb\nc", votes, named=True) == [
        (0, "a", 1, ["Ada"]),
        (1, "b", 0, []),
        (2, "c", 2, ["Ada", "Bo"]),
    ]
    assert [each.names for each in polls.tally("a\nb", votes, named=False)] == [[], []]


@pytest.mark.parametrize("words", [" ", "x" * 501])
def test_an_outcome_is_said_in_few_words(words):
    with pytest.raises(RuleBroken, match="Say what came of it"):
        polls.outcome_of(words)


def test_one_begins_it_others_choose_and_what_came_of_it_stays(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        for who in (cast.mina, cast.gil, cast.cy):
            with pytest.raises(NotAllowed, match="begins a poll"):
                service.begin_poll(who, talk.thread, asked=DAYS, now=now)
        for act in (lambda: service.vote(cast.bo, talk.thread, numbers=[0], now=now), lambda: poll_of(talk.thread)):
            with pytest.raises(NotVisible):
                act()
        service.begin_poll(cast.bo, talk.thread, asked=DAYS, closes_at=now + LATER, now=now)
        with pytest.raises(RuleBroken, match="already"):
            service.begin_poll(cast.hana, talk.thread, asked=DAYS, now=now)
        assert has_poll(talk.thread)
        _vote_and_change(cast, talk.thread, now)
        _close_and_conclude(cast, talk.thread, now)


def _vote_and_change(cast: SimpleNamespace, thread: int, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        service.vote(cast.gil, thread, numbers=[0], now=now)
    for who, number in ((cast.mina, 0), (cast.cy, 1), (cast.mina, 1)):
        service.vote(who, thread, numbers=[number], now=now)
    few = standing_of(poll_of(thread), viewer_id=cast.mina.id, now=now)
    assert (few.own, few.voters, few.shows, [each.votes for each in few.options]) == ([1], 2, False, [0, 0, 0])
    service.vote(cast.bo, thread, numbers=[2], now=now)
    three = standing_of(poll_of(thread), viewer_id=cast.bo.id, now=now)
    assert (three.shows, [(each.votes, each.names) for each in three.options]) == (True, [(0, []), (2, []), (1, [])])
    assert not standing_of(poll_of(thread), viewer_id=cast.gil.id, now=now).shows
    assert not standing_of(poll_of(thread), viewer_id=None, now=now).shows


def _close_and_conclude(cast: SimpleNamespace, thread: int, now: datetime) -> None:
    for who in (cast.mina, cast.cy):
        with pytest.raises(NotAllowed, match="closes it"):
            service.end_poll(who, thread, now=now)
    with pytest.raises(RuleBroken, match="before you write"):
        service.conclude(cast.bo, thread, words="Tuesday.", now=now)
    later = now + LATER + timedelta(hours=1)
    with pytest.raises(RuleBroken, match="is closed"):
        service.vote(cast.bo, thread, numbers=[0], now=later)
    assert standing_of(poll_of(thread), viewer_id=cast.gil.id, now=later).shows
    service.conclude(cast.bo, thread, words="Tuesday.", now=later)
    service.conclude(cast.bo, thread, words="Tuesday.", now=later + LATER)
    assert (poll_of(thread).concluded_at, poll_of(thread).corrected_at) == (later, None)
    service.conclude(cast.ada, thread, words=" Tuesdays. ", now=later + LATER)
    found = poll_of(thread)
    assert (found.conclusion, found.concluded_at, found.corrected_at) == ("Tuesdays.", later, later + LATER)
    with pytest.raises(NotAllowed, match="takes it away"):
        service.remove_poll(cast.bo, thread)
    service.remove_poll(cast.hana, thread)
    assert not has_poll(thread)
    assert not db.session.scalar(select(func.count()).select_from(PollVote))


@pytest.mark.parametrize("keeps_words", [True, False])
def test_whoever_goes_takes_their_votes_along(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime, keeps_words: bool
) -> None:
    with app.app_context():
        other = a_thread(cast.bo, talk.space, now=now)
        for thread in (talk.thread, other):
            service.reply(cast.mina, thread, body="Yes.", now=now)
            service.begin_poll(cast.bo, thread, asked=DAYS._replace(named=True), now=now)
            for who in (cast.bo, cast.mina):
                service.vote(who, thread, numbers=[0], now=now)
            service.end_poll(cast.bo, thread, now=now)
        service.conclude(cast.hana, talk.thread, words="Monday.", now=now)
        service.conclude(cast.bo, other, words="Never.", now=now)
        told = {part.key: rows for part, rows in own.all_of(cast.bo.id)}
        assert [row["outcome"] for row in told["polls"]] == ["", "Never."]
        assert [row["options"] for row in told["poll_votes"]] == ["1", "1"]
        assert [(row["question"], row["outcome"]) for part, rows in own.all_of(cast.hana.id) if part.key == "polls"
                for row in rows] == [("", "Monday.")]  # fmt: skip
        before = db.session.get_one(Thread, talk.thread).edition
        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=keeps_words))
        _what_is_left(cast, talk.thread, other, keeps_words=keeps_words)
        assert db.session.get_one(Thread, talk.thread).edition != before


def _what_is_left(cast: SimpleNamespace, thread: int, other: int, *, keeps_words: bool) -> None:
    poll = poll_of(thread)
    assert (poll.by_id, poll.conclusion) == (None, "Monday.")
    votes = db.session.scalars(select(PollVote.user_id).where(PollVote.poll_id == poll.id)).all()
    if keeps_words:
        assert (poll.question, votes, poll_of(other).conclusion) == ("Which day?", [cast.mina.id], "Never.")
        assert poll_of(other).concluded_by_id is None
    else:
        assert (poll.question, poll.options, votes, has_poll(other)) == ("", "", [], False)


def test_a_conversation_with_votes_is_opened_no_wider(
    app: Flask, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    with app.app_context():
        service.begin_poll(cast.bo, talk.thread, asked=DAYS, now=now)
        with transaction() as tx:
            tx.session.get_one(Thread, talk.thread).bound = 3
        service.open_wider(cast.bo, queries.posts_of(talk.thread, page=1)[0].id)
        assert db.session.get_one(Thread, talk.thread).bound == 3
        with transaction() as tx:
            tx.session.delete(tx.session.scalars(select(Poll)).one())
        service.open_wider(cast.bo, queries.posts_of(talk.thread, page=1)[0].id)
        assert db.session.get_one(Thread, talk.thread).bound < 3


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_pages_of_a_poll(client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace) -> None:
    bo, gil, here = client_for(cast.bo), client_for(cast.gil), f"/threads/{talk.thread}"
    assert (f"{here}/poll/new" in bo.get(here).text, f"{here}/poll/new" in gil.get(here).text) == (True, False)
    refused = bo.post(f"{here}/poll/new", data={"question": "Which day?", "options": "Monday", "many": "y"})
    assert (refused.status_code, ">\r\nMonday<" in refused.text) == (422, True)
    told = {"question": "Which <day>?", "options": "Monday\r\nTuesday", "many": "y", "named": "y"}
    assert bo.post(f"{here}/poll/new", data={**told, "until": "2001-01-01"}).status_code == 422
    assert bo.post(f"{here}/poll/new", data=told).status_code == 303
    page = gil.get(here).text
    assert ("Which &lt;day&gt;?</a>" in page, f"{here}/poll/new" in bo.get(here).text) == (True, False)
    _votes_by_page(bo, gil, f"{here}/poll")
    assert bo.post(f"{here}/poll/outcomes", data={"outcome": "Both days."}).status_code == 303
    assert "What came of it: Both days." in gil.get(here).text
    assert "Both days." in gil.get(f"{here}/poll").text
    page, text = gil.get(f"{here}/document").text, gil.get(f"{here}/document.md").text
    assert "<li>Tuesday: 1 (Bo)</li>" in page
    assert "What came of it: Both days." in page
    assert "- Tuesday: 1 (Bo)\n" in text
    assert "**Poll:** Which" in text


def _votes_by_page(bo: FlaskClient, gil: FlaskClient, here: str) -> None:
    assert bo.get(f"{here}/new").location == here
    assert "once you have voted" in bo.get(here).text
    assert bo.post(f"{here}/votes").status_code == 422
    assert bo.post(f"{here}/votes", data={"choice": ["0", "1"]}).status_code == 303
    assert "1 person has voted" in bo.get(here).text
    assert "has voted" not in gil.get(here).text
    kept = gil.get(f"{here.removesuffix('/poll')}/document").text
    assert ("<li>Tuesday</li>" in kept, "(Bo)" in kept) == (True, False)
    refused = bo.post(f"{here}/outcomes", data={"outcome": "Too early."})
    assert (refused.status_code, "Close the poll before" in refused.text) == (422, True)
    assert bo.post(f"{here}/endings").status_code == 303
    assert "<b>Tuesday</b> 1: Bo" in gil.get(here).text


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_poll_costs_one_statement_where_it_is_drawn(
    app: Flask, client_for: ClientFor, cast: SimpleNamespace, talk: SimpleNamespace, now: datetime
) -> None:
    bo, asked = client_for(cast.bo), list[str]()

    def looks() -> int:
        asked.clear()
        assert bo.get(f"/threads/{talk.thread}").status_code == 200
        return len([each for each in asked if not each.startswith("BEGIN")])

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        looks()
        kept = looks()
        service.reply(cast.mina, talk.thread, body="Yes.", now=now)
        drawn = looks()
        service.begin_poll(cast.bo, talk.thread, asked=DAYS, now=now)
        assert looks() == drawn + 1
        assert looks() == kept
