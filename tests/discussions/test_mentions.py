"""Whom a post mentions: found by name among those who read it, kept by number, drawn by the name that they have now."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from cop.core import markup
from cop.core.database import db, transaction
from cop.core.errors import RuleBroken
from cop.core.jobs import run_all
from cop.core.limits import Buckets
from cop.discussions import queries, service
from cop.discussions.models import EarlierWording, Post, PostMention, Thread
from cop.discussions.queries.mentions import calling
from cop.discussions.queries.own import PARTS
from cop.discussions.rules import mentions as rules
from cop.people.models import User
from cop.people.service import change_profile
from tests.conftest import TestClock
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread, use_unnamed

ClientFor = Callable[[User], FlaskClient]
KNOWN = {7: "Ada King", 8: "Ada", 9: "Bo", 10: "Zoë Ó Briain", 11: "Bo-Anne Lee", 12: "[x](javascript:a)"}
Talk = SimpleNamespace


def read(source: str, known: dict[int, str], *, near: tuple[int, ...] = ()) -> rules.Read:
    """What is kept of a text, as the service reads it."""
    spots = list(rules.spots_in(source, known, near=near))
    html = markup.render(rules.with_anchors(source, spots, token="t0"))
    return rules.marked(source, rules.anchors_in(html, spots, token="t0"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("@Ada King, look", "@{m7}, look"), ("@Ada kings it", "@{m8} kings it"), ("(@bo)", "(@{m9})"),
        ("**@Bo** and _@Bo_", "**@{m9}** and _@{m9}_"), ("@Bo's words", "@{m9}'s words"), ("> @Bo", "> @{m9}"),
        ("@zoe o briain!", "@{m10}!"), ("@Bo-Anne Lee", "@{m11}"), ("@Bo\n@Ada", "@{m9}\n@{m8}"),
        ("@[x](javascript:a) hm", "@{m12} hm"), ("| a |\n|---|\n| @Bo |", "| a |\n|---|\n| @{m9} |"),
    ],
)  # fmt: skip
def test_whoever_is_named_is_found(typed: str, kept: str) -> None:
    assert read(typed, KNOWN).source == kept


@pytest.mark.parametrize(
    "typed",
    [
        "bo@example.org", "me@Bo", "o'@Bo", "a_@Bo", "`@Bo`", "``x @Bo``", "```\n@Bo\n```", "    @Bo", "[@Bo](https://a.org)",
        "https://example.org/@Bo", "<https://example.org/ @Bo", "\\@Bo", "@@Bo", "@ Bo", "@Bob", "@Bo.example.org",
        "@Bo-Anne Lea", "@everyone", '[a](/b "@Bo")', "[a]: /b '@Bo'", "@{m9}", "@{m9", "",
    ],
)  # fmt: skip
def test_what_mentions_nobody(typed: str) -> None:
    if typed == "<https://example.org/ @Bo":  # no link, so these are words
        assert read(typed, KNOWN).people == {9}
        return
    assert read(typed, KNOWN) == rules.Read(typed)


def test_of_two_with_one_name_it_is_whoever_is_near_or_whose_number_is_typed() -> None:
    two = {3: "Ada King", 5: "Ada King", 6: "ADA KING"}

    assert read("@Ada King", {**two}).unclear == ("Ada King",)
    assert read("@Ada King#5 @Ada King#9", two) == rules.Read("@{m5} @Ada King#9", frozenset({5}), ("Ada King",))
    assert read("@Ada King", two, near=(5,)).people == {5}
    assert read("@ADA KING", two).people == {6}
    assert rules.typed_as(5, two) == "@Ada King#5"
    assert rules.named("@{m3} @{m5} @{m9}", {3: "Ada King", 5: "Ada King"}) == "@Ada King#3 @Ada King#5 @{m9}"


@given(st.text(alphabet="@ \n`*_[]()>#{}m79AdaKing.-|~\\", max_size=120))
def test_whatever_is_typed_comes_back_as_it_was_typed_or_with_the_same_people(typed: str) -> None:
    names = {7: "Ada", 9: "Ad King"}

    kept = read(typed, names)

    assert read(rules.named(kept.source, names), names).people >= kept.people or "@{m" in typed


@pytest.mark.parametrize("name", ["<script>x()</script>", "](javascript:x)", '"><img src=x>', "a & b", "*b*", "אבג"])
def test_a_name_is_never_more_than_words(name: str) -> None:
    html = rules.drawn(markup.render("**@{m7}** `@{m7}` [@{m7}](/x) @{m8}"), {7: name})

    assert re.findall(r"<(\w+)", html) == ["p", "strong", "bdi", "code", "a"]
    assert f'<bdi class="mention">@{escape(name)}</bdi>' in html
    assert html.count('<bdi class="mention">') == 1
    assert "@{m8}" in html
    assert rules.drawn("<p>@{m7}</p>", {7: name}, tells=False) == "<p>@…</p>"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("ad", [7, 8]), ("KING", [7]), ("zoe o", [10]), ("ada king", [7]), ("", []), ("x", [12]), ("q", [])],
)
def test_who_is_offered(typed: str, offered: list[int]) -> None:
    assert {number for number, _ in rules.offered(KNOWN, typed)} == set(offered)


@pytest.fixture
def talk(app: Flask, cast: SimpleNamespace, now: datetime) -> Talk:
    """A space that Hana, Bo and Mina read by name, and another for everybody, with a conversation of Mina's in each."""
    app.extensions["cop_mentions"] = Buckets(per_second=1000, burst=1000)
    with app.app_context():
        community = a_community(cast, now=now)
        nights = a_space(community, by=cast.hana, named=[cast.bo, cast.mina], now=now)
        space = a_space(community, by=cast.hana, preset="restricted", now=now, name="Everybody")
        few, all_ = (a_thread(cast.mina, each, now=now) for each in (nights, space))
        return Talk(community=community, nights=nights, space=space, few=few, all=all_)


