"""Another season of a set: planned after the last meeting, agreed to anew, and begun with nothing."""

import re
from datetime import timedelta

import pytest

from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.models import Job
from cop.meetings.models import Meeting
from cop.meetings.queries import stage_for
from cop.sets import queries, service
from cop.sets.listeners import tell_of_offers
from cop.sets.service import closing, season
from cop.sets.service.airtime import enter_airtime
from cop.sets.service.renewal import renew
from tests.factories.renewals import another_season, following

SLOT = 45 * 60


@pytest.fixture
def over(app, thursday, cast, clock):
    """The four meetings are over; Bo presented in the first."""
    with app.app_context():
        credit, used = {cast.bo.id: SLOT // 2, cast.mina.id: SLOT // 2}, {cast.bo.id: SLOT}
        enter_airtime(thursday.dates[0], credit=credit, used=used, planned=used, now=clock.now)
    clock.forward(weeks=16)
    return thursday


TOKENS = re.compile(r'(?:value|nonce)="[^"]*"')


def renewed(cast, over, *, now):
    another_season(cast.ada, over.id, accepted_by=(cast.ada, cast.bo, cast.mina), now=now)
    return queries.set_for(cast.ada, over.id)


def typed(now, **changes):
    days = {f"day_{row}": str((now + timedelta(weeks=5 * row)).date()) for row in range(1, 5)}
    return {"onward": "as_before", "minutes": "180", "slot": "45", **days, "time_1": "10:00", **changes}


@pytest.mark.parametrize(
    ("who", "status"), [("ada", 303), ("bo", 403), ("cy", 404), ("dee", 404), ("eli", 404), ("hana", 404), ("jo", 404)]
)
def test_who_may_plan_another_season(client_for, over, cast, clock, who, status):
    browser = client_for(getattr(cast, who))

    assert browser.post(f"/sets/{over.id}/seasons", data=typed(clock.now)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("bo", 403), ("cy", 404)])
def test_who_sees_the_page_on_which_it_is_planned(client_for, over, cast, who, status):
    assert client_for(getattr(cast, who)).get(f"/sets/{over.id}/seasons/new").status_code == status


@pytest.mark.usefixtures("inside")
def test_a_season_begins_when_everybody_has_accepted_anew(over, cast, clock):
    another_season(cast.ada, over.id, accepted_by=(cast.ada, cast.bo), now=clock.now)
    waiting = queries.set_for(cast.ada, over.id)
    agreement = queries.agreement_of(over.id)

    assert (waiting.state, waiting.season) == ("contracting", 2)
    assert queries.waiting_for(over.id) == {cast.mina.id}
    assert agreement is not None
    assert (agreement.version, agreement.ground_rules) == (2, "We ask.")
    service.accept_agreement(cast.mina, over.id, seen=2, now=clock.now)
    assert queries.set_for(cast.ada, over.id).state == "running"


@pytest.mark.usefixtures("inside")
def test_its_meetings_are_counted_on_and_planned_for_those_who_sit(over, cast, clock):
    found = renewed(cast, over, now=clock.now)

    assert [(each.number, each.season) for each in found.dates] == [
        *((number, 1) for number in (1, 2, 3, 4)), *((number, 2) for number in (5, 6, 7, 8)),
    ]  # fmt: skip
    assert all(db.session.get(Meeting, each.id) for each in found.this_season)
    assert queries.next_date(found.dates, now=clock.now) is found.this_season[0]


@pytest.mark.usefixtures("inside")
def test_airtime_begins_anew_and_the_season_before_stays_as_it_was(over, cast, clock):
    before = set(queries.ledger_of(over.id))
    found = renewed(cast, over, now=clock.now)

    assert queries.ledger_of(over.id) == []
    assert set(queries.ledger_of(over.id, season=1)) == before != set()
    enter_airtime(found.this_season[0].id, credit={cast.mina.id: 60}, used={cast.mina.id: 60}, now=clock.now)
    assert [(each.member, each.season_date) for each in queries.ledger_of(over.id)] == [(cast.mina.id, 5)]
    assert set(queries.ledger_at(over.dates[3])) == before


