"""A set opened from outside: by two, for a day, in the log; and everybody else at every door."""

from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from cop.core import jobs
from cop.core.database import db, transaction
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.meetings import service as meetings
from cop.sets import queries, service
from cop.sets.models import AccessLine, BreakGlass
from cop.sets.queries import access
from cop.sets.rules.glass import KINDS
from cop.sets.service import glass
from tests.factories.people import a_user
from tests.factories.sets import an_offered_seat
from tests.pages import words_of

REASON = "Somebody may come to harm tonight."
PRIVATE = "Nobody may ever read this tray."


@pytest.fixture
def nia(app, cast):
    """A second administrator, who is not one of the two."""
    with app.app_context():
        cast.oz = a_user("Oz", is_admin=True)
        return a_user("Nia", is_admin=True)


@pytest.fixture
def asked(app, thursday, cast, nia, now):
    """What Eli has asked; nobody has agreed yet. Bo has kept a question to ask."""
    with app.app_context():
        meetings.keep_question(cast.bo, thursday.dates[0], text=PRIVATE)
        return glass.ask(cast.eli, thursday.id, reason=REASON, now=now).id


@pytest.fixture
def opened(app, asked, nia, now):
    """Eli asked and Nia agreed."""
    with app.app_context():
        glass.agree(nia, asked, now=now)
    return asked


def _everything(browser, glass_id):
    """Each kind, opened by a press and then read; the statuses and all that was shown."""
    told = []
    for kind in KINDS:
        press = browser.post(f"/sets/opened/{glass_id}/readings", data={"kind": kind})
        told.append((press.status_code, browser.get(f"/sets/opened/{glass_id}/{kind}")))
    return [(press, page.status_code) for press, page in told], "".join(page.text for _, page in told)


@pytest.mark.parametrize("who", ["eli", "nia"])
def test_each_of_the_two_reads_what_the_set_reads_and_nothing_private(client_for, thursday, cast, opened, nia, who):
    statuses, shown = _everything(client_for(nia if who == "nia" else cast.eli), opened)

    assert statuses == [(303, 200)] * len(KINDS)
    assert all(said in shown for said in ("Ring the centre", "We ask.", "Mina"))
    assert not [said for said in (PRIVATE, "Find it") if said in shown]


@pytest.mark.parametrize("who", ["ada", "bo", "cy", "dee", "fay", "gil", "hana", "jo"])
def test_whoever_does_not_administer_finds_no_such_page(client_for, cast, opened, who):
    browser = client_for(getattr(cast, who))

    for page in ("/sets/opened", f"/sets/opened/{opened}", *(f"/sets/opened/{opened}/{kind}" for kind in KINDS)):
        assert browser.get(page).status_code == 404
    for press in ("agreements", "news", "readings"):
        assert browser.post(f"/sets/opened/{opened}/{press}", data={"kind": "people"}).status_code == 404
    assert browser.post("/sets/opened", data={"number": 1, "reason": REASON}).status_code == 404


def test_one_person_alone_opens_nothing(client_for, cast, asked):
    browser = client_for(cast.eli)

    assert browser.post(f"/sets/opened/{asked}/agreements").status_code == 422
    assert _everything(browser, asked)[0] == [(403, 404)] * len(KINDS)


def test_a_third_administrator_reads_nothing(client_for, cast, opened):
    assert _everything(client_for(cast.oz), opened)[0] == [(403, 404)] * len(KINDS)


def test_nothing_is_shown_before_it_is_in_the_log(client_for, cast, opened):
    assert client_for(cast.eli).get(f"/sets/opened/{opened}/people").status_code == 404


def test_after_a_day_it_is_closed(client_for, cast, opened, clock):
    browser = client_for(cast.eli)
    assert _everything(browser, opened)[0] == [(303, 200)] * len(KINDS)

    clock.forward(hours=24)

    assert _everything(browser, opened)[0] == [(403, 404)] * len(KINDS)


def test_whoever_administers_no_more_reads_no_more(app, client_for, cast, opened):
    with app.app_context(), transaction() as tx:
        tx.session.get_one(type(cast.eli), cast.eli.id).is_admin = False

    assert _everything(client_for(cast.eli), opened)[0] == [(404, 404)] * len(KINDS)


@pytest.mark.parametrize("path", ["", "/people", "/agreement", "/access", "/closing", "/dates"])
def test_the_two_come_through_no_door_of_the_set_itself(client_for, thursday, cast, opened, path):
    assert client_for(cast.eli).get(f"/sets/{thursday.id}{path}").status_code == 404
    assert client_for(cast.eli).post(f"/sets/{thursday.id}/closings", data={"months": 6}).status_code == 404


def test_the_set_is_told_within_a_week_by_a_mail_without_content(app, client_for, thursday, cast, opened, clock):
    bo = client_for(cast.bo)
    app.extensions["cop_mailer"].sent.clear()
    assert REASON not in bo.get(f"/sets/{thursday.id}").text
    assert "Eli" not in words_of(bo.get(f"/sets/{thursday.id}/access").text)

    with app.app_context():
        jobs.run_all(now=clock.forward(days=7))
    letters = [str(letter) for letter in app.extensions["cop_mailer"].sent]

    assert len(letters) >= 3
    assert not [word for letter in letters for word in (REASON, "Thursday", "Eli", "Ring") if word in letter]
    assert REASON in client_for(cast.bo).get(f"/sets/{thursday.id}").text
    assert "Eli" in client_for(cast.bo).get(f"/sets/{thursday.id}/access").text