def says(who: User, thread_id: int, body: str, *, now: datetime, **more: Any) -> int:
    return service.reply(who, thread_id, body=body, now=now, **more).id


def kept(post_id: int) -> tuple[str, dict[int, bool]]:
    """What a post says as it is kept, and of whom it is known to say it, and whether it calls them."""
    rows = db.session.scalars(select(PostMention).where(PostMention.post_id == post_id, PostMention.stands)).all()
    source = db.session.scalars(select(Post.source).where(Post.id == post_id)).one()
    return source, {each.user_id: each.called_at is not None for each in rows}


def letters(app: Flask, *, now: datetime) -> list[str]:
    """Who was written to about a mention, once all that is due then is done."""
    run_all(now=now)
    sent = app.extensions["cop_mailer"].sent
    found = [each["To"] for each in sent if "mentions you" in each["Subject"]]
    sent.clear()
    return sorted(found)


def offered(client: FlaskClient, place: str, typed: str) -> list[str]:
    page = client.get(f"/mentions/at/{place}?q={typed}")
    assert page.status_code == 200
    return re.findall(r'data-typed="@([^"]+)"', page.text)


def test_abuse_08_only_who_reads_a_place_is_offered_and_mentioned_in_it(
    app: Flask, cast: SimpleNamespace, talk: Talk, client_for: ClientFor, now: datetime
) -> None:
    with app.app_context():
        everybody = " ".join(f"@{each.name}" for each in vars(cast).values() if each is not None)
        few = says(cast.bo, talk.few, everybody, now=now)
        many = says(cast.bo, talk.all, everybody, now=now)

        assert set(kept(few)[1]) == {cast.hana.id, cast.bo.id, cast.mina.id}
        assert set(kept(many)[1]) == {each.id for each in (cast.hana, cast.ada, cast.bo, cast.mina, cast.gil)}
        assert f"@{cast.dee.name}" in kept(many)[0]
    bo = client_for(cast.bo)
    letters_tried = "abcdefghijklmnopqrstuvwxyz"
    for place, there in (
        (f"thread:{talk.few}", {"Hana", "Mina"}),
        (f"space:{talk.nights}:new", {"Hana", "Mina"}),
        (f"thread:{talk.all}", {"Hana", "Ada", "Mina", "Gil"}),
        (f"asking:{talk.space}", {"Hana"}),
    ):
        assert {name for each in letters_tried for name in offered(bo, place, each)} == there
    for who in (cast.ada, cast.gil, cast.dee, cast.cy):
        assert client_for(who).get(f"/mentions/at/thread:{talk.few}?q=b").status_code == 404
    assert client_for(cast.gil).get(f"/mentions/at/thread:{talk.all}?q=b").status_code == 403
    assert bo.get("/mentions/at/nowhere:1?q=b").status_code == 404