@pytest.mark.usefixtures("inside")
def test_what_was_promised_in_one_season_is_told_in_the_next(over, cast, clock):
    first = renewed(cast, over, now=clock.now).this_season[0]

    assert [each.what for each in queries.due_commitments(over.id, at_meeting=first.number)] == ["Ring the centre"]


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("onward", "led", "named"), [("as_before", True, "ada"), ("in_turn", True, "bo"), ("alone", False, "")]
)
def test_who_facilitates_the_season_that_follows(over, cast, clock, onward, led, named):
    renew(cast.ada, over.id, following=following(clock.now, onward=onward), now=clock.now)

    dates = queries.set_for(cast.ada, over.id).this_season
    room = stage_for(cast.ada, dates[0].id, now=clock.now).room
    assert (room.is_led, room.facilitator) == (led, getattr(cast, named).id if named else None)
    turns = [cast.bo.id, cast.mina.id] * 2 if onward == "in_turn" else [None] * 4
    assert [each.facilitator_id for each in dates] == turns


@pytest.mark.usefixtures("inside")
def test_a_season_may_have_meetings_and_slots_of_another_length(over, cast, clock):
    renew(cast.ada, over.id, following=following(clock.now, meeting_minutes=120, slot_minutes=35), now=clock.now)

    found = queries.set_for(cast.ada, over.id)
    assert (found.meeting_minutes, found.slot_minutes) == (120, 35)
    assert {each.minutes for each in found.this_season} == {120}
    assert {each.minutes for each in found.dates_in(1)} == {180}


@pytest.mark.usefixtures("inside")
def test_the_others_are_told_that_something_is_new(over, cast, clock):
    renew(cast.ada, over.id, following=following(clock.now), now=clock.now)

    letters = [job.payload["to"] for job in db.session.query(Job).where(Job.kind == "mail.send")]
    assert set(letters) == {cast.bo.email, cast.mina.email}


@pytest.mark.usefixtures("inside")
def test_no_season_follows_one_that_is_not_over_or_a_set_that_ends(thursday, cast, clock):
    with pytest.raises(RuleBroken, match="still to come"):
        renew(cast.ada, thursday.id, following=following(clock.now), now=clock.now)
    later = clock.forward(weeks=16)
    with pytest.raises(RuleBroken, match="4 to 6 meetings"):
        renew(cast.ada, thursday.id, following=following(later, dates=(later + timedelta(weeks=1),)), now=later)
    closing.announce_closing(cast.ada, thursday.id, months=6, now=later)
    with pytest.raises(RuleBroken, match="has been announced"):
        renew(cast.ada, thursday.id, following=following(later), now=later)
    for who, refusal in (("bo", NotAllowed), ("cy", NotVisible)):
        with pytest.raises(refusal):
            renew(getattr(cast, who), thursday.id, following=following(later), now=later)
    assert queries.set_for(cast.ada, thursday.id).season == 1


@pytest.mark.usefixtures("inside")
def test_a_date_that_is_added_belongs_to_the_season_that_goes_on(over, cast, clock):
    renewed(cast, over, now=clock.now)

    added = season.add_date(cast.ada, over.id, starts_at=clock.now + timedelta(days=1), now=clock.now)

    assert (added.season, added.number) == (2, 5)


@pytest.mark.usefixtures("inside")
def test_whoever_is_asked_between_two_seasons_comes_after_notice(thursday, cast, clock):
    over = clock.forward(weeks=16)  # nobody held a meeting of the first season
    renew(cast.ada, thursday.id, following=following(over), now=over)

    with pytest.raises(RuleBroken, match="Give the name"):
        service.offer_seat(cast.ada, thursday.id, email=cast.cy.email, now=clock.now)
    service.offer_seat(cast.ada, thursday.id, email=cast.cy.email, name="Cy", now=clock.now)
    with pytest.raises(RuleBroken, match="not ready yet"):
        service.accept_seat(cast.cy, thursday.id, now=clock.now)
    assert queries.set_for(cast.ada, thursday.id).is_under_way


