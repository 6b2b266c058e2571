"""Input that has another shape than a page would send: more fields, other ids, other headers, far too much of it."""

import io
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import select

from cop import ROOT
from cop.core.database import db
from cop.core.errors import RuleBroken
from cop.core.jobs import run_all
from cop.discussions import queries as threads
from cop.discussions import service as discussions
from cop.discussions.models import Post, Thread
from cop.meetings.questions import reading
from cop.people import service as people
from cop.people.models import User
from cop.people.rules import passwords
from cop.people.rules.tries import network_of
from cop.stories.rules.identifying import AROUND
from tests.factories.communities import a_cast, a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.people import a_user

SMUGGLED = {
    "id": "1", "role": "coordinator", "is_admin": "1", "is_facilitator": "true", "author_id": "1", "user_id": "1",
    "space_id": "1", "thread_id": "1", "community_id": "1", "bound": "0", "shown_at": "2026-01-01", "pinned": "yes",
    "by_guest": "1", "created_at": "2000-01-01", "state": "open", "edition": "mine", "email": "mine@example.org",
}  # fmt: skip
LONGEST_TEXT = 20_000
TEN_TIMES = 10
SLOWEST_SECONDS = 1.0
UNREADABLE = ("\x00", "\ud800", "\ufffe", "\U0010ffff", "9" * 5_000, "NaN", "1e999", "-0", "[]", "{}", "null", "")


@pytest.fixture
def talk(app, now):
    """A community in which Bo has begun a conversation, and another place of the same people."""
    with app.app_context():
        cast = a_cast()
        here = a_community(cast, now=now)
        room = a_space(here, by=cast.hana, preset="restricted", now=now)
        thread = a_thread(cast.bo, room, now=now, title="Who sings?", body="We do.")
        return cast, room, thread


def test_abuse_32_fields_that_no_form_has_change_nothing(app, client_for, now, talk):
    cast, room, thread = talk
    browser = client_for(cast.bo)
    profile = {"name": "Bo", "pronouns": "", "about": "", "time_zone": "Europe/London"}
    begun = browser.post(f"/spaces/{room}/threads/new", data={**SMUGGLED, "title": "Tea", "body": "At four."})
    said = browser.post(f"/threads/{thread}/posts", data={**SMUGGLED, "body": "So do I."})
    changed = browser.post("/people/me", data={**SMUGGLED, **profile})

    assert [each.status_code for each in (begun, said, changed)] == [303] * 3
    with app.app_context():
        me, mine = db.session.get_one(User, cast.bo.id), db.session.scalars(select(Post).order_by(Post.id)).all()
        assert (me.is_admin, me.email) == (False, cast.bo.email)
        assert {(each.author_id, each.by_guest, each.shown_at, each.created_at) for each in mine} == {
            (cast.bo.id, False, None, now)
        }
        told = db.session.scalars(select(Thread).order_by(Thread.id)).all()
        assert [(each.space_id, each.edition == "mine") for each in told] == [(room, False)] * 2
        assert len({*(each.bound for each in mine), *(each.bound for each in told)}) == 1


def test_abuse_34_what_may_not_be_begun_so_is_not_changed_into_it(app, now, talk):
    cast, room, thread = talk
    with app.app_context():
        post = threads.posts_of(thread, page=1)[0].id
        for body in ("", "   ", "x" * (LONGEST_TEXT + 1), "> " * 2_000):
            with pytest.raises(RuleBroken):
                discussions.start(cast.bo, room, title="Tea", body=body, now=now)
            with pytest.raises(RuleBroken):
                discussions.edit(cast.bo, post, body=body, now=now)
        for name in ("", " ", "x" * 500, "\u202e"):
            with pytest.raises(RuleBroken):
                people.add_person(email="new@example.org", name=name, now=now)
            with pytest.raises(RuleBroken):
                people.change_profile(cast.bo, name=name, pronouns="", about="", time_zone="Europe/London")
        assert threads.posts_of(thread, page=1)[0].html.strip() == "<p>We do.</p>"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a\x00.csv", "CON", "x" * 300, "=1+1.csv", "é.csv", ""]
)
def test_abuse_56_a_file_is_read_whatever_it_is_called(client_for, talk, name):
    cast, _, _ = talk
    row = b"name,kind,ods_code\nAcorns,charity,A1\n"
    with_file = {"file": (io.BytesIO(row), name)}
    answer = client_for(cast.eli).post("/organisations/imports", data=with_file, content_type="multipart/form-data")

    assert answer.status_code in {303, 422}
    assert "passwd" not in answer.headers.get("Location", "")