def test_what_is_asked_privately_is_read_by_few_and_so_they_are_offered(
    app: Flask, cast: SimpleNamespace, talk: Talk, client_for: ClientFor, now: datetime
) -> None:
    with app.app_context():
        post = says(cast.bo, talk.all, "I do.", now=now)
        asked = service.ask_author(cast.mina, post, title="How?", body="@Bo and @Ada, how?", now=now).id
        first = queries.posts_of(asked, page=1)[0]
        assert set(kept(first.id)[1]) == {cast.bo.id}

    mina = client_for(cast.mina)
    for place in (f"author:{post}", f"thread:{asked}"):
        assert offered(mina, place, "b") + offered(mina, place, "h") + offered(mina, place, "a") == ["Bo", "Hana"]
    assert client_for(cast.ada).get(f"/mentions/at/thread:{asked}?q=b").status_code == 404


def test_a_guest_learns_nobody_who_does_not_stand_there(
    app: Flask, cast: SimpleNamespace, talk: Talk, client_for: ClientFor, now: datetime
) -> None:
    with app.app_context():
        use_unnamed(talk.community)
        service.seat_guest(cast.hana, talk.all, email=cast.cy.email, until=now + timedelta(days=2), now=now)
        says(cast.bo, talk.all, "Quietly.", now=now, unnamed=True)
        said = says(cast.cy, talk.all, "@Mina @Bo @Ada @Hana", now=now)

        assert set(kept(said)[1]) == {cast.mina.id}
        assert set(kept(says(cast.bo, talk.all, "@Cy", now=now))[1]) == {cast.cy.id}
    assert offered(client_for(cast.cy), f"thread:{talk.all}", "m") == ["Mina"]
    assert offered(client_for(cast.cy), f"thread:{talk.all}", "a") == []


def test_words_without_a_name_do_not_say_whose_they_are_by_whom_they_mention(
    app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime
) -> None:
    with app.app_context():
        use_unnamed(talk.community)
        post = says(cast.bo, talk.all, "@Bo and @Mina", now=now, unnamed=True)

        assert set(kept(post)[1]) == {cast.bo.id, cast.mina.id}
        assert letters(app, now=now + timedelta(minutes=11)) == [cast.mina.email]
        assert [each.post_id for each in calling(cast.mina, now=now)[1]] == [post]
        assert list(calling(cast.bo, now=now)[1]) == []


def test_whoever_is_mentioned_is_told_once_and_only_if_they_have_not_seen_it(
    app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime
) -> None:
    soon = now + timedelta(minutes=11)
    with app.app_context():
        first = says(cast.bo, talk.all, "@Ada @Mina and @Bo", now=now)
        says(cast.bo, talk.all, "@Ada again, and > @Gil\n\n> @Gil", now=now)
        service.mark_read(cast.mina, talk.all, posts=3)
        assert letters(app, now=now + timedelta(minutes=9)) == []
        assert letters(app, now=soon) == sorted([cast.ada.email, cast.gil.email])
        assert list(calling(cast.mina, now=now)[1]) == []
        assert [each.thread_id for each in calling(cast.ada, now=now)[1]] == [talk.all]

        service.edit(cast.bo, first, body="@Ada @Mina, and @Hana too", now=soon)
        service.edit(cast.bo, first, body="nobody", now=soon)
        service.edit(cast.bo, first, body="@Ada @Mina, and @Hana too", now=soon)
        assert letters(app, now=soon + timedelta(minutes=11)) == [cast.hana.email]


