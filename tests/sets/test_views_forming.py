"""The page on which a set is formed: the planner, and every way in which the form can be filled in wrongly."""

from datetime import timedelta

import pytest
from werkzeug.datastructures import MultiDict

from cop.core.database import db
from cop.sets import queries
from cop.sets.forms import SetForm
from cop.sets.models import LearningSet


def _typed(now, **changes):
    days = {f"day_{row}": str((now + timedelta(weeks=5 * row)).date()) for row in range(1, 5)}
    times = {f"time_{row}": "14:30" for row in range(1, 7)}
    plain = {"name": "Friday set", "purpose": "p", "community": "", "members": "6", "minutes": "180", "slot": "45"}
    return {**plain, "facilitator": "me", **days, **times, **changes}


def _sets(app):
    with app.app_context():
        return db.session.query(LearningSet).count()


def test_a_set_is_formed_and_its_dates_are_those_of_the_reader(app, client_for, cast, now):
    ada = client_for(cast.ada)

    answer = ada.post("/sets", data=_typed(now, day_2="2027-06-10"))
    answer = ada.post("/sets", data=_typed(now)) if answer.status_code == 422 else answer

    with app.app_context():
        formed = queries.sets_visible_to(cast.ada)[0]
        assert answer.location == f"/sets/{formed.id}/people"
        assert [date.starts_at.hour for date in formed.dates] == [14, 14, 14, 13]


def test_a_form_sent_twice_forms_one_set(app, client_for, cast, now):
    ada, typed = client_for(cast.ada), _typed(now, key="once")

    answers = [ada.post("/sets", data=typed) for _ in range(2)]

    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert _sets(app) == 1


WRONG = [
    ({"name": ""}, "Give the set a name"),
    ({"name": "x" * 100_000}, "at most 120"),
    ({"purpose": "x" * 100_000}, "at most 2000"),
    ({"members": "9"}, "5 to 8 seats"),
    ({"members": "many"}, "5 to 8 seats"),
    ({"members": "9" * 5000}, "5 to 8 seats"),
    ({"minutes": "0"}, "60 to 240 minutes"),
    ({"minutes": "other", "other_minutes": "0"}, "60 to 240 minutes"),
    ({"minutes": "other", "other_minutes": "-90"}, "60 to 240 minutes"),
    ({"minutes": "90", "slot": "60"}, "Nobody could present"),
    ({"slot": "7"}, "35, 45 or 60"),
    ({"running_order": "dance"}, "Choose from the list how the meetings run"),
    ({"running_order": ""}, "Choose from the list how the meetings run"),
    ({"community": "9" * 30}, "Choose a community from the list"),
    ({"community": "987654"}, "Choose a community from the list"),
    ({"community": "nowhere"}, "Choose a community from the list"),
    ({"day_1": "2020-01-01"}, "in the past"),
    ({"day_1": "0001-01-01"}, "somebody alive"),
    ({"day_1": "9999-12-31"}, "somebody alive"),
    ({"day_1": "tomorrow"}, "from the calendar"),
    ({"day_4": ""}, "4 to 6 meetings"),
    ({"time_1": ""}, "Give the time"),
    ({"time_1": "late"}, "as 10:00"),
    ({"facilitator": ""}, "needs one facilitator"),
    ({"facilitator": "other"}, "needs one facilitator"),
    ({"facilitator": "other", "facilitator_email": "nobody"}, "address"),
]


@pytest.mark.parametrize(("changes", "sentence"), WRONG)
def test_what_will_not_do_is_explained_and_kept(app, client_for, cast, now, changes, sentence):
    answer = client_for(cast.ada).post("/sets", data=_typed(now, **{"purpose": "Kept words", **changes}))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "purpose" in changes or "Kept words" in answer.text
    assert _sets(app) == 0


def test_nothing_at_all_is_explained_too(client_for, cast):
    answer = client_for(cast.ada).post("/sets", data={})

    assert answer.status_code == 422
    assert "Give the set a name" in answer.text


@pytest.mark.parametrize(("who", "status"), [("ada", 422), ("hana", 303)])
def test_a_set_is_formed_in_a_community_by_whoever_may(app, client_for, cast, community_id, now, who, status):
    answer = client_for(getattr(cast, who)).post("/sets", data=_typed(now, community=str(community_id)))

    assert answer.status_code == status
    assert _sets(app) == (status == 303)
    assert status == 303 or ("Choose a community" in answer.text and "Dementia network" not in answer.text)


def test_a_coordinator_may_choose_the_community(client_for, cast, community_id):
    assert "Dementia network" in client_for(cast.hana).get(f"/sets/new?community={community_id}").text
    assert "Dementia network" not in client_for(cast.ada).get(f"/sets/new?community={community_id}").text


def test_the_plan_can_be_worked_out_without_forming_anything(app, client_for, cast, now):
    answer = client_for(cast.ada).post("/sets", data=_typed(now, members="7", minutes="120", work_it_out="1"))

    assert answer.status_code == 200
    assert "3 of your 7 members would never present" in answer.text
    assert "Friday set" in answer.text
    assert _sets(app) == 0


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("members=6&minutes=180&slot=45&dates=4", "2 slots of 45 minutes fit"),
        ("members=6&minutes=180&slot=45&dates=4", "Everyone presents once by meeting 3 of 4"),
        ("members=7&minutes=120&slot=45&dates=4", "3 of your 7 members would never present"),
        ("members=8&minutes=60&slot=60&dates=4", "No slot of 60 minutes fits"),
        ("members=6&minutes=other&other_minutes=100&slot=35", "One slot|1 slot of 35"),
        ("", "2 slots of 45 minutes fit|Choose the seats"),
        ("members=x&minutes=-1&slot=9999999999999", "Choose the seats"),
        ("members=6&minutes=180&slot=45&dates=abc&day_1=0001-01-01&day_2=junk", "slots of 45"),
    ],
)
def test_the_planner_says_live_what_fits(client_for, cast, query, sentence):
    answer = client_for(cast.ada).get(f"/sets/plan?{query}")

    assert answer.status_code == 200
    assert any(each in answer.text for each in sentence.split("|"))


def test_the_planner_reads_nothing_that_only_the_set_should_see(app, client_for, cast):
    secrets = {"name": "Zephyrine", "purpose": "z" * 9000, "facilitator_email": "z@example.org", "community": "z"}
    page = client_for(cast.ada).get("/sets/new").text
    planned = page.split('data-planned="')[1].split('"')[0].split()

    with app.test_request_context():
        form = SetForm.to_plan(MultiDict({**dict.fromkeys(planned, "1"), **secrets}))

    assert [form[name].data for name in secrets] == [None] * len(secrets)
    assert set(planned) == {"members", "minutes", "other_minutes", "slot", "running_order"} | {
        f"day_{row}" for row in range(1, 7)
    }
