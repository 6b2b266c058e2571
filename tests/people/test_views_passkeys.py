"""Passkeys, as a browser sees them."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.people.models import User
from tests.factories.passkeys import Telephone
from tests.factories.people import PASSWORD, a_user

ClientFor = Callable[[User | int], FlaskClient]
OWN, IN = "/people/me/passkeys", "/sign-in/passkeys"


@pytest.fixture
def ada(app: Flask) -> User:
    with app.app_context():
        return a_user("Ada", password=PASSWORD)


@pytest.fixture
def telephone(client_for: ClientFor, ada: User) -> Telephone:
    """Ada makes a passkey with it."""
    client, made = client_for(ada), Telephone("http://127.0.0.1:8000", "127.0.0.1")
    answer = made.makes(client.post(f"{OWN}/challenges").text)
    refused = client.post(OWN, data={"answer": "", "name": "My telephone"})
    again = made.makes(client.post(f"{OWN}/challenges").text)
    codes = client.post(OWN, data={"answer": again, "name": "My telephone"})
    replayed = client.post(OWN, data={"answer": answer, "name": "The same"})
    assert (refused.status_code, codes.status_code, replayed.status_code) == (422, 200, 422)
    assert "Your recovery codes" in codes.text
    assert "My telephone" in refused.text
    return made


def test_ada_signs_in_with_her_telephone_alone(app: Flask, telephone: Telephone) -> None:
    client = app.test_client()
    asked = client.post(f"{IN}/challenges")
    answer = client.post(IN, data={"answer": telephone.shows(asked.text), "next": "/people/me/passkeys"})

    assert asked.mimetype == "application/json"
    assert (answer.status_code, answer.location) == (303, OWN)
    assert "My telephone" in client.get(OWN).text
    assert "with a passkey" in client.get("/people/me/sign-ins").text


def test_abuse_71_a_challenge_is_for_the_browser_that_asked(app: Flask, telephone: Telephone) -> None:
    thief, client = app.test_client(), app.test_client()
    answer = telephone.shows(client.post(f"{IN}/challenges").text)

    assert thief.post(IN, data={"answer": answer}).status_code == 422
    assert client.post(IN, data={"answer": answer, "next": "//evil.example"}).location == "/"
    assert client.post(IN, data={"answer": answer}).status_code == 422


def test_a_passkey_stands_in_for_a_code(app: Flask, ada: User, telephone: Telephone) -> None:
    client = app.test_client()
    asked = client.post("/sign-in", data={"email": ada.email, "password": PASSWORD})
    page = client.get(asked.location).text
    answer = client.post(IN, data={"answer": telephone.shows(client.post(f"{IN}/challenges").text)})

    assert asked.location.startswith("/sign-in/code")
    assert 'data-controller="passkey"' in page
    assert (answer.status_code, client.get("/people/me").status_code) == (303, 200)


def test_ada_keeps_a_second_one_and_takes_the_first_away(
    client_for: ClientFor, ada: User, telephone: Telephone
) -> None:
    client, other = client_for(ada), Telephone("http://127.0.0.1:8000", "127.0.0.1", credential=b"another")
    kept = client.post(OWN, data={"answer": other.makes(client.post(f"{OWN}/challenges").text)})
    [first, _] = re.findall(rf'action="({OWN}/(\d+)/removals)"', client.get(OWN).text)
    wrong = client.post(first[0], data={f"key-{first[1]}-proof": "a guess"})
    right = client.post(first[0], data={f"key-{first[1]}-proof": PASSWORD})

    assert (kept.status_code, wrong.status_code, right.status_code) == (303, 422, 303)
    assert "neither your password" in wrong.text
    assert len(re.findall("removals", client.get(OWN).text)) == 1


def test_challenges_run_out_where_they_are_asked_for(app: Flask) -> None:
    answers = [app.test_client().post(f"{IN}/challenges").status_code for _ in range(101)]

    assert answers == [*[200] * 100, 422]
