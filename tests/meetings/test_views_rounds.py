"""A round of a gathering in the browser of each person."""

import re

import pytest

from cop.meetings.rules.rounds import MOST_AT_ONCE
from cop.meetings.service import rounds
from tests.factories.rounds import a_gathering, a_round, begun, progress, stored

VERBS = ["arrivals", "departures", "starts", "advances", "turns", "passes", "finishes", "keepers"]


@pytest.fixture
def here(app, now):
    with app.app_context():
        return a_gathering(now=now)


@pytest.fixture
def running(app, here, now):
    """The id of a check-in that has just begun: Ada keeps it and has the first turn, then Bo and Mina."""
    with app.app_context():
        return begun(here.ada, here.space_id, others=[here.bo, here.mina], now=now)


@pytest.fixture
def pairs(app, here, now):
    """The id of a round in which people go in pairs."""
    with app.app_context():
        round_id = begun(here.ada, here.space_id, kind="one_two_all", others=[here.bo, here.mina], now=now)
        rounds.move_on(here.ada, round_id, seen=progress(round_id).step, now=now)
        return round_id


def buttons(page):
    """What can be pressed, with where it leads."""
    forms = re.findall(r'<form method="post"\s+action="[^"]*/([a-z-]+)".*?<button[^>]*>([^<]*)<', page, re.DOTALL)
    return {label: verb for verb, label in forms}


def without_nonces(page):
    return re.sub(r'nonce="[^"]*"|value="[^"]*"', "", page)


def test_whoever_posts_in_a_space_opens_a_round_on_its_page(client_for, here):
    browser = client_for(here.bo)

    opened = browser.post(f"/spaces/{here.space_id}/rounds", data={"kind": "one_two_all"})

    assert opened.status_code == 303
    assert buttons(browser.get(f"/spaces/{here.space_id}").text)["Open a round: Check-in"] == "rounds"
    assert opened.location in client_for(here.gil).get(f"/spaces/{here.space_id}").text
    assert {"Begin": "starts", "Leave the round": "departures"}.items() <= buttons(
        browser.get(opened.location).text
    ).items()


def test_the_page_of_a_space_says_nothing_of_rounds_to_those_who_cannot_open_or_read_one(app, client_for, here, now):
    assert "Rounds" not in client_for(here.gil).get(f"/spaces/{here.space_id}").text
    with app.app_context():
        a_round(here.ada, here.space_id, now=now)
    assert "Rounds" in client_for(here.gil).get(f"/spaces/{here.space_id}").text
    assert "Rounds" in client_for(here.hana).get(f"/spaces/{here.noise_id}").text
    answers = [client_for(here.bo).get(f"/spaces/{here.noise_id}"), client_for(here.cy).get(f"/spaces/{here.space_id}")]
    assert [(answer.status_code, "Rounds" in answer.text) for answer in answers] == [(200, False), (404, False)]


@pytest.mark.parametrize(("who", "status"), [("hana", 303), ("gil", 403), ("cy", 404), ("dee", 404), ("eli", 404)])
def test_who_may_open_a_round(client_for, here, who, status):
    sent = client_for(getattr(here, who)).post(f"/spaces/{here.space_id}/rounds", data={"kind": "check_in"})

    assert sent.status_code == status


@pytest.mark.parametrize("kind", ["", "als_standard", "check_in\0x", "own"])
def test_a_kind_that_there_is_not_is_refused(client_for, here, kind):
    assert client_for(here.bo).post(f"/spaces/{here.space_id}/rounds", data={"kind": kind}).status_code == 400


@pytest.mark.parametrize("who", ["cy", "dee", "eli", "fay"])
def test_to_an_outsider_a_round_is_like_one_that_was_made_up(client_for, here, running, who):
    browser = client_for(getattr(here, who))
    made_up = running - 1 or 2
    data = {"seen": 1, "holder": here.ada.id, "person": here.bo.id}

    for path in ("", "/stage"):
        real, other = (browser.get(f"/rounds/{each}{path}") for each in (running, made_up))
        assert real.status_code == other.status_code == 404
        assert without_nonces(real.text) == without_nonces(other.text).replace(str(made_up), str(running))
    for verb in VERBS:
        assert browser.post(f"/rounds/{running}/{verb}", data=data).status_code == 404


def test_a_visitor_is_asked_to_sign_in(app, here, running):
    assert "/sign-in" in app.test_client().get(f"/rounds/{running}").location


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("starts", {}), ("advances", {"seen": "soon"}), ("finishes", {"seen": -1}), ("turns", {"holder": "Ada"}),
        ("keepers", {}), ("keepers", {"person": "0"}), ("keepers", {"person": 2**40}),
    ],
)  # fmt: skip
def test_what_no_button_of_ours_sends_is_refused(client_for, here, running, verb, data):
    assert client_for(here.ada).post(f"/rounds/{running}/{verb}", data=data).status_code == 400


