"""Forms: one effect, kept input, a sentence for every refusal."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from cop.core.database import db, transaction
from cop.core.forms import forget_receipts
from cop.core.models import FormReceipt
from tests.core.conftest import Site

FORMS = "cop-form"


def _page(site: Site) -> str:
    """A page with a form on it, for its CSRF token."""
    return site.bo.get("/people/me").text


def _token(site: Site) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', _page(site))
    assert found
    return found[1]


def test_a_form_is_carried_out(site: Site) -> None:
    answer = site.bo.post("/trial/notes", data={"csrf_token": _token(site), "text": "tea", "key": "k1"})

    assert (answer.status_code, answer.location, site.jobs()) == (303, "/trial/mine", 1)


def test_a_form_sent_twice_has_one_effect_and_leads_to_the_same_place(site: Site) -> None:
    form = {"csrf_token": _token(site), "text": "tea", "key": "k1"}
    answers = [site.bo.post("/trial/notes", data=form) for _ in range(3)]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/trial/mine")] * 3
    assert site.jobs() == 1


def test_two_forms_have_two_effects(site: Site) -> None:
    token = _token(site)
    for key in ("k1", "k2", ""):
        site.bo.post("/trial/notes", data={"csrf_token": token, "text": "tea", "key": key})

    assert site.jobs() == 3


def test_a_form_without_its_token_has_no_effect_and_says_what_to_do(site: Site) -> None:
    answer = site.bo.post("/trial/notes", data={"text": "tea"})

    assert (answer.status_code, site.jobs()) == (400, 0)
    assert "open for too long" in answer.text


def test_every_page_of_a_browser_carries_the_same_token(site: Site) -> None:
    assert _token(site) == _token(site)


def test_another_browsers_token_opens_nothing(site: Site) -> None:
    _page(site)
    theirs = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', site.stranger.get("/sign-in").text)
    assert theirs

    answer = site.bo.post("/trial/notes", data={"csrf_token": theirs[1], "text": "tea"})

    assert (answer.status_code, site.jobs()) == (400, 0)


def test_a_page_sends_the_forms_cookie_once(site: Site) -> None:
    first, again = (site.bo.get("/people/me") for _ in range(2))

    assert [FORMS in answer.headers.get("Set-Cookie", "") for answer in (first, again)] == [True, False]


@pytest.mark.parametrize("change", [lambda cookie: cookie[:-2], lambda _: "made.up", lambda _: ""])
def test_a_cookie_that_is_not_ours_holds_nothing(site: Site, change: Callable[[str], str]) -> None:
    token = _token(site)
    cookie = site.bo.get_cookie(FORMS)
    assert cookie
    site.bo.set_cookie(FORMS, change(cookie.value))

    answer = site.bo.post("/trial/notes", data={"csrf_token": token, "text": "tea"})

    assert (answer.status_code, site.jobs()) == (400, 0)


def test_bad_input_is_kept_and_explained(site: Site) -> None:
    answer = site.bo.post("/trial/notes", data={"csrf_token": _token(site), "text": "much too long"})

    assert answer.status_code == 422
    assert "text: At most ten characters." in answer.text
    assert "<i>much too long</i>" in answer.text


def test_a_broken_rule_is_explained_and_the_same_form_may_be_sent_again(site: Site) -> None:
    form = {"csrf_token": _token(site), "text": "taboo", "key": "k1"}
    refused = site.bo.post("/trial/notes", data=form)
    again = site.bo.post("/trial/notes", data={**form, "text": "tea"})

    assert (refused.status_code, "None: Not that word: taboo." in refused.text) == (422, True)
    assert (again.status_code, site.jobs()) == (303, 1)


def test_characters_that_a_database_refuses_are_dropped(site: Site) -> None:
    answer = site.bo.post("/trial/notes", data={"csrf_token": _token(site), "text": "long\0er than ten", "key": "k\0"})

    assert "<i>longer than ten</i>" in answer.text


def test_old_receipts_are_forgotten(site: Site) -> None:
    site.bo.post("/trial/notes", data={"csrf_token": _token(site), "text": "tea", "key": "k1"})
    with site.app.app_context():
        forget_receipts(now=site.app.config["COP_CLOCK"]() + timedelta(days=3))

        assert db.session.scalar(select(func.count(FormReceipt.key))) == 0


def test_a_form_that_never_said_where_it_led_leads_to_the_front(site: Site) -> None:
    form = {"csrf_token": _token(site), "text": "tea", "key": "k1"}
    site.bo.post("/trial/notes", data=form)
    with site.app.app_context(), transaction() as tx:
        tx.session.execute(update(FormReceipt).values(location=None))

    assert site.bo.post("/trial/notes", data=form).location == "/"
    assert site.jobs() == 1
