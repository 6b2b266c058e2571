"""Getting in, getting out and being somebody, as a browser sees it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cop.core import jobs
from cop.people import service
from cop.people.models import User
from tests.conftest import TestClock
from tests.factories.people import PASSWORD, a_user

ClientFor = Callable[[User | int], FlaskClient]


@pytest.fixture
def ada(app: Flask) -> User:
    with app.app_context():
        return a_user("Ada", password=PASSWORD)


def sign_in(client: FlaskClient, email: str, password: str, **more: str) -> TestResponse:
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def sentences(response: TestResponse) -> list[str]:
    return re.findall(r"data-sentence>(.*?)</li", response.text)


def letters(app: Flask, now: datetime) -> list[str]:
    with app.app_context():
        jobs.run_all(now=now)
    return [each.get_content() for each in app.extensions["cop_mailer"].sent]


def test_ada_signs_in_and_goes_on_to_where_she_wanted(app: Flask, ada: User) -> None:
    client = app.test_client()
    turned_away = client.get("/people/me?x=1")
    answer = sign_in(client, ada.email, PASSWORD, next="/people/me?x=1")

    assert turned_away.location == "/sign-in?next=/people/me?x%3D1"
    assert (answer.status_code, answer.location) == (303, "/people/me?x=1")
    assert client.get("/people/me").status_code == 200
    assert client.get("/sign-in?next=//evil.example").location == "/"


def test_abuse_58_a_sign_in_does_not_lead_to_another_site(app: Flask, ada: User) -> None:
    assert sign_in(app.test_client(), ada.email, PASSWORD, next="//evil.example").location == "/"


def test_abuse_76_the_cookie_is_for_us_and_for_no_script(app: Flask, ada: User) -> None:
    cookie = sign_in(app.test_client(), ada.email, PASSWORD).headers["Set-Cookie"]

    assert all(word in cookie for word in ("HttpOnly", "SameSite=Lax", "Path=/"))
    assert ada.email not in cookie


def test_abuse_67_a_stranger_and_a_wrong_password_get_the_same_answer(app: Flask, ada: User) -> None:
    client = app.test_client()
    wrong, stranger = sign_in(client, ada.email, "not this one"), sign_in(client, "nobody@example.org", "not this one")

    assert wrong.status_code == stranger.status_code == 422
    assert sentences(wrong) == sentences(stranger) != []


@pytest.mark.parametrize("place", ["/sign-in/links", "/sign-up"])
def test_abuse_67_asking_for_a_letter_tells_nothing(app: Flask, ada: User, place: str) -> None:
    client = app.test_client()
    known, unknown = (client.post(place, data={"email": email}) for email in (ada.email, "nobody@example.org"))

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location) == (303, "/sign-in/letter")


def test_only_whoever_has_an_account_gets_a_link(app: Flask, ada: User, now: datetime) -> None:
    client = app.test_client()
    for email in (ada.email, "nobody@example.org"):
        client.post("/sign-in/links", data={"email": email})

    assert len(letters(app, now)) == 1


def test_abuse_40_looking_at_a_link_does_not_spend_it(app: Flask, ada: User, now: datetime) -> None:
    client = app.test_client()
    client.post("/sign-in/links", data={"email": ada.email})
    link = re.findall(r"/sign-in/links/\S+", letters(app, now)[0])[0]
    looks = [client.get(link).status_code for _ in range(3)]
    pressed, again = client.post(link), app.test_client().post(link)

    assert looks == [200, 200, 200]
    assert (pressed.status_code, again.status_code) == (303, 422)
    assert "Ada" in client.get("/people/me").text


def test_a_newcomer_makes_an_account_from_a_letter(app: Flask, now: datetime) -> None:
    client = app.test_client()
    client.post("/sign-up", data={"email": "ned@example.org"})
    link = re.findall(r"/invitations/\S+", letters(app, now)[0])[0]
    wrong = client.post(link, data={"name": "Ad\u202emin", "time_zone": "Europe/London", "password": "short"})
    right = client.post(link, data={"name": "Ned", "time_zone": "Europe/Paris", "password": ""})

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert len(sentences(wrong)) == 2
    assert "Ned" in client.get("/people/me").text
    assert "spent" in client.get(link).text


def test_whoever_signs_up_again_gets_a_link_to_their_account(app: Flask, ada: User, now: datetime) -> None:
    app.test_client().post("/sign-up", data={"email": ada.email})

    assert "/sign-in/links/" in letters(app, now)[0]


def test_bo_invites_somebody_and_they_read_who_it_was(
    app: Flask, client_for: ClientFor, ada: User, now: datetime
) -> None:
    answer = client_for(ada).post("/people/invitations", data={"email": "ned@example.org"})
    letter = letters(app, now)[0]

    assert answer.status_code == 303
    assert "Ada" in letter
    assert "/invitations/" in letter


def test_abuse_68_too_many_tries_are_slowed_and_a_link_stays_open(app: Flask, ada: User) -> None:
    client = app.test_client()
    for _ in range(10):
        sign_in(client, "tried@example.org", "a guess")

    assert "lot of tries" in sentences(sign_in(client, "tried@example.org", "a guess"))[0]
    assert sign_in(client, ada.email, PASSWORD).status_code == 303
    assert client.post("/sign-in/links", data={"email": "tried@example.org"}).status_code == 303


def test_abuse_24_signing_out_ends_it_and_clears_what_the_browser_kept(
    app: Flask, client_for: ClientFor, ada: User
) -> None:
    client = client_for(ada)
    stolen = client.get_cookie("cop")
    answer = client.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie("cop", stolen.value if stolen else "")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/people/me").status_code == thief.get("/people/me").status_code == 303


def test_ada_ends_another_sign_in_of_hers_but_not_bos(app: Flask, client_for: ClientFor, ada: User) -> None:
    with app.app_context():
        bo = a_user("Bo")
    here, there, bos = client_for(ada), client_for(ada), client_for(bo)
    mine = re.findall(r"/people/me/sign-ins/\d+/endings", here.get("/people/me/sign-ins").text)

    assert bos.post(mine[0]).status_code == 404
    assert here.post(mine[0]).status_code == 303
    assert there.get("/people/me").status_code == 303
    assert here.get("/people/me").status_code == bos.get("/people/me").status_code == 200


def test_ada_ends_all_the_others(client_for: ClientFor, ada: User) -> None:
    here, there = client_for(ada), client_for(ada)
    here.post("/people/me/sign-ins/endings")

    assert (here.get("/people/me").status_code, there.get("/people/me").status_code) == (200, 303)


def test_ada_describes_herself(client_for: ClientFor, ada: User) -> None:
    client = client_for(ada)
    said = {"name": "Ada Okafor", "pronouns": "she/her", "about": "I visit people.", "time_zone": "Asia/Kolkata"}
    answer = client.post("/people/me", data=said | {"is_admin": "1", "email": "eli@example.org"})
    page = client.get(f"/people/{ada.id}").text

    assert answer.status_code == 303
    assert all(word in page for word in ("Ada Okafor", "she/her", "I visit people."))
    assert "Suspend" not in page
    assert ada.email in client.get("/people/me").text


@pytest.mark.parametrize(
    ("field", "value"), [("name", "x" * 100_000), ("name", ""), ("pronouns", "x" * 41), ("time_zone", "Mars")]
)
def test_what_ada_typed_stays_when_it_is_refused(client_for: ClientFor, ada: User, field: str, value: str) -> None:
    said = {"name": "Ada", "pronouns": "", "about": "kept as typed", "time_zone": "Europe/London"}
    answer = client_for(ada).post("/people/me", data=said | {field: value})

    assert answer.status_code == 422
    assert "kept as typed" in answer.text


def test_ada_changes_her_password(app: Flask, client_for: ClientFor, ada: User) -> None:
    client = client_for(ada)
    short = client.post("/people/me/password", data={"new": "short"})
    fine = client.post("/people/me/password", data={"new": "three odd violet spoons"})

    assert (short.status_code, fine.status_code) == (422, 303)
    assert sign_in(app.test_client(), ada.email, "three odd violet spoons").status_code == 303


@pytest.mark.parametrize(("who", "status"), [("eli", 303), ("bo", 403), ("nobody", 303)])
def test_who_may_suspend_ada(app: Flask, client_for: ClientFor, ada: User, who: str, status: int) -> None:
    with app.app_context():
        people = {"eli": a_user("Eli", is_admin=True), "bo": a_user("Bo")}
    adas, client = client_for(ada), client_for(people[who]) if who in people else app.test_client()
    answer = client.post(f"/people/{ada.id}/suspensions")

    assert answer.status_code == status
    assert adas.get("/people/me").status_code == (303 if who == "eli" else 200)


@pytest.mark.parametrize(
    ("path", "signed_in", "visitor"),
    [("/people/me", 200, 303), ("/people/me/password", 200, 303), ("/people/me/sign-ins", 200, 303),
     ("/people/1", 200, 303),
     ("/people/999999", 404, 303), ("/people/99999999999", 404, 404), ("/people/invitations", 200, 303),
     ("/sign-up", 200, 200),
     ("/sign-in", 303, 200), ("/sign-in/letter", 200, 200), ("/sign-in/links/made-up", 200, 200), ("/demo", 200, 200)],
)  # fmt: skip
def test_who_reads_which_page(
    app: Flask, client_for: ClientFor, ada: User, path: str, signed_in: int, visitor: int
) -> None:
    own = path.replace("/people/1", f"/people/{ada.id}") if path == "/people/1" else path

    assert (client_for(ada).get(own).status_code, app.test_client().get(own).status_code) == (signed_in, visitor)


def test_the_demo_page_lets_one_be_an_invented_person_and_nobody_else(app: Flask, ada: User, clock: TestClock) -> None:
    with app.app_context():
        mina = service.add_person(
            email="mina@demo.test", name="Mina", about="Visits people", is_demo=True, now=clock.now
        )
        address = f"/demo/{mina.id}/sign-ins"
    client = app.test_client()

    assert client.post(f"/demo/{ada.id}/sign-ins").status_code == 404
    assert client.post(address).status_code == 303
    assert "Mina" in client.get("/people/me").text
    assert "Visits people" in client.get("/demo").text


def test_no_demo_page_where_there_is_no_demo(app: Flask, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "COP", replace(app.config["COP"], demo=False, sign_up="invitation"))
    client = app.test_client()

    assert client.get("/demo").status_code == client.post(f"/demo/{ada.id}/sign-ins").status_code == 404
    assert client.post("/sign-up", data={"email": "ned@example.org"}).status_code == 403


def test_abuse_63_a_form_of_another_site_does_nothing(
    app: Flask, client_for: ClientFor, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    client = client_for(ada)
    posts = (
        "/sign-in",
        "/sign-out",
        "/sign-up",
        "/people/me",
        "/people/me/password",
        "/people/me/sign-ins/endings",
        "/demo/1/sign-ins",
    )

    assert {client.post(path, data={"name": "Mallory"}).status_code for path in posts} == {400}
    assert "Ada" in client.get("/people/me").text