def test_whoever_has_read_the_words_before_they_were_mentioned_in_them_is_told(
    app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime
) -> None:
    later = now + timedelta(hours=3)
    with app.app_context():
        post = says(cast.bo, talk.all, "I do.", now=now)
        service.mark_read(cast.ada, talk.all, posts=2)

        service.edit(cast.bo, post, body="I do, @Ada.", now=later)

        assert letters(app, now=later + timedelta(minutes=11)) == [cast.ada.email]
        assert kept(post)[1] == {cast.ada.id: True}


@pytest.mark.parametrize("how", ["reads", "answers", "reads less"])
def test_a_change_that_mentions_somebody_waits_for_them_until_they_have_been_there(
    app: Flask, cast: SimpleNamespace, talk: Talk, client_for: ClientFor, clock: TestClock, how: str
) -> None:
    with app.app_context():
        posts = [says(cast.bo, talk.all, "I do.", now=clock.now) for _ in range(4)]
        service.mark_read(cast.ada, talk.all, posts=5)
        service.edit(cast.bo, posts[1], body="I do, @Ada and @Gil.", now=clock.forward(hours=3))
    ada, line = client_for(cast.ada), f'href="/posts/{posts[1]}"'

    assert line in ada.get("/").text
    page = ada.get(f"/threads/{talk.all}").text
    assert 'data-read="2"' in page
    assert page.index("New since you were here") < page.index(f'id="post-{posts[1]}"') < page.index(f"post-{posts[2]}")
    with app.app_context():
        if how == "answers":
            says(cast.ada, talk.all, "Me?", now=clock.now)
        else:
            service.mark_read(cast.ada, talk.all, posts=3 if how == "reads" else 2)

        waits, told = how != "reads", letters(app, now=clock.now + timedelta(minutes=11))
        assert [each.post_id for each in calling(cast.ada, now=clock.now)[1]] == [posts[1]] * waits
        assert queries.conversation_for(cast.ada, talk.all, on=clock.now.date()).read == (2 if waits else 5)
        assert told == [cast.ada.email, cast.gil.email][not waits :]


def test_who_reads_there_no_more_by_then_or_is_mentioned_no_more_gets_no_letter(
    app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime
) -> None:
    with app.app_context():
        gone = says(cast.bo, talk.few, "@Mina", now=now)
        kept_on = says(cast.bo, talk.all, "@Ada @Mina", now=now)
        service.edit(cast.bo, gone, body="nobody", now=now)
        with transaction() as tx:
            tx.session.get_one(Thread, talk.all).privately = True

        assert letters(app, now=now + timedelta(minutes=11)) == [cast.mina.email]  # who asked it
        assert kept(kept_on)[1]


def test_a_quotation_names_and_calls_nobody(app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime) -> None:
    with app.app_context():
        post = says(cast.bo, talk.all, "@Ada, look.", now=now)
        letters(app, now=now + timedelta(minutes=11))
        quoted = queries.quotable(talk.all, post)
        assert quoted is not None
        head = f"> [Bo](/threads/{talk.all}?page=1#post-{post}):"
        words = quoted[0]

        answer = says(cast.mina, talk.all, f"{head}\n>\n> {words}\n\nYes.", now=now)

        assert words == "@Ada, look."
        assert kept(answer)[1] == {cast.ada.id: False}
        assert letters(app, now=now + timedelta(minutes=11)) == []


def test_at_most_ten_are_mentioned(app: Flask, cast: SimpleNamespace) -> None:
    assert len(rules.called_in(" ".join(rules.mark_of(each) for each in range(1, 11)))) == rules.MOST
    with pytest.raises(RuleBroken, match="at most"):
        rules.called_in(" ".join(rules.mark_of(each) for each in range(1, 12)))


def test_a_number_that_is_typed_says_nothing(
    app: Flask, cast: SimpleNamespace, talk: Talk, client_for: ClientFor, now: datetime
) -> None:
    with app.app_context():
        post = says(cast.bo, talk.few, f"{rules.mark_of(cast.ada.id)} {rules.mark_of(cast.mina.id)}", now=now)
        assert kept(post)[1] == {}

    page = client_for(cast.mina).get(f"/threads/{talk.few}").text
    assert rules.mark_of(cast.ada.id) in page
    assert '<bdi class="mention">' not in page


