"""The pages of rights over one's data, as a browser sees them."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from cop.core import jobs
from cop.core.database import db
from cop.people import service as people
from cop.rights.models import Complaint, Erasure
from tests.factories.people import PASSWORD, a_user
from tests.rights.canary import live


@pytest.fixture
def dora(app):
    with app.app_context():
        return a_user("Dora", password=PASSWORD)


def _do_jobs(app, now) -> None:
    with app.app_context():
        jobs.run_all(now=now)


def test_everything_of_ones_own_is_gathered_told_and_saved(app, client_for, dora, clock, now):
    client = client_for(dora)
    assert "Gather everything of mine" in client.get("/people/me/data").text
    assert client.post("/people/me/copies").status_code == 303
    assert "when it is ready" in client.get("/people/me/data").text
    assert "within the last hour" in client.post("/people/me/copies").text
    _do_jobs(app, now)
    saved = client.post("/people/me/copies/downloads")
    with ZipFile(BytesIO(saved.data)) as file:
        page = file.read("index.html").decode()

    assert saved.headers["Cache-Control"] == "no-store"
    assert "attachment" in saved.headers["Content-Disposition"]
    assert "dora@example.org" in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page), "it needs nothing else"
    clock.forward(hours=2)
    assert client.post("/people/me/copies/downloads", data={"password": "a guess"}).status_code == 422
    assert "Your password" in client.get("/people/me/data").text
    assert client.post("/people/me/copies/downloads", data={"password": PASSWORD}).status_code == 200


def test_a_right_proof_costs_nothing_and_guesses_are_slowed(app, client_for, dora, clock, now):
    client, download = client_for(dora), "/people/me/copies/downloads"
    client.post("/people/me/copies")
    _do_jobs(app, now)
    clock.forward(hours=2)

    assert {client.post(download, data={"password": PASSWORD}).status_code for _ in range(12)} == {200}
    guesses = [client.post(download, data={"password": "a guess"}).text for _ in range(12)]
    assert "not your password" in guesses[0]
    assert "That was a lot of tries" in guesses[-1]


def test_whoever_has_no_password_and_came_in_a_while_ago_is_sent_a_link(app, client_for, clock):
    with app.app_context():
        nia = a_user("Nia")
    client = client_for(nia)
    clock.forward(hours=2)

    assert "Send me a link" in client.get("/people/me/erasure").text
    assert client.post("/people/me/erasure", data={"choice": "remove"}).status_code == 422


def test_an_account_is_deleted_after_a_while_and_signed_out(app, client_for, dora, clock):
    client = client_for(dora)
    assert client.post("/people/me/erasure").status_code == 422
    for choice in ("remove", "unnamed"):
        assert client.post("/people/me/erasure", data={"choice": choice}).status_code == 303
    assert "Your account will be deleted on" in client.get("/people/me/data").text
    assert client.post("/people/me/erasure/withdrawals").status_code == 303
    assert client.post("/people/me/erasure/withdrawals").status_code == 404
    client.post("/people/me/erasure", data={"choice": "remove"})
    with app.app_context():
        due = db.session.scalars(select(Erasure.due_at)).one()
        for chore in app.extensions["cop_chores"]:
            chore(now=due)

    assert client.get("/people/me").status_code == 303
    assert client.post("/sign-in", data={"email": "dora@example.org", "password": PASSWORD}).status_code == 422


def test_a_sentence_stands_in_place_of_words_that_were_removed(app, client_for, now):
    with app.app_context():
        life = live(now)
        people.erase(life.bo.id, keeps_words=False, now=now)
    page = client_for(life.cast.mina).get(f"/threads/{life.ids['shared']}").text

    assert "These words were removed by whoever wrote them." in page
    assert "Somebody who has left" in page
    assert "A conversation whose beginning was removed" in page
    assert "I have tried that." in page


def test_a_complaint_needs_no_account_and_is_answered_by_an_administrator(app, client_for, now):
    visitor = app.test_client()
    wrong = visitor.post("/complaints", data={"kind": "data", "email": "nowhere", "words": "zq slow"})
    said = {"kind": "data", "name": "Cy", "email": "cy@example.org", "words": "zq slow"}
    assert (wrong.status_code, "zq slow" in wrong.text) == (422, True)
    assert visitor.post("/complaints", data=said).location == "/complaints/thanks"
    _do_jobs(app, now)
    with app.app_context():
        eli, number = a_user("Eli", is_admin=True), db.session.scalars(select(Complaint.id)).one()
    client = client_for(eli)

    assert "Open" in client.get("/complaints/register").text
    assert "zq slow" in client.get(f"/complaints/{number}").text
    assert client.post(f"/complaints/{number}", data={"outcome": ""}).status_code == 422
    assert client.post(f"/complaints/{number}", data={"outcome": "It is mended."}).status_code == 303
    assert "It is mended." in client.get(f"/complaints/{number}").text
    assert app.test_client().get("/complaints/register").status_code == 303


def test_what_is_late_is_shown(app, client_for, dora, clock, now):
    asked = {"kind": "correction", "words": "My address is wrong."}
    assert client_for(dora).post("/people/me/corrections", data=asked).status_code == 303
    assert client_for(dora).post("/people/me/corrections", data={"kind": "correction"}).status_code == 422
    assert "you get an answer by" in client_for(dora).get("/people/me/corrections").text
    clock.now = now + timedelta(days=32)
    with app.app_context():
        eli = a_user("Eli", is_admin=True)

    assert "Late" in client_for(eli).get("/complaints/register").text


def test_anybody_reads_what_is_kept(app):
    assert "24 months after the set closes" in app.test_client().get("/kept").text
