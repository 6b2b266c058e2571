"""The pages of organisations, as a browser sees them."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cop.people.models import User
from tests.factories.organisations import an_organisation
from tests.factories.people import a_user
from tests.pages import words_of

ClientFor = Callable[[User | int], FlaskClient]


@pytest.fixture
def ada(app: Flask, client_for: ClientFor) -> FlaskClient:
    with app.app_context():
        return client_for(a_user("Ada"))


@pytest.fixture
def board(app: Flask) -> int:
    with app.app_context():
        return an_organisation("Old Board", "integrated_care_board", ods="Q1", valid_to=date(2026, 3, 31))


@pytest.mark.parametrize(
    ("asked", "status"),
    [("", 200), ("?on=2024-01-01&q=old", 200), ("?on=never&page=x", 200), ("?page=99999999999999", 200)],
)
def test_the_list_answers_whatever_is_asked(app: Flask, ada: FlaskClient, asked: str, status: int) -> None:
    assert ada.get(f"/organisations{asked}").status_code == status
    assert app.test_client().get(f"/organisations{asked}").status_code == 303


def test_the_list_is_as_of_a_day(ada: FlaskClient, board: int) -> None:
    assert "Old Board" in ada.get("/organisations?on=2026-03-31").text
    assert "Old Board" not in ada.get("/organisations?on=2026-04-01").text
    assert "did not stand" in ada.get(f"/organisations/{board}").text


def test_ada_says_where_she_belongs_and_takes_it_back(ada: FlaskClient, board: int) -> None:
    said = ada.post(f"/organisations/{board}/memberships", data={"since": "2024-01-01", "until": ""})
    twice = ada.post(f"/organisations/{board}/memberships", data={"since": "2025-01-01", "until": ""})
    nonsense = ada.post(f"/organisations/{board}/memberships", data={"since": "soon", "until": ""})

    assert (said.status_code, twice.status_code, nonsense.status_code) == (303, 422, 422)
    assert "Old Board" in ada.get("/people/me").text
    assert ada.get("/organisations/999999").status_code == 404
    assert ada.post("/organisations/999999/memberships", data={"since": "2024-01-01"}).status_code == 404


def test_others_see_where_ada_comes_from_once_she_shows_it(
    app: Flask, ada: FlaskClient, client_for: ClientFor, board: int
) -> None:
    ada.post(f"/organisations/{board}/memberships", data={"since": "2024-01-01", "until": ""})
    with app.app_context():
        bo = client_for(a_user("Bo"))
    hidden = bo.get(f"/organisations/{board}").text
    own = ada.get("/people/me").text
    action = own.split("/showings")[0].rsplit('"', 1)[1] + "/showings"
    ada.post(action, data={"shown": "yes"})
    page = bo.get(f"/organisations/{board}").text

    assert "Ada" not in words_of(hidden)
    assert "Ada" in page
    assert "Old Board" in bo.get("/people/" + page.split('href="/people/')[2].split('"')[0]).text


@pytest.fixture
def eli(app: Flask, client_for: ClientFor) -> FlaskClient:
    with app.app_context():
        return client_for(a_user("Eli", is_admin=True))


def test_eli_names_the_first_lead_and_she_looks_after_the_people(
    app: Flask, ada: FlaskClient, eli: FlaskClient, client_for: ClientFor, board: int
) -> None:
    with app.app_context():
        bo = client_for(a_user("Bo"))
    people, leads = f"/organisations/{board}/people", f"/organisations/{board}/leads"
    before = [client.get(people).status_code for client in (eli, ada, bo)]
    named = [client.post(leads, data={"email": "ada@example.org"}).status_code for client in (bo, eli)]
    added = [ada.post(people, data={"email": each, "role": "staff"}) for each in ("bo@example.org", "no@example.org")]
    page = ada.get(people).text
    saved = ada.post(f"/organisations/{board}/words", data={"can_share": "<b>Rotas</b>"})

    assert (before, named) == ([200, 403, 403], [403, 303])
    assert [each.status_code for each in added] == [303, 422]
    assert "no@example.org" in added[1].text
    assert ">Bo<" in page
    assert ">Bo<" not in eli.get(people).text
    assert (saved.status_code, bo.get(f"/organisations/{board}/words").status_code) == (303, 403)
    assert "&lt;b&gt;Rotas" in bo.get(f"/organisations/{board}").text


def test_a_lead_confirms_and_ends_line_by_line(
    app: Flask, ada: FlaskClient, eli: FlaskClient, client_for: ClientFor, board: int
) -> None:
    with app.app_context():
        bo = client_for(a_user("Bo"))
    bo.post(f"/organisations/{board}/memberships", data={"since": "2024-01-01", "until": ""})
    eli.post(f"/organisations/{board}/leads", data={"email": "ada@example.org"})
    page = ada.get(f"/organisations/{board}/people").text
    bos = page.split("/confirmations")[0].rsplit('"', 1)[1]
    answers = [
        ada.post(f"{bos}/confirmations", data={"role": role}).status_code for role in ("king", "trustee")
    ]  # fmt: skip

    assert answers == [400, 303]
    assert eli.post(f"{bos}/confirmations", data={"role": "staff"}).status_code == 404
    assert ada.post(f"{bos}/endings").headers["Location"].endswith("/people")
    assert ">Bo<" not in ada.get(f"/organisations/{board}/people").text


def test_a_file_is_looked_at_and_then_taken_in(ada: FlaskClient, eli: FlaskClient, board: int) -> None:
    content = b"name,kind,ods_code\nOld Board renamed,integrated_care_board,Q1\n=Acorns,charity,A1\nBad,zoo,\n"
    tried = hand_in(eli, content)
    own = tried.headers["Location"]
    looked_at, before = eli.get(own).text, eli.get(f"/organisations/{board}").text
    taken = [eli.post(f"{own}/takings").status_code for _ in range(2)]

    assert "1 new, 1 changed, 0 as before, 1 bad." in looked_at
    assert "is not a kind" in looked_at
    assert "renamed" not in before
    assert taken == [303, 422]
    assert "renamed" in eli.get(f"/organisations/{board}").text
    assert "line 3,'=Acorns,new" in eli.get(f"{own}/outcome.csv").text
    assert [ada.get(own).status_code, hand_in(ada, content).status_code] == [404, 403]
    assert "Choose a file" in hand_in(eli, b"", name="").text
    assert "binary" in hand_in(eli, b"PK\0\0").text


def hand_in(client: FlaskClient, content: bytes, name: str = "some.csv") -> TestResponse:
    return client.post("/organisations/imports", data={"file": (BytesIO(content), name)})


def test_the_directory_is_handed_out_as_of_a_day(app: Flask, ada: FlaskClient, board: int) -> None:
    ada.post(f"/organisations/{board}/memberships", data={"since": "2024-01-01", "shown": "y"})
    table, document = (ada.get(f"/organisations.{kind}?on=2026-03-31") for kind in ("csv", "json"))

    assert "Old Board,integrated_care_board,,2026-03-31,Q1" in table.text
    assert (document.json or {})["organisations"][0]["codes"] == {"ods": [{"code": "Q1"}]}
    assert "Ada" not in table.text + document.text
    assert "Old Board" not in ada.get("/organisations.csv").text
    assert app.test_client().get("/organisations.csv").status_code == 303