def test_a_new_name_stands_in_every_mention_and_the_editor_shows_it(
    app: Flask, cast: SimpleNamespace, talk: Talk, client_for: ClientFor, now: datetime
) -> None:
    with app.app_context():
        post = says(cast.bo, talk.all, "Ask @Mina.", now=now)
    reader, bo = client_for(cast.hana), client_for(cast.bo)
    assert '<bdi class="mention">@Mina</bdi>' in reader.get(f"/threads/{talk.all}").text
    with app.app_context():
        change_profile(cast.mina, name="Mina *Moss*", pronouns="", about="", time_zone="Europe/London")
        service.edit(cast.bo, post, body="Ask @Mina *Moss* soon.", now=now)
        assert kept(post)[0] == f"Ask {rules.mark_of(cast.mina.id)} soon."

    assert '<bdi class="mention">@Mina *Moss*</bdi>' in reader.get(f"/threads/{talk.all}").text
    assert "Ask @Mina *Moss* soon." in bo.get(f"/posts/{post}/edit").text
    assert "@Mina \\*Moss\\*" in bo.get(f"/threads/{talk.all}/document.md").text
    assert '<bdi class="mention">@Mina *Moss*</bdi>' in bo.get(f"/threads/{talk.all}/document").text


@pytest.mark.parametrize("keeps_words", [True, False])
def test_abuse_29_the_name_of_whoever_is_gone_leaves_every_mention(
    app: Flask, cast: SimpleNamespace, talk: Talk, client_for: ClientFor, now: datetime, *, keeps_words: bool
) -> None:
    later = now + timedelta(minutes=9)
    with app.app_context():
        post, hidden = (says(cast.bo, talk.all, "Ask @Mina, `@Mina`.", now=now) for _ in range(2))
        says(cast.mina, talk.all, "@Ada?", now=now)
        service.edit(cast.bo, post, body="Do ask @Mina.", now=later)
        service.hide(cast.hana, hidden, now=now)
        with transaction() as tx:
            service.forget(tx, cast.mina.id, keeps_words=keeps_words)
            tx.session.get_one(User, cast.mina.id).erased_at = now
        service.release(cast.hana, hidden)

        said = [*db.session.scalars(select(Post.source)), *db.session.scalars(select(EarlierWording.source))]
        assert "Do ask @…." in said
        assert said.count("Ask @…, `@Mina`.") == 2  # what stands in code was never a mention
        left = db.session.scalars(select(PostMention.user_id)).all()
        assert left == ([cast.ada.id] if keeps_words else [])
    page = client_for(cast.bo).get(f"/threads/{talk.all}").text
    assert "Do ask @…." in page
    assert rules.mark_of(cast.mina.id) not in page


def test_whoever_is_from_outside_is_not_told_whom_a_post_mentions(
    app: Flask, cast: SimpleNamespace, client_for: ClientFor, now: datetime
) -> None:
    with app.app_context():
        community = a_community(cast, preset="open", now=now)
        space = a_space(community, by=cast.hana, preset="open", now=now)
        thread = a_thread(cast.bo, space, now=now, body="Ask @Mina.")
        first = queries.posts_of(thread, page=1)[0].id
        service.edit(cast.bo, first, body="Do ask @Mina.", now=now + timedelta(minutes=9))
        service.propose(cast.bo, first, now=now)
        service.show_publicly(cast.hana, first, now=now)
    member, outside, visitor = client_for(cast.hana), client_for(cast.cy), app.test_client()

    for at in (f"/threads/{thread}", f"/posts/{first}/history"):
        assert "@Mina" in member.get(at).text
        for each in (outside, visitor):
            assert "@…" in each.get(at).text
            assert "@Mina" not in each.get(at).text
    for at in (f"/threads/{thread}/document", f"/threads/{thread}/document.md", f"/posts/{first}/reports"):
        assert "@…" in outside.get(at).text
        assert "@Mina" not in outside.get(at).text
        assert "@Mina" in member.get(at).text
    assert "@…" in visitor.get(f"/communities/{community}/window").text
    assert "@…" in visitor.get("/search?q=ask").text.replace("<mark>", "").replace("</mark>", "")


