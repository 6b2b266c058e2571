"""A page that is kept but for a few places: those are new each time, and nobody is shown the page of anybody else."""

import gzip
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from random import Random
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, update

from cop.communities.models import CommunityMembership
from cop.core import shells
from cop.core.access import cookie_name
from cop.core.database import transaction
from cop.discussions import service
from cop.discussions.models import ThreadReading
from cop.people.facts import PersonErased
from cop.people.models import User
from cop.people.rules.tokens import Second
from cop.people.service import open_sign_in
from tests.factories.communities import a_community, a_space, three_spaces
from tests.factories.discussions import a_thread, use_unnamed

ClientFor = Callable[[User], FlaskClient]
FRESH = {
    "nonce": re.compile(r'nonce="([^"]+)"'),
    "key": re.compile(r'name="key" value="([^"]+)"'),
}
MOST_ON_THE_WIRE = 25_000  # bytes, of a page that is looked at again
CHANGES = re.compile(r"/posts/\d+/edit")
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def path(app: Flask, cast: SimpleNamespace, now) -> str:
    with app.app_context():
        space = a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)
        return f"/threads/{a_thread(cast.bo, space, now=now)}"


def test_what_runs_scripts_and_what_names_a_form_is_new_on_each_view(client_for: ClientFor, cast, path: str) -> None:
    bo = client_for(cast.bo)
    pages = [bo.get(path) for _ in range(3)]

    for found in ([each.findall(page.text) for page in pages] for each in FRESH.values()):
        assert all(found)
        assert all(set(each).isdisjoint(other) for each, other in combinations(found, 2))
    for page in pages:
        assert len(set(FRESH["nonce"].findall(page.text))) == 1
        keys = FRESH["key"].findall(page.text)
        assert len(keys) == len(set(keys)), "each form of a page has a key of its own"
    for page in pages:
        assert f"'nonce-{FRESH['nonce'].findall(page.text)[0]}'" in page.headers["Content-Security-Policy"]
    assert shells.MARK not in pages[-1].text


def test_nobody_is_sent_the_name_or_the_token_of_somebody_else(client_for: ClientFor, cast, path: str) -> None:
    bo, mina = client_for(cast.bo), client_for(cast.mina)
    his, hers = [bo.get(path).text for _ in range(2)][-1], [mina.get(path).text for _ in range(2)][-1]

    assert set(TOKEN.findall(his)).isdisjoint(TOKEN.findall(hers))
    assert ("<span>Bo</span>" in his, "<span>Bo</span>" in hers) == (True, False)
    assert bo.post(f"{path}/posts", data={"body": "Yes.", "csrf_token": TOKEN.findall(his)[0]}).status_code == 303


def test_another_name_is_shown_at_once(client_for: ClientFor, cast, path: str) -> None:
    bo = client_for(cast.bo)
    bo.get(path)
    token = TOKEN.findall(bo.get(path).text)[0]
    answer = bo.post("/people/me", data={"name": "Bodo", "time_zone": "Europe/London", "csrf_token": token})

    assert answer.status_code == 303
    assert all("<span>Bodo</span>" in bo.get(path).text for _ in range(2)), (
        "the first says that it is saved, the next is kept"
    )