@pytest.mark.parametrize(
    ("after", "told"),
    [({"days": 5, "hours": 23}, False), ({"days": 6}, True), ({"days": 6, "hours": 23, "minutes": 59}, True)],
)
def test_a_worker_may_be_a_day_late_and_the_set_is_told_within_seven(app, opened, clock, after, told):
    with app.app_context():
        jobs.run_all(now=clock.forward(**after))

        assert (db.session.get_one(BreakGlass, opened).told_at is not None) is told


def test_the_two_may_tell_the_set_sooner_and_it_is_told_once(app, client_for, thursday, cast, opened, clock):
    client_for(cast.eli).post(f"/sets/opened/{opened}/news")
    with app.app_context():
        jobs.run_all(now=clock.forward(days=8))

        told = [line for line in access.access_lines_of(thursday.id) if line.kind == "glass_told"]

    assert len(told) == 1


def test_whoever_joins_after_the_set_was_told_does_not_read_why(app, client_for, thursday, cast, opened, clock):
    with app.app_context():
        jobs.run_all(now=clock.forward(days=7))
        service.accept_seat(cast.jo, thursday.id, now=clock.forward(hours=1))
    shown = client_for(cast.jo).get(f"/sets/{thursday.id}").text

    assert "This set was opened from outside" in shown
    assert REASON not in shown


def test_everybody_who_sits_reads_the_log(app, client_for, thursday, cast, clock):
    with app.app_context():
        service.accept_seat(cast.jo, thursday.id, now=clock.now)
        service.leave(cast.jo, thursday.id, now=clock.now)

    pages = [client_for(getattr(cast, who)).get(f"/sets/{thursday.id}/access") for who in ("ada", "bo", "mina")]

    assert [("took a seat" in page.text, "Jo" in page.text) for page in pages] == [(True, True)] * 3


@pytest.mark.parametrize("who", ["cy", "dee", "eli", "hana", "jo"])
def test_nobody_else_does(client_for, thursday, cast, who):
    assert client_for(getattr(cast, who)).get(f"/sets/{thursday.id}/access").status_code == 404


@pytest.mark.parametrize("table", [AccessLine, BreakGlass])
def test_a_row_of_it_is_never_deleted(app, opened, table):
    with app.app_context():
        with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
            tx.session.execute(delete(table))
        with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
            tx.session.delete(tx.session.scalars(select(table).limit(1)).one())


def test_a_line_is_never_changed(app, opened):
    with app.app_context():
        with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
            tx.session.execute(update(AccessLine).values(kind="seat_taken"))
        with pytest.raises(RuntimeError, match="only ever added to"), transaction() as tx:
            tx.session.scalars(select(AccessLine).limit(1)).one().kind = "seat_taken"


@pytest.mark.parametrize("harm", ["delete", "change"])
def test_whoever_does_it_in_the_database_is_noticed(app, client_for, thursday, cast, opened, harm):
    with app.app_context():
        table: Any = AccessLine.__table__
        line = access.access_lines_of(thursday.id)
        assert (access.is_whole(thursday.id), [each.kind for each in line]) == (True, ["formed"])
        first = db.session.scalars(select(AccessLine.id).order_by(AccessLine.id)).first()
        statement = table.delete() if harm == "delete" else table.update().values(who_id=cast.hana.id)
        with transaction() as tx:
            tx.session.connection().execute(statement.where(table.c.id == first))

    assert "A line is missing or was changed" in client_for(cast.bo).get(f"/sets/{thursday.id}/access").text


def test_the_database_itself_refuses_one_person_twice(app, asked, cast):
    with app.app_context(), pytest.raises(IntegrityError), transaction() as tx:
        tx.session.get_one(BreakGlass, asked).agreed_by_id = cast.eli.id


def test_what_is_asked_badly_is_explained_and_kept(client_for, thursday, cast):
    browser = client_for(cast.eli)
    for sent in ({"number": 1, "reason": REASON}, {"number": thursday.id, "reason": "short"}, {"number": "x"}, {}):
        answer = browser.post("/sets/opened", data=sent)
        assert (answer.status_code, str(sent.get("reason", "")) in answer.text) == (422, True)
    made = browser.post("/sets/opened", data={"number": thursday.id, "reason": REASON})

    assert REASON in browser.get(made.location).text
    assert REASON not in browser.get("/sets/opened").text


def test_services_ask_for_themselves(app, thursday, cast, opened, nia, now):
    with app.app_context():
        with pytest.raises(NotVisible):
            glass.ask(cast.bo, thursday.id, reason=REASON, now=now)
        with pytest.raises(NotVisible):
            glass.read(cast.eli, opened, kind="tray", now=now)
        with pytest.raises(NotAllowed):
            glass.agree(cast.oz, opened, now=now)
        waiting = glass.ask(cast.eli, thursday.id, reason=REASON, now=now).id
        with pytest.raises(RuleBroken, match="nothing to tell"):
            glass.tell_now(cast.eli, waiting, now=now)


def test_somebody_asked_to_join_opens_nothing_by_it(app, client_for, cast, opened, thursday, now):
    with app.app_context():
        an_offered_seat(thursday.id, cast.gil, by=cast.ada, now=now)

        assert queries.people_in(thursday.id) == [cast.ada.id, cast.bo.id, cast.mina.id]
    assert client_for(cast.gil).get(f"/sets/opened/{opened}").status_code == 404