def test_several_who_are_called_so_are_told_apart(
    app: Flask, cast: SimpleNamespace, talk: Talk, client_for: ClientFor, now: datetime
) -> None:
    with app.app_context():
        change_profile(cast.gil, name="Ada", pronouns="", about="", time_zone="Europe/London")
    bo = client_for(cast.bo)
    assert offered(bo, f"thread:{talk.all}", "ad") == [f"Ada#{cast.ada.id}", f"Ada#{cast.gil.id}"]

    for at, words in (
        (f"/threads/{talk.all}/posts", {}),
        (f"/spaces/{talk.space}/threads/new", {"title": "Who?"}),
        (f"/spaces/{talk.space}/questions", {"title": "Who?"}),
    ):
        unclear = (
            "Several people who read this are called Ada"
            in bo.post(at, data={"body": "Ask @Ada.", **words}, follow_redirects=True).text
        )
        assert unclear is ("questions" not in at)
    with app.app_context():
        assert set(kept(says(cast.bo, talk.all, f"@Ada#{cast.gil.id} @Ada", now=now))[1]) == {cast.gil.id}
        assert service.unclear_in(cast.bo, talk.all, words="None.", now=now) == ()


def test_the_front_page_says_that_somebody_mentions_one(
    app: Flask, cast: SimpleNamespace, talk: Talk, client_for: ClientFor, now: datetime
) -> None:
    with app.app_context():
        post = says(cast.bo, talk.few, "@Mina", now=now)

    assert f'href="/posts/{post}"' in client_for(cast.mina).get("/").text
    assert f'href="/posts/{post}"' not in client_for(cast.ada).get("/").text


def test_what_is_left_of_a_mention_goes_with_the_wording_that_held_it(
    app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime
) -> None:
    later = now + timedelta(minutes=9)
    with app.app_context():
        post = says(cast.bo, talk.all, "@Ada", now=now)
        thread = service.start(cast.bo, talk.space, title="Mine", body="@Ada", now=now).id
        says(cast.ada, thread, "Yes?", now=now)
        service.edit(cast.bo, post, body="Nobody.", now=later)
        service.withdraw(cast.bo, thread, now=later)
        asked = select(PostMention.post_id)
        assert db.session.scalars(asked).all() == [post]

        service.forget_old_wordings(now=later + timedelta(days=31))
        assert db.session.scalars(asked).all() == []


def test_ones_own_copy_says_where_one_was_mentioned_and_names_people(
    app: Flask, cast: SimpleNamespace, talk: Talk, now: datetime
) -> None:
    with app.app_context():
        use_unnamed(talk.community)
        post = says(cast.bo, talk.all, "@Ada", now=now)
        says(cast.bo, talk.all, "@Ada, quietly", now=now, unnamed=True)
        service.edit(cast.bo, post, body="Do, @Ada.", now=now + timedelta(minutes=9))
        copies = {part.key: [list(row) for row in part.rows(cast.bo.id)] for part in PARTS}

        assert [row[1] for row in copies["posts"]] == ["Do, @Ada.", "@Ada, quietly"]
        assert [row[1] for row in copies["earlier_wordings"]] == ["@Ada"]
        (part,) = (part for part in PARTS if part.key == "mentions")
        assert [row[1] for row in part.rows(cast.ada.id)] == [now, now.replace(hour=0, minute=0, second=0)]


def test_whoever_asks_without_end_waits(app: Flask, cast: SimpleNamespace, talk: Talk, client_for: ClientFor) -> None:
    app.extensions["cop_mentions"] = Buckets(per_second=0.001, burst=1)
    bo = client_for(cast.bo)

    assert [bo.get(f"/mentions/at/thread:{talk.all}?q=a").status_code for _ in range(2)] == [200, 429]
