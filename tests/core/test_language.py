"""Every word that a person reads can be translated: in a language of brackets, nothing of ours stands outside them."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import Domain
from jinja2 import meta
from sqlalchemy import select
from werkzeug.test import TestResponse

from cop import ROOT, create_app
from cop.config import Settings
from cop.core import clock, mail
from cop.core.access import cookie_name
from cop.core.database import db
from cop.meetings.models import Round
from cop.meetings.service import rounds
from cop.people import service as people
from cop.people.models import User
from cop.sets.models import LearningSet
from tests.core.brackets import (
    Brackets,
    Words,
    left_out,
    left_out_of_page,
    said_by_people,
    uncollected,
)
from tests.journeys.outside import PLAUSIBLE

pytestmark = pytest.mark.timeout(300)  # every page and every refusal: half a minute of a processor, which may be shared
LETTERS = sorted(path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").glob("*/mail/*.txt"))
TYPED = {"nothing": "", "a word": "⟦?⟧", "a long number": "9" * 30, "a book": f"⟦{'x' * 2_500}⟧", "a 1": "1"}
SENSIBLE = {name: "⟦?⟧" if " " in value or value == "Look." else value for name, value in PLAUSIBLE.items()}
LEADS_OUT = {"people.sign_out", "people.be_somebody", "people.end_sign_in", "people.end_other_sign_ins"}
REFUSED, NOT_THERE = 400, 404
WALKED: dict[str, list[tuple[str, TestResponse]]] = {}
"""What everybody is answered on a walk through all pages: each goes once, whichever tests ask what stood there."""


@pytest.fixture
def bracketed(loaded_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setattr(Domain, "get_translations", lambda *_: Brackets())
    shutil.copytree(loaded_demo, tmp_path / "demo")
    elsewhere: dict[str, Any] = {"oidc_issuer": "http://127.0.0.1:1", "oidc_client_id": "us", "oidc_client_secret": "s"}
    settings = Settings(env="test", data_dir=tmp_path / "demo", demo=True, mail="memory:", **elsewhere)
    app = create_app(replace(settings, oidc_name="⟦the trust⟧"))
    _open_rounds(app)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _open_rounds(app: Flask) -> None:
    """The demo has none: one in its lobby, one in turns, one in pairs, and one that is over."""
    with app.app_context():
        ada, bo = (db.session.scalars(select(User).where(User.name.startswith(name))).one() for name in ("Ada", "Bo"))
        for kind, steps in (("check_in", 0), ("check_in", 1), ("one_two_all", 2)):
            now = clock.now()
            round_id = rounds.open_round(ada, 1, kind=kind, now=now).id
            rounds.come_in(bo, round_id, now=now)
            for seen, move in list(enumerate((rounds.begin, rounds.move_on)))[:steps]:
                move(ada, round_id, seen=seen, now=now)
        rounds.finish(ada, rounds.open_round(ada, 1, kind="check_in", now=now).id, seen=0, now=now)


def _browser(app: Flask, name: str) -> FlaskClient:
    client = app.test_client()
    if name:
        with app.app_context():
            person = db.session.scalars(select(User.id).where(User.name.startswith(name))).one()
            token = people.open_sign_in(person, device="⟦a test⟧", now=clock.now())
        client.set_cookie(cookie_name(app.config["COP"]), token)
    return client


def _addresses(app: Flask, *, method: str = "GET", numbers: str = "123", rounds_each: int = 9) -> list[str]:
    rules = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and "static" not in rule.rule and rule.endpoint not in LEADS_OUT
    ]
    with app.app_context():  # the numbers of sets and of rounds are drawn by chance
        sets, rounds = (db.session.scalars(select(table.id)).all() for table in (LearningSet, Round))
    own = {
        re.sub("<int:round_id>", str(a_round), re.sub("<int:set_id>", str(number), rule))
        for number in sets
        for a_round in rounds[:rounds_each]
        for rule in rules
    }
    return sorted({re.sub(r"<(int:)?\w+>", number, path) for path in own for number in numbers})


def _walked(app: Flask, name: str) -> list[tuple[str, TestResponse]]:
    if name not in WALKED:
        browser = _browser(app, name)
        WALKED[name] = [(address, browser.get(address, buffered=True)) for address in [*_addresses(app), "/nowhere"]]
    return WALKED[name]


@pytest.mark.parametrize("name", ["", "Ada", "Hana"])
def test_no_word_of_ours_is_left_out_of_translation(bracketed: Flask, name: str) -> None:
    theirs, left, seen = said_by_people(bracketed), {}, 0
    for address, answer in _walked(bracketed, name):
        if answer.mimetype == "text/html" and not answer.location:
            seen += answer.status_code < REFUSED
            if words := left_out_of_page(answer.text, theirs):
                left[address] = words

    assert left == {}
    assert seen > (30 if name else 5)


@pytest.mark.parametrize("name", ["", "Ada"])
def test_no_word_of_ours_is_left_out_of_a_refusal(bracketed: Flask, name: str) -> None:
    """Every form is sent with each of its fields filled in badly, in several ways; what is not there for somebody is
    not there whatever they send."""
    bracketed.config["WTF_CSRF_ENABLED"] = False
    browser, left, statuses = _browser(bracketed, name), {}, set()
    fields, theirs = _fields(bracketed, name), said_by_people(bracketed)
    typed = {"what is plausible": dict.fromkeys(fields, "1") | SENSIBLE} | {
        how: dict.fromkeys(fields, each) for how, each in TYPED.items()
    }
    sent = {how: urlencode(each) for how, each in typed.items()}
    for address in _addresses(bracketed, method="POST", numbers="1", rounds_each=1):
        for how, body in sent.items():
            answer = browser.post(address, data=body, content_type="application/x-www-form-urlencoded")
            statuses.add(answer.status_code)
            if answer.status_code >= REFUSED and (words := left_out_of_page(answer.text, theirs)):
                left[address, how, answer.status_code] = words
            if answer.status_code == NOT_THERE:
                break

    assert left == {}
    assert statuses >= ({400, 403, 404, 409, 422} if name == "Ada" else {403, 422})


def _fields(app: Flask, name: str) -> set[str]:
    """The names of all that can be filled in, on every page."""
    words = Words()
    for _, answer in _walked(app, name):
        words.feed(answer.text)
    return words.fields - {"csrf_token", "key"}


def test_no_word_of_ours_is_left_out_when_a_form_is_too_old(bracketed: Flask) -> None:
    answer = _browser(bracketed, "Ada").post("/people/me", data={"name": "Ada"})

    assert (answer.status_code, left_out_of_page(answer.text, said_by_people(bracketed))) == (400, [])


def test_no_word_of_ours_is_left_out_of_a_letter(bracketed: Flask) -> None:
    assert len(LETTERS) > 20
    left = {}
    for letter, value in product(LETTERS, ["⟦Bo⟧", ""]):
        with bracketed.app_context():
            source = bracketed.jinja_env.parse((ROOT / "templates" / letter).read_text(encoding="utf-8"))
            values = dict.fromkeys(meta.find_undeclared_variables(source) - {"public_url", "_", "ngettext"}, value)
            values |= {"day": "2026-11-26"} if "day" in values else {}
            mail.send({"to": "bo@example.org", "template": letter, "values": values}, now=clock.now())
        sent = bracketed.extensions["cop_mailer"].sent.pop()
        subject, words = sent["Subject"], sent.get_content()
        if ("⟦" not in subject) or ("⟦" not in words) or left_out(f"{subject}\n{words}", ()):
            left[letter, value] = left_out(f"{subject}\n{words}", ())
    assert left == {}


def test_every_sentence_that_python_says_is_collected_for_a_translation() -> None:
    sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in (ROOT / "cop").rglob("*.py")}

    assert list(uncollected(sources)) == []


def test_what_a_new_community_begins_with_is_in_its_proposers_language(bracketed: Flask) -> None:
    bracketed.config["WTF_CSRF_ENABLED"] = False
    words = {"name": "Falls", "purpose": "Why do they fall?", "preset": "restricted", "prompt_title": "Falls"}
    first = {"gathering": "Falls", "day": "2026-12-24", "at": "10:00", "place": "Falls", "prompt": "Why do they fall?"}
    ada, other = _browser(bracketed, "Ada"), _browser(bracketed, "Bo")

    proposed = ada.post("/communities/new", data=words | first | {"others": "bo@demo.example.org"})
    page = other.post(f"{proposed.location}/yes", follow_redirects=True)

    assert (page.status_code, left_out_of_page(page.text, said_by_people(bracketed))) == (200, [])
    assert "⟦Common room⟧" in page.text


def test_a_word_that_was_left_out_is_seen() -> None:
    page = "<p>⟦Told by ⟦somebody⟧⟧ Ben <b title='Close'>Thu 3 Nov</b> now</p>"
    put_in = Brackets().ugettext("A slot is %(length)s minutes long.") % {"length": "long"}

    assert left_out_of_page(page, ("Ben",)) == ["Close", "now"]
    assert left_out(put_in, ()) == ["long"]
    assert left_out(Brackets().ugettext("Nobody collects this."), ()) == ["Nobody", "collects", "this"]


@pytest.mark.parametrize(
    ("python", "is_seen"),
    [
        ('raise RuleBroken("Nobody collects this.")', True),
        ('raise RuleBroken("Saved.")', False),
        ('ALONE = "Not yours."\nrequire(x, ALONE)', True),
        ('ALONE = N_("Not yours.")\nrequire(x, ALONE)', False),
        ("raise NotAllowed(sentence, **values)", False),
        ("gettext()", False),
    ],
)
def test_a_sentence_that_is_not_collected_is_seen(python: str, is_seen: bool) -> None:
    assert bool(list(uncollected({"x.py": python}))) == is_seen


def test_a_constant_of_the_same_name_elsewhere_excuses_nothing() -> None:
    sources = {"x.py": 'ONLY = "Not yours."\nrequire(x, ONLY)', "y.py": 'ONLY = N_("Nor yours.")\nrequire(y, ONLY)'}

    assert list(uncollected(sources)) == ["x.py:2: ONLY"]
