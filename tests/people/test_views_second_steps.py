"""The second step, as a browser sees it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.people import service
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.people import PASSWORD, a_user

ClientFor = Callable[[User | int], FlaskClient]
OWN = "/people/me/second-step"


@pytest.fixture
def ada(app: Flask) -> User:
    with app.app_context():
        return a_user("Ada", password=PASSWORD)


@pytest.fixture
def code(client_for: ClientFor, ada: User, clock: TestClock) -> Callable[[], str]:
    """Ada sets it up, and the code of now is answered from then on."""
    client = client_for(ada)
    begun = client.post(f"{OWN}/beginnings")
    page = client.get(OWN).text
    secret = re.findall(r'class="secret"[^>]*>([^<]*)', page)[0].replace(" ", "")
    app = pyotp.TOTP(secret)
    refused = client.post(f"{OWN}/confirmations", data={"code": "000000"})
    confirmed = client.post(f"{OWN}/confirmations", data={"code": app.at(clock.now)})
    assert (begun.status_code, refused.status_code, confirmed.status_code) == (303, 422, 200)
    assert "otpauth" not in page
    assert len(re.findall(r'class="secret"', confirmed.text)) == 10
    clock.forward(minutes=5)
    return lambda: app.at(clock.now)


def first_step(client: FlaskClient, ada: User, *, wanted: str = "/people/me/sign-ins") -> str:
    answer = client.post("/sign-in", data={"email": ada.email, "password": PASSWORD, "next": wanted})
    assert answer.status_code == 303
    return answer.location


def test_the_second_step_leads_on_to_where_one_was_going(app: Flask, ada: User, code: Callable[[], str]) -> None:
    client = app.test_client()
    asked = first_step(client, ada)
    page = client.get(asked)
    nothing = client.get("/people/me")
    wrong = client.post("/sign-in/code", data={"code": "a guess", "next": "/people/me"})
    right = client.post("/sign-in/code", data={"code": code(), "next": "/people/me"})

    assert asked == "/sign-in/code?next=/people/me/sign-ins"
    assert all(word in page.text for word in ('autocomplete="one-time-code"', 'value="/people/me/sign-ins"'))
    assert (nothing.status_code, nothing.location) == (303, "/sign-in?next=/people/me")
    assert (wrong.status_code, right.status_code, right.location) == (422, 303, "/people/me")
    assert client.get("/people/me").status_code == 200
    assert client.get("/sign-in/code").location == "/sign-in"


def test_abuse_58_the_second_step_does_not_lead_elsewhere(app: Flask, ada: User, code: Callable[[], str]) -> None:
    client = app.test_client()
    first_step(client, ada, wanted="//evil.example")

    assert client.post("/sign-in/code", data={"code": code(), "next": "//evil.example"}).location == "/"


def test_abuse_64_the_half_way_cookie_is_no_sign_in(app: Flask, ada: User, code: Callable[[], str]) -> None:
    """What waits for its second step cannot be used in the place of a sign-in."""
    client, thief = app.test_client(), app.test_client()
    first_step(client, ada)
    with client.session_transaction() as kept:
        thief.set_cookie("cop", kept["step"])

    assert thief.get("/people/me").status_code == 303


def test_looking_after_it(app: Flask, ada: User, code: Callable[[], str]) -> None:
    client = app.test_client()
    first_step(client, ada)
    client.post("/sign-in/code", data={"code": code()})
    wrong = [client.post(f"{OWN}/{verb}", data={f"{name}-proof": "a guess"})
             for verb, name in (("recovery-codes", "codes"), ("endings", "off"))]  # fmt: skip
    drawn = client.post(f"{OWN}/recovery-codes", data={"codes-proof": PASSWORD})
    on = client.get(OWN).text
    off = client.post(f"{OWN}/endings", data={"off-proof": PASSWORD})

    assert [each.status_code for each in (*wrong, drawn, off)] == [422, 422, 200, 303]
    assert "10 recovery codes left" in on
    assert "Since" in on
    assert first_step(app.test_client(), ada) == "/people/me/sign-ins"


def test_an_administrator_is_led_to_set_it_up_and_may_do_nothing_of_their_duties(
    app: Flask, client_for: ClientFor, ada: User
) -> None:
    with app.app_context():
        eli = a_user("Eli", password=PASSWORD, is_admin=True)
    client, whole = app.test_client(), client_for(eli)
    first_step(client, eli)
    refused, of_ada = (
        client.post(f"/people/{ada.id}/suspensions"),
        client_for(ada).post(f"/people/{eli.id}/suspensions"),
    )

    assert "Set up a second step" in client.get("/").text
    assert (refused.status_code, OWN in refused.text) == (403, True)
    assert (of_ada.status_code, OWN in of_ada.text) == (403, False)
    assert "Set up a second step" not in whole.get("/").text
    assert whole.post(f"/people/{ada.id}/suspensions").status_code == 303


def test_abuse_68_whoever_hammers_from_everywhere_does_not_lock_out_the_owner(app: Flask, ada: User) -> None:
    own = app.test_client()
    first_step(own, ada)
    own.post("/sign-out")
    attack = partial(app.test_client().post, "/sign-in", data={"email": ada.email, "password": "a guess"})
    answers = [attack(environ_base={"REMOTE_ADDR": f"10.0.0.{number}"}).text for number in range(120)]
    stranger = app.test_client().post("/sign-in", data={"email": ada.email, "password": PASSWORD})

    assert sum("lot of tries" in each for each in answers) == 20
    assert stranger.status_code == 422
    assert [first_step(own, ada) for _ in range(12)] == ["/people/me/sign-ins"] * 12


def test_abuse_68_letters_stay_open_to_the_owner_and_tell_nobody_anything(app: Flask, ada: User, now: datetime) -> None:
    answers = {
        app.test_client().post(
            "/sign-in/links", data={"email": email}, environ_base={"REMOTE_ADDR": f"10.0.0.{number}"}
        ).location
        for number in range(6) for email in (ada.email, "nobody@example.org")
    }  # fmt: skip
    with app.app_context():
        written = [service.write_link(ada.email, now=now) for _ in range(4)]
        later = service.write_link(ada.email, now=now + timedelta(minutes=15))

    assert answers == {"/sign-in/letter"}
    assert [bool(each) for each in written] == [True, True, True, False]
    assert later is not None
