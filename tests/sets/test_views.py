"""Who gets which answer from the pages of a set, and what bad input is told."""

import re
from datetime import timedelta

import pytest

from cop.communities.queries import community_for
from cop.core.database import db
from cop.sets import service
from cop.sets.models import LearningSet
from cop.sets.views import panels
from tests.sets.conftest import INSIDE, OUTSIDE

ROUTES = [
    ("get", "/sets/{id}"),
    ("get", "/sets/{id}/people"),
    ("get", "/sets/{id}/departures"),
    ("post", "/sets/{id}/departures"),
    ("get", "/sets/{id}/agreement"),
    ("get", "/sets/{id}/agreements/new"),
    ("post", "/sets/{id}/agreements"),
    ("post", "/sets/{id}/agreement/acceptances"),
    ("post", "/sets/{id}/seats"),
    ("post", "/sets/{id}/seats/{seat}/removals"),
    ("post", "/sets/{id}/seats/{seat}/deputies"),
    ("post", "/sets/{id}/seats/{seat}/facilitators"),
    ("post", "/sets/{id}/seats/{seat}/answers"),
]
FOR_THE_INVITED = [
    ("get", "/sets/{id}/invitation"),
    ("post", "/sets/{id}/acceptances"),
    ("post", "/sets/{id}/refusals"),
]


def _addresses(thursday, cast, path):
    seat = thursday.seats[cast.bo.id]
    known = path.format(id=thursday.id, seat=seat, promise=thursday.promise)
    return known, path.format(id=987654, seat=seat, promise=thursday.promise)


def _plain(answer, thursday):
    """The body without what differs between any two answers: random words, and the address asked for."""
    text = re.sub(r'(nonce|value)="[^"]*"', "", answer.text)
    return re.sub(rf"/sets/({thursday.id}|987654)\b|%2Fsets%2F({thursday.id}|987654)\b", "", text)


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_can_tell_a_set_from_one_made_up(client_for, thursday, cast, who):
    browser = client_for(getattr(cast, who))
    routes = ROUTES + (FOR_THE_INVITED if who != "jo" else [])

    for verb, path in routes:
        known, made_up = (getattr(browser, verb)(address) for address in _addresses(thursday, cast, path))
        assert (verb, path, known.status_code, made_up.status_code) == (verb, path, 404, 404)
        assert _plain(known, thursday) == _plain(made_up, thursday)
        assert "Thursday" not in known.text


def test_whoever_is_signed_out_is_led_to_sign_in_whether_or_not_there_is_a_set(app, thursday, cast):
    browser = app.test_client()

    for verb, path in ROUTES + FOR_THE_INVITED:
        known, made_up = (getattr(browser, verb)(address) for address in _addresses(thursday, cast, path))
        assert (known.status_code, made_up.status_code) == (303, 303)
        assert _plain(known, thursday) == _plain(made_up, thursday)


@pytest.mark.parametrize("who", INSIDE)
@pytest.mark.parametrize("page", ["{id}", "{id}/people", "{id}/departures", "{id}/agreement", "commitments/{promise}"])
def test_whoever_sits_reads_every_page(client_for, thursday, cast, who, page):
    answer = client_for(getattr(cast, who)).get(f"/sets/{page.format(id=thursday.id, promise=thursday.promise)}")

    assert answer.status_code == 200


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("bo", 403), ("cy", 404)])
def test_who_may_write_the_agreement(client_for, thursday, cast, who, status):
    assert client_for(getattr(cast, who)).get(f"/sets/{thursday.id}/agreements/new").status_code == status


@pytest.mark.parametrize(("who", "status"), [("ada", 303), ("mina", 403), ("hana", 404)])
@pytest.mark.parametrize("verb", ["removals", "deputies", "facilitators"])
def test_who_may_say_who_sits_where(client_for, thursday, cast, who, status, verb):
    seat = thursday.seats[cast.bo.id]

    answer = client_for(getattr(cast, who)).post(f"/sets/{thursday.id}/seats/{seat}/{verb}")

    assert answer.status_code == status


def test_the_invited_see_an_invitation_and_no_more(client_for, thursday, cast):
    browser = client_for(cast.jo)

    page = browser.get(f"/sets/{thursday.id}/invitation")

    assert page.status_code == 200
    assert all(word in page.text for word in ("The Thursday set", "Ada", "We ask."))
    assert not re.search(r"\b(Bo|Mina|Ring the centre)\b", page.text)
    assert browser.get(f"/sets/{thursday.id}").status_code == 404


def test_taking_the_seat_opens_the_set(client_for, thursday, cast):
    browser = client_for(cast.jo)
    before = browser.get("/sets").text

    answer = browser.post(f"/sets/{thursday.id}/acceptances")

    assert (answer.status_code, answer.location) == (303, f"/sets/{thursday.id}/agreement")
    assert "asks you" in before
    assert browser.get(f"/sets/{thursday.id}").status_code == 200
    assert browser.post(f"/sets/{thursday.id}/acceptances").status_code == 404


def test_saying_no_is_enough(client_for, thursday, cast):
    browser = client_for(cast.jo)

    assert browser.post(f"/sets/{thursday.id}/refusals").location == "/sets"
    assert "Thursday" not in browser.get("/sets").text


