"""The pages of organisations, as a browser sees them."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cop.people.models import User
from tests.factories.organisations import an_organisation
from tests.factories.people import a_user

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


def test_others_see_where_ada_comes_from(app: Flask, ada: FlaskClient, client_for: ClientFor, board: int) -> None:
    ada.post(f"/organisations/{board}/memberships", data={"since": "2024-01-01", "until": ""})
    with app.app_context():
        bo = client_for(a_user("Bo"))
    page = bo.get(f"/organisations/{board}").text

    assert "Ada" in page
    assert "Old Board" in bo.get("/people/" + page.split('href="/people/')[2].split('"')[0]).text
