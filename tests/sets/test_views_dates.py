"""The page on which a facilitator changes the dates."""

import pytest

from cop.sets import queries, service
from cop.sets.service import season


@pytest.fixture
def ada(client_for, cast):
    return client_for(cast.ada)


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("bo", 403), ("cy", 404), ("eli", 404), ("hana", 404)])
def test_who_sees_the_page_of_the_dates(client_for, cast, thursday, who, status):
    assert client_for(getattr(cast, who)).get(f"/sets/{thursday.id}/dates").status_code == status


def test_a_date_is_moved_and_everybody_reads_it_on_the_sets_page(ada, client_for, cast, thursday):
    date_id = thursday.dates[0]
    sent = {f"d{date_id}-day": "2026-12-03", f"d{date_id}-at": "14:30"}

    answer = ada.post(f"/sets/{thursday.id}/dates/{date_id}/moments", data=sent)

    assert answer.status_code == 303
    page = client_for(cast.bo).get(f"/sets/{thursday.id}").text
    assert "Moved:" in page
    assert "14:30" in page
    assert "Change the dates" not in page


def test_a_date_is_cancelled_and_another_added(app, ada, thursday):
    cancelled = ada.post(f"/sets/{thursday.id}/dates/{thursday.dates[1]}/cancellations", data={})
    added = ada.post(f"/sets/{thursday.id}/dates", data={"new-day": "2027-01-14", "new-at": "10:00"})

    assert (cancelled.status_code, added.status_code) == (303, 303)
    page = ada.get(f"/sets/{thursday.id}/dates").text
    assert "Cancelled:" in page
    assert "Added:" in page
    assert "This meeting was cancelled" in ada.get(f"/meetings/{thursday.dates[1]}").text


def test_the_last_date_to_come_stays_and_the_page_says_why(ada, thursday):
    answers = [ada.post(f"/sets/{thursday.id}/dates/{date}/cancellations", data={}) for date in thursday.dates]

    assert [answer.status_code for answer in answers] == [303] * (len(answers) - 1) + [422]
    assert "the last date that is still to come" in answers[-1].text


@pytest.mark.parametrize(
    ("day", "at", "sentence"),
    [
        ("2020-01-01", "10:00", "cannot be in the past"), ("", "10:00", "Choose a day"), ("soon", "10:00", "calendar"),
        ("2026-11-26", "12:00", "already meets"), ("2026-12-31", "25:99", "Type the time"),
        ("9999-12-31", "10:00", "year"),
    ],
)  # fmt: skip
def test_a_time_that_will_not_do_is_kept_and_explained(ada, thursday, day, at, sentence):
    answer = ada.post(f"/sets/{thursday.id}/dates", data={"new-day": day, "new-at": at})

    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_rota_and_a_number_are_chosen_on_the_same_page(app, ada, cast, thursday):
    date_id = thursday.dates[2]
    ada.post(f"/sets/{thursday.id}/dates/{date_id}/facilitators", data={f"d{date_id}-person": cast.mina.id})
    ada.post(f"/sets/{thursday.id}/dates/fewest", data={"fewest": "4"})

    assert "Mina facilitates." in ada.get(f"/sets/{thursday.id}").text
    with app.app_context():
        assert queries.set_for(cast.ada, thursday.id).fewest_members == 4


def test_a_number_that_will_not_do_is_explained(ada, thursday):
    answer = ada.post(f"/sets/{thursday.id}/dates/fewest", data={"fewest": "7"})

    assert (answer.status_code, "from 2 to 6" in answer.text) == (422, True)


def test_a_meeting_to_make_up_for_is_named_by_the_page(app, ada, cast, thursday, clock):
    clock.forward(hours=2)
    page = ada.get(f"/sets/{thursday.id}/dates?instead={thursday.dates[0]}").text
    sent = {"new-day": "2026-12-03", "new-at": "10:00", "new-instead": thursday.dates[0]}

    assert "Make up for the meeting" in page
    assert ada.post(f"/sets/{thursday.id}/dates", data=sent).status_code == 303
    assert "Made up for:" in ada.get(f"/sets/{thursday.id}").text


@pytest.mark.parametrize("instead", ["the last one", "9" * 30, "0" * 20 + "9" * 20, "-1"])
def test_a_meeting_that_there_is_not_cannot_be_made_up_for(ada, thursday, clock, instead):
    sent = {"new-day": "2026-12-03", "new-at": "10:00", "new-instead": instead}

    assert ada.post(f"/sets/{thursday.id}/dates", data=sent).status_code == 404
    assert "2026-12-03" not in ada.get(f"/sets/{thursday.id}/dates").text


@pytest.mark.parametrize(("said", "sentence"), [("", "Choose somebody."), ("9" * 30, "who sits in the set")])
def test_the_rota_is_not_changed_by_somebody_unknown(ada, thursday, cast, said, sentence):
    date_id, address = thursday.dates[1], f"/sets/{thursday.id}/dates"
    ada.post(f"{address}/{date_id}/facilitators", data={f"d{date_id}-person": cast.mina.id})

    answer = ada.post(f"{address}/{date_id}/facilitators", data={f"d{date_id}-person": said} if said else {})

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert "Mina facilitates." in ada.get(f"/sets/{thursday.id}").text


def test_what_was_reported_on_a_date_that_is_cancelled_comes_up_again(app, cast, thursday, now):
    with app.app_context():
        service.skip(cast.ada, thursday.promise, reason="next time", season_date_id=thursday.dates[1], now=now)
        assert queries.due_commitments(thursday.id, at_meeting=2) == []

        season.cancel_date(cast.ada, thursday.id, season_date_id=thursday.dates[1], now=now)

        assert [each.id for each in queries.due_commitments(thursday.id, at_meeting=2)] == [thursday.promise]