def test_whoever_sees_the_same_is_shown_what_was_drawn_once_under_their_own_name(
    app: Flask, client_for: ClientFor, cast, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = MagicMock(side_effect=shells.sheet)
    monkeypatch.setattr(shells, "sheet", drawn)
    with app.app_context(), transaction() as tx:
        tx.session.execute(update(CommunityMembership).values(role="member"))
    pages = [client_for(who).get(path).text for who in (cast.mina, cast.ada, cast.mina)]

    assert drawn.call_count == 1
    named = [("<span>Mina</span>" in page, "<span>Ada</span>" in page) for page in pages]
    assert named == [(True, False), (False, True), (True, False)]
    client_for(cast.bo).get(path)
    assert drawn.call_count == 2, "whoever wrote in it has a page of their own"


def alike(app: Flask) -> None:
    """Everybody is a plain member, and nobody has looked at anything yet: the door tells the same of all."""
    with app.app_context(), transaction() as tx:
        tx.session.execute(update(CommunityMembership).values(role="member"))
        tx.session.execute(delete(ThreadReading))


@pytest.mark.parametrize("order", [("bo", "mina"), ("mina", "bo")])
def test_whoever_wrote_may_change_it_and_nobody_else_who_sees_the_same(
    app: Flask, client_for: ClientFor, cast, path: str, order: tuple[str, str]
) -> None:
    alike(app)
    offered = {who: bool(CHANGES.search(client_for(getattr(cast, who)).get(path).text)) for who in order}

    assert offered == {"bo": True, "mina": False}


@pytest.mark.parametrize("order", [("mina", "gil"), ("gil", "mina")])
def test_where_posts_went_is_told_to_whoever_reads_there_and_to_nobody_else_who_sees_the_same(
    app: Flask, client_for: ClientFor, cast, now, order: tuple[str, str]
) -> None:
    with app.app_context():
        here = three_spaces(cast, now=now)
        thread = a_thread(cast.bo, here.space, now=now)
        answer = service.reply(cast.bo, thread, body="It is dark.", now=now).id
        told = {"title": "What helps at night", "space_id": here.nights, "reason": "So."}
        service.split(cast.ada, thread, posts=[answer], now=now, **told)
    alike(app)
    pages = {who: client_for(getattr(cast, who)).get(f"/threads/{thread}").text for who in order}

    assert {who: "What helps at night" in page for who, page in pages.items()} == {"mina": True, "gil": False}


@pytest.mark.parametrize("order", [("code", ""), ("", "code")])
def test_who_wrote_without_a_name_is_kept_for_whoever_came_in_with_a_second_step(
    app: Flask, cast, now, order: tuple[Second, Second]
) -> None:
    with app.app_context():
        community = a_community(cast, preset="confidential", now=now)
        use_unnamed(community)
        space = a_space(community, by=cast.hana, preset="confidential", named=[cast.bo, cast.mina], now=now)
        thread = a_thread(cast.mina, space, now=now)
        service.reply(cast.bo, thread, body="Zither.", unnamed=True, now=now)
        tokens = {second: open_sign_in(cast.hana.id, device="a test", second=second, now=now) for second in order}
    told = {}
    for second, token in tokens.items():
        client = app.test_client()
        client.set_cookie(cookie_name(app.config["COP"]), token)
        told[second] = "only those who coordinate see this" in client.get(f"/threads/{thread}").text

    assert told == {"code": True, "": False}


@pytest.mark.parametrize("keeps_words", [True, False])
def test_of_whoever_is_gone_a_page_that_was_kept_shows_no_more_than_one_drawn_anew(
    app: Flask, client_for: ClientFor, cast, path: str, now, keeps_words: bool
) -> None:
    with app.app_context():
        service.reply(cast.mina, int(path.rsplit("/", 1)[1]), body="Zither.", now=now)
    hana = client_for(cast.hana)
    assert all("Zither." in page and "Mina" in page for page in (hana.get(path).text for _ in range(2)))
    with app.app_context(), transaction() as tx:
        tx.announce(PersonErased(cast.mina.id, keeps_words=keeps_words))

    page = hana.get(path).text.partition("<main")[2]
    assert ("Zither." in page, "Mina" in page) == (keeps_words, False)


def test_what_is_said_once_is_neither_kept_nor_lost(client_for: ClientFor, cast, path: str) -> None:
    bo = client_for(cast.bo)
    bo.get(path)
    with bo.session_transaction() as session:
        session["_flashes"] = [("message", "Saved, this once.")]

    assert ["Saved, this once." in bo.get(path).text for _ in range(3)] == [True, False, False]


def test_it_is_the_page_that_would_be_drawn_without_keeping(
    client_for: ClientFor, cast, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = client_for(cast.bo)
    kept = [_masked(bo.get(path).text) for _ in range(2)]
    monkeypatch.setattr(shells, "has_to_be_said", lambda: True)

    assert kept == [_masked(bo.get(path).text)] * 2


@pytest.mark.parametrize(("asked", "is_packed"), [("gzip, br", True), ("gzip;q=0", False), ("br", False), ("", False)])
def test_it_is_packed_for_whoever_can_unpack_it_and_is_the_same_page(
    client_for: ClientFor, cast, path: str, asked: str, is_packed: bool
) -> None:
    bo = client_for(cast.bo)
    plain, answer = bo.get(path), bo.get(path, headers={"Accept-Encoding": asked})

    assert answer.headers.get("Content-Encoding") == ("gzip" if is_packed else None)
    assert answer.headers["Vary"].startswith("Accept-Encoding")
    text = gzip.decompress(answer.data).decode() if is_packed else answer.text
    assert _masked(text) == _masked(plain.text)
    token = TOKEN.findall(text)[0]
    assert token.encode() in answer.data, "what is its reader's alone is not packed"


def test_twenty_posts_of_a_thousand_characters_are_few_bytes_on_the_wire(
    app: Flask, client_for: ClientFor, cast, path: str, now
) -> None:
    words, chance = (
        (Path(__file__).parents[2] / "docs" / "decisions" / "0012-sealed-sets.md").read_text().split(),
        Random(1),
    )
    with app.app_context():
        for _ in range(19):
            said = " ".join(chance.choices(words, k=300))[:1_000]
            service.reply(cast.bo, int(path.rsplit("/", 1)[1]), body=said, now=now)
    page = client_for(cast.mina).get(path, headers={"Accept-Encoding": "gzip"})

    assert len(gzip.decompress(page.data)) > 40_000
    assert len(page.data) <= MOST_ON_THE_WIRE


def _masked(page: str) -> str:
    for each in (*FRESH.values(), TOKEN):
        page = each.sub("…", page)
    return page
