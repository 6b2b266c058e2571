"""Signing in through another place, which is there, and which misbehaves in every way that is known."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.core import sso
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories import provider as other
from tests.factories.people import PASSWORD, a_user
from tests.factories.provider import Provider

ClientFor = Callable[[User | int], FlaskClient]
OWN = "/people/me/sso"


@pytest.fixture
def provider(app: Flask, clock: TestClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with other.open_provider(clock.now) as there:
        known = {"oidc_issuer": there.issuer, "oidc_client_id": other.CLIENT, "oidc_client_secret": other.SECRET}
        monkeypatch.setitem(app.config, "COP", replace(app.config["COP"], **known, oidc_name="the trust"))
        yield there


@pytest.fixture
def ada(app: Flask, client_for: ClientFor, provider: Provider) -> User:
    """Ada has connected her account."""
    with app.app_context():
        ada = a_user("Ada", password=PASSWORD)
    client = client_for(ada)
    led = client.post(f"{OWN}/connections")
    assert led.location.startswith(f"{provider.issuer}/authorize?")
    assert client.get(provider.sends_back(led.location)).location == OWN
    return ada


def leaves(client: FlaskClient, *, wanted: str = "/people/me/sign-ins") -> str:
    return client.get(f"/sign-in/sso?next={wanted}").location


def test_ada_comes_in_through_the_trust(app: Flask, provider: Provider, ada: User) -> None:
    client = app.test_client()
    address = leaves(client)
    back = client.get(provider.sends_back(address, more=f"&iss={provider.issuer}"))
    page = client.get("/people/me/sign-ins").text

    assert "Sign in through the trust" in app.test_client().get("/sign-in").text
    assert all(word in address for word in ("code_challenge_method=S256", "nonce=", "state=", "scope=openid"))
    assert (back.status_code, back.location) == (303, "/people/me/sign-ins")
    assert "through another place" in page
    assert "Connected since" in client.get(OWN).text
    assert client.get(provider.sends_back(leaves(client, wanted="//evil.example"))).location == "/"


def test_abuse_72_nobody_is_found_by_an_address_that_is_told_there(app: Flask, provider: Provider, ada: User) -> None:
    """Neither verified nor not: somebody else may have that address there, now or later."""
    provider.subject, answers = "somebody else", []
    for email in (ada.email, "nobody@example.org"):
        provider.misuse = {"email": email, "email_verified": True}
        client = app.test_client()
        answers.append(client.get(provider.sends_back(leaves(client))))

    assert [each.status_code for each in answers] == [422, 422]
    assert "connected with that one yet" in answers[0].text
    assert client.get("/people/me").status_code == 303


@pytest.mark.parametrize(
    "misuse",
    [{"iss": "https://evil.example"}, {"iss": None}, {"aud": "somebody else"}, {"aud": None}, {"aud": []},
     {"aud": ["us", "them"]}, {"aud": ["us", "them"], "azp": "them"}, {"nonce": "of another day"}, {"nonce": None},
     {"exp": 1}, {"exp": None}, {"exp": "tomorrow"}, {"sub": ""}, {"sub": None}, {"sub": 7}],
)  # fmt: skip
def test_abuse_72_a_token_for_others_or_of_others_is_refused(
    app: Flask, provider: Provider, ada: User, misuse: dict[str, Any]
) -> None:
    provider.misuse, client = misuse, app.test_client()
    answer = client.get(provider.sends_back(leaves(client)))

    assert (answer.status_code, client.get("/people/me").status_code) == (422, 303)
    assert "not what we asked for" in answer.text


@pytest.mark.parametrize(
    "signs",
    [other.by_nobody, other.by_the_public_key_as_a_password, other.by_our_secret, other.by_another_key,
     other.by_a_key_that_it_brings_along, lambda _: "nonsense", lambda _: ""],
)  # fmt: skip
def test_abuse_72_a_token_that_is_not_signed_by_its_key_is_refused(
    app: Flask, provider: Provider, ada: User, signs: Callable[[Any], str]
) -> None:
    provider.signs, client = signs, app.test_client()
    answer = client.get(provider.sends_back(leaves(client)))

    assert (answer.status_code, client.get("/people/me").status_code) == (422, 303)
    assert "not what we asked for" in answer.text


def test_abuse_72_a_trip_is_for_its_own_browser_and_for_once(app: Flask, provider: Provider, ada: User) -> None:
    thief, client = app.test_client(), app.test_client()
    address = leaves(client)
    back = provider.sends_back(address)
    missing, foreign = thief.get(back), client.get(provider.sends_back(address, state="another"))
    other_address = leaves(client)
    mixed_up = client.get(provider.sends_back(other_address, more="&iss=https://evil.example"))
    fine = client.get(provider.sends_back(leaves(client)))
    replayed = client.get(back)

    assert [each.status_code for each in (missing, foreign, mixed_up, replayed)] == [422] * 4
    assert fine.status_code == 303
    assert thief.get("/people/me").status_code == 303


def test_abuse_72_a_code_of_somebody_elses_trip_is_no_good_on_ones_own(
    app: Flask, provider: Provider, ada: User
) -> None:
    thief, client = app.test_client(), app.test_client()
    stolen = provider.sends_back(leaves(client)).partition("&")[0]
    own = provider.sends_back(leaves(thief)).partition("&")[2]
    answer = thief.get(f"{stolen}&{own}")

    assert (answer.status_code, thief.get("/people/me").status_code) == (422, 303)


@pytest.mark.parametrize(
    ("tells", "sentence"),
    [({"issuer": "https://evil.example"}, "not what we asked for"),
     ({"token_endpoint": "file:///etc/passwd"}, "not what we asked for"),
     ({"jwks_uri": "http://127.0.0.1:1/jwks"}, "does not answer"),
     ({"token_endpoint": "http://127.0.0.1:1/token"}, "does not answer")],
)  # fmt: skip
def test_a_place_that_says_it_is_another_or_is_away(
    app: Flask, provider: Provider, ada: User, tells: dict[str, str], sentence: str
) -> None:
    client = app.test_client()
    address = leaves(client)
    provider.tells = tells
    answer = client.get(provider.sends_back(address))

    assert answer.status_code == 422
    assert sentence in answer.text


def test_connecting_asks_for_the_password_and_stays_with_the_sign_in(
    app: Flask, client_for: ClientFor, provider: Provider, ada: User
) -> None:
    with app.app_context():
        bo = a_user("Bo", password=PASSWORD)
    client, provider.subject = app.test_client(), "bo-there"
    client.post("/sign-in", data={"email": bo.email, "password": PASSWORD})
    refused = client.post(f"{OWN}/connections", data={"current": "a guess"})
    led = client.post(f"{OWN}/connections", data={"current": PASSWORD}).location
    client.post("/sign-in", data={"email": ada.email, "password": PASSWORD})
    as_ada = client.get(provider.sends_back(led))
    provider.subject = "ada-there"
    bos = client_for(bo)
    taken = bos.get(provider.sends_back(bos.post(f"{OWN}/connections").location))

    led = bos.post(f"{OWN}/connections").location
    client_for(bo).post("/people/me/sign-ins/endings")

    assert bos.get(provider.sends_back(led)).location == "/sign-in"
    assert (refused.status_code, as_ada.status_code, taken.status_code) == (422, 422, 422)
    assert "connected already" in taken.text


def test_ada_parts_the_two_and_bo_does_not(app: Flask, client_for: ClientFor, provider: Provider, ada: User) -> None:
    with app.app_context():
        bo = a_user("Bo")
    page = client_for(ada).get(OWN).text
    address = page.split(f'action="{OWN}/')[1].split('"')[0]
    answers = [client_for(each).post(f"{OWN}/{address}").status_code for each in (bo, ada)]
    client = app.test_client()

    assert answers == [404, 303]
    assert client.get(provider.sends_back(leaves(client))).status_code == 422


def test_the_suspended_do_not_come_in_through_there(
    app: Flask, client_for: ClientFor, provider: Provider, ada: User
) -> None:
    with app.app_context():
        eli = a_user("Eli", is_admin=True)
    client_for(eli).post(f"/people/{ada.id}/suspensions")
    client = app.test_client()

    assert "suspended" in client.get(provider.sends_back(leaves(client))).text


def test_nothing_of_it_is_there_where_no_other_place_is_named(app: Flask, client_for: ClientFor) -> None:
    with app.app_context():
        ada = client_for(a_user("Ada"))

    assert [ada.get(path).status_code for path in ("/sign-in/sso", "/sign-in/sso/back", OWN)] == [404, 404, 404]
    assert "through" not in ada.get("/people/me").text


def test_a_trip_cannot_be_guessed() -> None:
    assert len({*(part for _ in range(50) for part in vars_of(sso.new_trip()))}) == 150


def vars_of(trip: sso.Trip) -> tuple[str, str, str]:
    return trip.state, trip.nonce, trip.verifier