def test_abuse_59_a_letter_leads_to_the_site_whatever_host_was_asked(app, now):
    with app.app_context():
        a_user("Ada")
    asked = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    answer = app.test_client().post("/sign-in/links", data={"email": "ada@example.org"}, headers=asked)
    with app.app_context():
        run_all(now=now)
    (letter,) = app.extensions["cop_mailer"].sent

    assert answer.status_code in {200, 303}
    assert "evil.example" not in letter.as_string()
    assert f"{app.config['COP'].public_url}/" in letter.get_content()


def test_abuse_59_whence_one_asks_is_not_said_by_whoever_asks(app):
    with app.test_request_context(
        headers={"X-Forwarded-For": "203.0.113.9"}, environ_base={"REMOTE_ADDR": "::1"}
    ) as asked:
        assert network_of(asked.request.remote_addr) == "::1"


@pytest.mark.parametrize("field", ["title", "body"])
@pytest.mark.parametrize("words", UNREADABLE, ids=ascii)
def test_abuse_83_words_that_nobody_can_read_are_kept_refused_or_dropped(client_for, talk, field, words):
    cast, room, _ = talk
    sent = {"title": "Tea", "body": "At four.", field: words.encode("utf-8", "surrogatepass")}

    assert client_for(cast.bo).post(f"/spaces/{room}/threads/new", data=sent).status_code in {303, 422}


@pytest.mark.parametrize(
    ("count", "kind"), [(100_000, "multipart/form-data"), (1_000_000, "application/x-www-form-urlencoded")]
)
def test_abuse_83_a_form_of_endless_fields_is_refused(client_for, talk, count, kind):
    cast, _, _ = talk
    if kind.startswith("multipart"):
        part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
        body, kind = part * count + b"--x--", f"{kind}; boundary=x"
    else:
        body = b"a=&" * count

    assert client_for(cast.bo).post("/people/me", data=body, content_type=kind).status_code == 413


def _taken(ask: Callable[[str], object], text: str) -> float:
    """Seconds of work."""
    began = time.thread_time()
    ask(text)
    return time.thread_time() - began


CAPS = {
    "cop.meetings.questions": reading.LONGEST,
    "cop.people.rules.passwords": passwords.LONGEST,
    "cop.stories.rules.identifying._BEGINS": AROUND,
}
"""How long a text at most a pattern of these is asked about, where that is less than anybody can type elsewhere."""
READING = (
    "a",
    " ",
    "1",
    "a ",
    "a1 ",
    "A",
    "(",
    "[a](",
    "> ",
    "\\",
    "-",
    ".",
    "a.",
    "@",
    "a@a.",
    "é",
    "\n",
    "> [a",
    " - ",
)


def _patterns() -> Iterator[tuple[str, re.Pattern[str], set[str]]]:
    """Every pattern that a module of ours holds, by itself or in a table, and how it is asked."""
    for name, module in sorted(sys.modules.items()):
        if name.split(".")[0] == "cop" and isinstance(module, ModuleType):
            source = Path(str(module.__file__)).read_text(encoding="utf-8")
            for called, value in vars(module).items():
                held = list(value.values()) if isinstance(value, dict) else value
                for each in held if isinstance(held, (tuple, list, frozenset)) else [held]:
                    if isinstance(each, re.Pattern) and isinstance(each.pattern, str):
                        asked = set(re.findall(rf"\b{re.escape(called)}\.(\w+)\(", source))
                        yield f"{name}.{called}", each, asked or {"search"}


def test_abuse_82_no_pattern_is_kept_busy_by_ten_times_the_longest_text():
    slow, tried = [], 0
    for name, pattern, asked in _patterns():
        longest = next((cap for place, cap in CAPS.items() if name.startswith(place)), LONGEST_TEXT) * TEN_TIMES
        ask = pattern.fullmatch if asked <= {"fullmatch"} else pattern.match if asked <= {"match"} else pattern.search
        for piece in READING:
            text, tried = (piece * longest)[:longest] + "!", tried + 1
            if all(_taken(ask, text) > SLOWEST_SECONDS for _ in range(3)):
                slow.append((name, pattern.pattern, piece))
    assert not slow
    assert tried > 500


REACHES = re.compile(
    r"^\s*(?:import|from) (?:requests|httpx|aiohttp|urllib\.request|urllib3|http\.client|socket|smtplib|ftplib)\b"
    r'|import_module\("(?:requests|authlib|httpx|urllib)',
    re.MULTILINE,
)


def test_abuse_77_nothing_reaches_out_but_to_where_the_installation_says():
    """The mail server and the other place of sign-in, both named by settings; the doctor, at the site it is given."""
    ours = (ROOT / "cop").rglob("*.py")
    reaching = {path.relative_to(ROOT).as_posix() for path in ours if REACHES.search(path.read_text("utf-8"))}

    assert {each for each in reaching if not each.startswith("cop/doctor/")} == {
        "cop/communities/listeners.py",  # the name of a refusal by the mail server, and nothing else
        "cop/core/mail.py",
        "cop/core/sso.py",
    }