def test_each_sees_what_they_can_do_in_a_check_in(client_for, here, running):
    pages = {
        name: client_for(getattr(here, name)).get(f"/rounds/{running}").text for name in ("ada", "bo", "hana", "gil")
    }

    assert buttons(pages["ada"]).keys() >= {"Pass", "Thank you, next", "Finish the round", "Leave the round", "Bo"}
    assert buttons(pages["bo"]) == {"Pass": "passes", "Leave the round": "departures"}
    assert buttons(pages["hana"]) == {"Come in, with the last turn": "arrivals"}
    assert buttons(pages["gil"]) == {}
    assert "Ada has the turn. Next: Bo, then Mina. Ada keeps the round." in pages["gil"]
    assert "It is your turn. Next: Bo, then Mina." in pages["ada"]


def test_a_check_in_is_walked_through_with_forms_alone(app, client_for, here, running):
    ada, bo, hana = (client_for(person) for person in (here.ada, here.bo, here.hana))
    address = f"/rounds/{running}"

    sent = [
        ada.post(f"{address}/turns", data={"holder": here.ada.id}),
        hana.post(f"{address}/arrivals"),
        bo.post(f"{address}/passes"),
        ada.post(f"{address}/turns", data={"holder": here.mina.id}),
        hana.post(f"{address}/turns", data={"holder": here.hana.id}),
        ada.post(f"{address}/keepers", data={"person": here.bo.id}),
        ada.post(f"{address}/departures"),
    ]

    assert {(answer.status_code, answer.location) for answer in sent} == {(303, address)}
    assert "Everybody has had a turn." in bo.get(address).text
    assert "You keep the round" in bo.get(address).text
    with app.app_context():
        step = progress(running).step
    late = bo.post(f"{address}/finishes", data={"seen": step - 1})
    assert late.status_code == 409
    assert "Somebody moved this on just before you." in late.text
    assert "You keep the round" in late.text
    assert bo.post(f"{address}/finishes", data={"seen": step}).status_code == 303
    assert "This round is over" in hana.get(f"{address}/stage").text


def test_a_round_too_many_is_refused_on_a_page_of_its_own(app, client_for, here):
    ada, address = client_for(here.ada), f"/spaces/{here.space_id}/rounds"

    answers = [ada.post(address, data={"kind": "check_in"}) for _ in range(MOST_AT_ONCE + 1)]

    assert [each.status_code for each in answers] == [303] * MOST_AT_ONCE + [422]
    assert "There are enough rounds open in this space." in answers[-1].text


def test_pairs_are_named_on_everybodys_page(client_for, here, pairs):
    pages = {name: client_for(getattr(here, name)).get(f"/rounds/{pairs}/stage").text for name in ("ada", "gil")}

    assert re.search(r"You are with</span>\s*Bo and Mina", pages["ada"])
    assert "You are with" not in pages["gil"]
    assert "Ada, Bo and Mina" in pages["gil"]
    assert buttons(pages["ada"])["Move on to All"] == "advances"


def test_one_two_all_is_begun_and_moved_on_with_forms_alone(app, client_for, here, now):
    with app.app_context():
        round_id = a_round(here.ada, here.space_id, kind="one_two_all", others=[here.bo], now=now)
    ada = client_for(here.ada)

    assert "Bo" in ada.get(f"/rounds/{round_id}").text
    assert "Ada begins when everybody is there." in client_for(here.bo).get(f"/rounds/{round_id}").text
    for seen, verb in enumerate(("starts", "advances", "advances")):
        assert ada.post(f"/rounds/{round_id}/{verb}", data={"seen": seen}).status_code == 303
    assert ada.post(f"/rounds/{round_id}/advances", data={"seen": 3}).status_code == 422

    assert "All together: what stood out?" in ada.get(f"/rounds/{round_id}").text


def test_a_round_that_nobody_keeps_is_offered_to_everybody_in_it(client_for, clock, here, running):
    clock.forward(minutes=2)
    page = client_for(here.bo).get(f"/rounds/{running}").text
    assert "Nobody has heard of Ada for a minute." in page
    assert buttons(page)["I keep it from here"] == "keepers"

    client_for(here.ada).post(f"/rounds/{running}/departures")

    assert "Anybody here may take it on." in client_for(here.bo).get(f"/rounds/{running}").text


def test_nothing_that_anybody_says_has_a_place_in_a_round(app, here, running):
    with app.app_context():
        columns = {column.name for column in stored(running).__table__.columns}

    assert columns == {"id", "space_id", "kind", "keeper_id", "version", "progress", "opened_at", "ended_at"}


def test_a_circle_of_many_has_smaller_seats(app):
    with app.test_request_context():
        draw = app.jinja_env.get_template("components/circle.html").make_module()
        few, many = (draw.circle([{"name": "Bo"}] * number, "People.") for number in (11, 22))

    assert "scale" not in few
    assert many.count("scale(0.5)") == 22