def test_planning_is_worked_out_explained_and_done_once(client_for, over, cast, clock):
    ada, path = client_for(cast.ada), f"/sets/{over.id}/seasons"
    page = ada.get(f"{path}/new").text
    wrong = ada.post(path, data=typed(clock.now, day_4="", onward="other", purpose="x"))
    worked_out = ada.post(path, data=typed(clock.now, work_it_out="1", minutes="other", other_minutes="100"))

    assert "Everyone presents once by meeting" in page
    assert (wrong.status_code, "4 to 6 meetings" in wrong.text) == (422, True)
    assert "100 minutes:" in worked_out.text
    assert "Everyone presents once" in ada.get(f"{path}/plan", query_string=typed(clock.now)).text
    assert ada.post(path, data=typed(clock.now, onward="other")).status_code == 422
    answers = [ada.post(path, data=typed(clock.now, key="once")) for _ in range(2)]
    assert [each.location for each in answers] == [f"/sets/{over.id}"] * 2


def test_what_comes_of_a_plan_is_asked_with_nothing_that_only_the_set_should_see(client_for, over, cast):
    page = client_for(cast.ada).get(f"/sets/{over.id}/seasons/new").text

    planned = page.split('data-planned="')[1].split('"')[0].split()

    assert set(planned) == {"onward", "minutes", "other_minutes", "slot"} | {f"day_{row}" for row in range(1, 7)}


def test_an_unusual_length_is_kept_until_another_is_chosen(app, client_for, cast, over):
    with app.app_context():
        db.session.execute(db.text("UPDATE learning_set SET meeting_minutes = 165"))
        db.session.commit()

    assert 'value="165"' in client_for(cast.ada).get(f"/sets/{over.id}/seasons/new").text


def test_the_page_says_where_the_set_stands(app, client_for, over, cast, clock):
    ada, bo = client_for(cast.ada), client_for(cast.bo)
    before = {name: each.get(f"/sets/{over.id}").text for name, each in (("ada", ada), ("bo", bo))}
    with app.app_context():
        renew(cast.ada, over.id, following=following(clock.now), now=clock.now)
    after = bo.get(f"/sets/{over.id}").text

    assert "What comes next" in before["bo"]
    assert "would not present this season" not in before["bo"]
    assert ["Plan another season" in before[name] for name in ("ada", "bo")] == [True, False]
    assert "Another season is planned" in after
    assert "What comes next" not in after
    assert "Accept how the set works together" in after


def test_a_set_that_goes_on_is_as_many_as_sit_there_and_not_as_there_are_seats(app, client_for, over, cast, clock):
    with app.app_context():
        renew(cast.ada, over.id, following=following(clock.now, meeting_minutes=120), now=clock.now)

    assert "would not present this season" not in client_for(cast.bo).get(f"/sets/{over.id}").text


@pytest.mark.parametrize(
    ("onward", "sentence"), [("in_turn", "You facilitate in turn"), ("alone", "Nobody facilitates")]
)
def test_a_plan_says_who_will_facilitate(app, client_for, over, cast, clock, onward, sentence):
    with app.app_context():
        renew(cast.ada, over.id, following=following(clock.now, onward=onward), now=clock.now)

    assert sentence in client_for(cast.mina).get(f"/sets/{over.id}").text


@pytest.mark.parametrize(("who", "status"), [("ada", 200), ("bo", 200), ("jo", 404), ("cy", 404)])
def test_the_season_before_is_read_by_those_who_were_in_it(app, client_for, over, cast, clock, who, status):
    with app.app_context():
        renewed(cast, over, now=clock.now)
        tell_of_offers(now=clock.now)
        service.accept_seat(cast.jo, over.id, now=clock.forward(days=7))
    browser = client_for(getattr(cast, who))

    page = browser.get(f"/sets/{over.id}/seasons/1")

    assert page.status_code == status
    if status == 200:
        assert "Airtime in that season" in page.text
        assert "45 minutes of 45" in page.text
        assert not re.search(r"\bJo\b", TOKENS.sub("", page.text))
    if who != "cy":
        assert ("Look back on season 1" in browser.get(f"/sets/{over.id}").text) is (status == 200)


@pytest.mark.parametrize("season", [0, 3, 2**31 - 1])
def test_a_season_that_never_was_is_not_found(client_for, over, cast, season):
    assert client_for(cast.ada).get(f"/sets/{over.id}/seasons/{season}").status_code == 404
