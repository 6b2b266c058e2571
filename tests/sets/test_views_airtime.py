"""The airtime of a season on the set's page: a picture and its table, by seat, for those who sit and nobody else."""

import re
from datetime import timedelta

import pytest

from cop.core.database import transaction
from cop.sets import service
from cop.sets.models import LearningSet
from tests.sets.conftest import INSIDE

BY_SEAT = re.compile(r'<th scope="row">(\w+)</th>')


@pytest.fixture
def held(app, thursday, cast, now):
    """The first meeting has been: Bo had forty minutes of forty-five, Mina was there and has had none."""
    with app.app_context():
        service.enter_airtime(
            thursday.dates[0],
            credit={cast.bo.id: 1350, cast.mina.id: 1350},
            used={cast.bo.id: 2400},
            planned={cast.bo.id: 2700},
            now=now,
        )
    return thursday


def page(client_for, person, path):
    return " ".join(client_for(person).get(path).text.split())


def test_the_picture_and_the_table_say_the_same(client_for, held, cast):
    told = page(client_for, cast.bo, f"/sets/{held.id}")

    assert "40 of 45</text>" in told
    assert "<td> 40 minutes of 45 </td>" in told
    assert told.count("due a slot</text>") == told.count("<td> due a slot </td>") > 0
    assert 'role="img"' in told


def test_it_adds_up_to_the_second(client_for, held, cast):
    told = page(client_for, cast.mina, f"/sets/{held.id}")

    assert "2700 seconds were shared out, 2400 used, 300 are due and 0 have lapsed" in told


def test_people_stand_in_the_order_of_their_seats_whoever_is_due(client_for, held, cast):
    told = page(client_for, cast.ada, f"/sets/{held.id}")

    assert BY_SEAT.findall(told)[:2] == ["Bo", "Mina"]
    assert not re.search(r"rank|most airtime|balance", told, re.IGNORECASE)


@pytest.mark.parametrize("who", INSIDE)
def test_the_page_says_beforehand_when_not_everybody_can_present(app, client_for, thursday, cast, who):
    path = f"/sets/{thursday.id}"
    before = page(client_for, getattr(cast, who), path)
    with app.app_context(), transaction() as tx:
        learning_set = tx.session.get_one(LearningSet, thursday.id)
        learning_set.state, learning_set.seats, learning_set.meeting_minutes = "contracting", 7, 120

    told = page(client_for, getattr(cast, who), path)

    assert "would not present this season" not in before
    assert "In the 4 meetings left there is time for 4 slots, and 7 of you have not presented yet" in told
    assert "3 would not present this season" in told


def test_the_agreement_says_how_time_is_shared_and_what_each_way_comes_to(client_for, thursday, cast):
    ada = client_for(cast.ada)
    asked = page(client_for, cast.ada, f"/sets/{thursday.id}/agreements/new")
    said = {"confidentiality": "closed", "sharing": "rotation", "ground_rules": "We ask.", "seen": "1"}

    assert ada.post(f"/sets/{thursday.id}/agreements", data=said).status_code == 303

    assert "With everybody there, that is 2 parts of 60 minutes." in asked
    told = page(client_for, cast.bo, f"/sets/{thursday.id}/agreement")
    assert "<strong>Rotation.</strong> Nobody asks." in told
    assert "How you share the time: rotation." in page(client_for, cast.bo, f"/sets/{thursday.id}")


def test_a_way_of_sharing_that_is_none_is_refused_and_what_was_written_is_kept(client_for, thursday, cast):
    said = {"confidentiality": "closed", "sharing": "auction", "ground_rules": "Our own words.", "seen": "1"}

    answer = client_for(cast.ada).post(f"/sets/{thursday.id}/agreements", data=said)

    assert answer.status_code == 422
    assert "Choose how you share the time of a meeting." in answer.text
    assert "Our own words." in answer.text


def test_somebody_who_was_not_there_is_shown_as_away_and_whoever_had_a_slot_stays(app, client_for, thursday, cast, now):
    with app.app_context():
        service.enter_airtime(thursday.dates[0], credit={cast.bo.id: 60}, used={cast.bo.id: 60}, now=now + timedelta(1))
        service.leave(cast.bo, thursday.id, now=now + timedelta(2))

    told = page(client_for, cast.ada, f"/sets/{thursday.id}")

    assert BY_SEAT.findall(told)[:2] == ["Bo", "Mina"]
    assert "<td> away </td>" in told


def test_whoever_facilitated_a_meeting_is_said_to_have_and_not_to_have_been_away(app, client_for, thursday, cast, now):
    everybody = dict.fromkeys((cast.ada.id, cast.bo.id, cast.mina.id), 60)
    with app.app_context():
        service.enter_airtime(thursday.dates[0], credit=everybody, used={}, led_by=cast.bo.id, now=now + timedelta(1))
        del everybody[cast.ada.id]
        service.enter_airtime(thursday.dates[1], credit=everybody, used={}, led_by=cast.ada.id, now=now + timedelta(2))

    told = page(client_for, cast.mina, f"/sets/{thursday.id}")

    assert BY_SEAT.findall(told)[:3] == ["Ada", "Bo", "Mina"]
    assert told.count("facilitated</text>") == told.count("<td> facilitated </td>") == 2
    assert "away</text>" not in told