def test_a_member_removed_in_one_browser_is_outside_in_the_other(client_for, thursday, cast):
    bo = client_for(cast.bo)

    client_for(cast.ada).post(f"/sets/{thursday.id}/seats/{thursday.seats[cast.bo.id]}/removals")

    assert bo.get(f"/sets/{thursday.id}").status_code == 404
    assert "Thursday" not in bo.get("/sets").text


@pytest.mark.parametrize("who", ["hana", "eli", "cy", "dee"])
@pytest.mark.parametrize("address", ["/", "/sets", "/communities/{community}"])
def test_no_other_page_speaks_of_a_set_to_those_outside(client_for, thursday, cast, community_id, who, address):
    page = client_for(getattr(cast, who)).get(address.format(community=community_id))

    assert page.status_code == 200
    assert "Thursday" not in page.text
    assert "sealed" not in page.text.lower().replace("audience--sealed", "").replace("chip--sealed", "")


@pytest.mark.parametrize(
    ("who", "names"), [("bo", ["The Thursday set"]), ("hana", []), ("eli", None), ("dee", None), ("jo", None)]
)
def test_a_community_shows_people_their_own_sets_and_nobody_a_count(app, thursday, cast, community_id, now, who, names):
    viewer = getattr(cast, who)
    with app.test_request_context():
        shown = panels.community_sets(viewer, community_for(viewer, community_id), now=now)

    assert (shown and [each.name for each in shown["sets"]]) == names


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("bo", ["Read the agreement", "Say how it went"]),
        ("mina", ["Read the agreement"]),
        ("jo", ["Read the invitation"]),
        ("hana", []),
        ("dee", []),
    ],
)
def test_next_for_you_asks_for_what_is_asked(app, thursday, cast, community_id, now, who, asked):
    with app.test_request_context():
        service.write_agreement(cast.ada, thursday.id, confidentiality="closed", ground_rules="", seen=1, now=now)
        lines = panels.next_for(getattr(cast, who), community_id, now=now)
        elsewhere = panels.next_for(getattr(cast, who), community_id + 1, now=now)

    assert [line.button for line in lines] == asked
    assert elsewhere == []


def test_a_commitment_is_reported_by_its_owner_alone(client_for, thursday, cast):
    path = f"/sets/commitments/{thursday.promise}/reports"
    said = {"outcome": "done", "note": "They were glad."}

    assert client_for(cast.mina).post(path, data=said).status_code == 403
    assert client_for(cast.bo).post(path, data=said).status_code == 303
    page = client_for(cast.mina).get(f"/sets/commitments/{thursday.promise}")
    assert "They were glad" not in page.text


@pytest.mark.parametrize(
    "said", [{}, {"outcome": "no such"}, {"outcome": "not_done"}, {"outcome": "moved"}, {"note": "x" * 100_000}]
)
def test_a_report_that_will_not_do_is_kept_and_explained(client_for, thursday, cast, said):
    path = f"/sets/commitments/{thursday.promise}/reports"

    answer = client_for(cast.bo).post(path, data=said)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_can_tell_a_commitment_from_one_made_up(client_for, thursday, cast, who):
    browser = client_for(getattr(cast, who))
    for verb, rest in [("get", ""), ("post", "/reports"), ("post", "/wordings"), ("get", "/removals")]:
        known, made_up = (getattr(browser, verb)(f"/sets/commitments/{n}{rest}") for n in (thursday.promise, 987654))
        assert (verb, rest, known.status_code, made_up.status_code) == (verb, rest, 404, 404)


def test_other_words_and_another_date_for_what_was_promised(client_for, thursday, cast, now):
    path = f"/sets/commitments/{thursday.promise}"
    words = {"what": "Visit them", "first_step": "Look up the bus", "by_when": str(now.date() + timedelta(days=3))}

    assert client_for(cast.bo).post(f"{path}/wordings", data={**words, "by_when": "soon"}).status_code == 422
    assert client_for(cast.bo).post(f"{path}/wordings", data=words).status_code == 303
    assert "Visit them" in client_for(cast.bo).get(path).text


def test_an_agreement_is_written_and_accepted(client_for, thursday, cast):
    ada = client_for(cast.ada)
    words = {"seen": 1, "confidentiality": "closed", "ground_rules": "- We <b>ask</b>"}

    assert ada.post(f"/sets/{thursday.id}/agreements", data={**words, "ground_rules": "x" * 100_000}).status_code == 422
    assert ada.post(f"/sets/{thursday.id}/agreements", data=words).status_code == 303
    assert ada.post(f"/sets/{thursday.id}/agreements", data=words).status_code == 409
    assert ada.post(f"/sets/{thursday.id}/agreement/acceptances", data={"seen": 2}).status_code == 303
    page = ada.get(f"/sets/{thursday.id}/agreement").text
    assert "<b>ask" not in page
    assert "risk" in page


@pytest.mark.parametrize("email", ["", "nobody", "x" * 100_000, "bo@example.org", "a@b@c", "two\nlines@example.org"])
def test_an_address_that_will_not_do_is_explained(client_for, thursday, cast, email):
    answer = client_for(cast.ada).post(f"/sets/{thursday.id}/seats", data={"name": "Gil", "email": email})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_everybody_who_joins_reads_every_date_in_their_own_zone(app, client_for, thursday, cast):
    with app.app_context():
        assert db.session.get(LearningSet, thursday.id) is not None

    assert "11:00" in client_for(cast.bo).get(f"/sets/{thursday.id}").text
