"""Accounts, invitations and sign-ins, on both databases."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from cop.core import jobs
from cop.core.database import db
from cop.core.errors import NotAllowed, NotVisible, RuleBroken
from cop.core.models import Job
from cop.people import queries, service
from cop.people.models import Invitation, SignIn, SignInLink, User
from tests.factories.people import PASSWORD, a_user


def test_a_token_is_its_persons_until_it_is_ended(app: Flask, now: datetime) -> None:
    with app.app_context():
        ada, bo = a_user("Ada"), a_user("Bo")
        token = service.open_sign_in(ada.id, device="", now=now)
        found = queries.identity_of(token, now=now)
        assert found is not None
        with pytest.raises(NotVisible):
            service.end_sign_in(bo, found.sign_in_id, now=now)

        service.end_sign_in(ada, found.sign_in_id, now=now)

        assert found.user.name == "Ada"
        assert queries.identity_of(token, now=now) is None
        assert queries.open_among({found.sign_in_id}, now=now) == set()


def test_somebody_is_here_from_the_first_account_on(app: Flask, now: datetime) -> None:
    with app.app_context():
        assert not queries.is_anybody_here()

        a_user()

        assert queries.is_anybody_here()


def test_a_sign_in_runs_out_after_ninety_days(app: Flask, now: datetime) -> None:
    with app.app_context():
        token = service.open_sign_in(a_user().id, device="", now=now)

        assert queries.identity_of(token, now=now + timedelta(days=89)) is not None
        assert queries.identity_of(token, now=now + timedelta(days=90)) is None


def test_who_is_asking_costs_one_query_and_outlives_a_roll_back(
    app: Flask, now: datetime, count: Callable[[], list[str]]
) -> None:
    with app.app_context():
        token = service.open_sign_in(a_user().id, device="", now=now)
        statements = count()
        found = queries.identity_of(token, now=now)
        db.session.rollback()

        assert found is not None
        assert (found.user.name, found.user.is_authenticated, found.user.get_id()) == ("Ada", True, str(found.user.id))
        assert len(statements) == 1


def test_a_token_is_kept_as_a_fingerprint_only(app: Flask, now: datetime) -> None:
    with app.app_context():
        token = service.open_sign_in(a_user().id, device="", now=now)

        assert token not in str(db.session.execute(select(SignIn.__table__)).all())


def test_abuse_64_a_new_sign_in_takes_the_place_of_the_one_before(app: Flask, now: datetime) -> None:
    with app.app_context():
        first = service.open_sign_in(a_user("Ada").id, device="", now=now)
        held = queries.identity_of(first, now=now)
        assert held is not None
        second = service.open_sign_in(a_user("Bo").id, device="", now=now, replaces=held.sign_in_id)

        assert queries.identity_of(first, now=now) is None
        assert queries.identity_of(second, now=now) is not None


def test_the_suspended_are_nobody_at_once_until_they_are_let_in_again(app: Flask, now: datetime) -> None:
    with app.app_context():
        eli, ada = a_user("Eli", is_admin=True), a_user("Ada", password=PASSWORD)
        token = service.open_sign_in(ada.id, device="", now=now)
        with pytest.raises(NotAllowed):
            service.suspend(ada, eli.id, now=now)
        service.suspend(eli, ada.id, now=now)

        assert queries.identity_of(token, now=now) is None
        with pytest.raises(RuleBroken, match="suspended"):
            service.sign_in_with_password(ada.email, PASSWORD, device="", now=now)
        service.restore(eli, ada.id)
        assert service.sign_in_with_password(ada.email, PASSWORD, device="", now=now).is_whole


def test_a_new_password_ends_every_other_sign_in_and_unused_link(app: Flask, now: datetime) -> None:
    with app.app_context():
        ada = a_user(password=PASSWORD)
        here, there = (service.open_sign_in(ada.id, device="", now=now) for _ in range(2))
        link = service.write_link(ada.email, now=now)
        this = queries.identity_of(here, now=now)
        assert this is not None
        assert link is not None
        service.change_password(ada, this.sign_in_id, current="", new="three odd violet spoons", now=now)

        assert queries.identity_of(here, now=now) is not None
        assert queries.identity_of(there, now=now) is None
        assert not queries.link_stands(link[1], now=now)
        with pytest.raises(RuleBroken):
            service.sign_in_with_password(ada.email, PASSWORD, device="", now=now)


def test_an_old_sign_in_needs_the_old_password(app: Flask, now: datetime) -> None:
    with app.app_context():
        ada = a_user(password=PASSWORD)
        held = queries.identity_of(service.open_sign_in(ada.id, device="", way="password", now=now), now=now)
        assert held is not None

        with pytest.raises(RuleBroken, match="not your current"):
            service.change_password(ada, held.sign_in_id, current="a guess", new="three odd violet spoons", now=now)


@pytest.mark.parametrize("later", [timedelta(minutes=15), timedelta(days=1)])
def test_a_link_is_good_for_fifteen_minutes(app: Flask, now: datetime, later: timedelta) -> None:
    with app.app_context():
        written = service.write_link(a_user().email, now=now)
        assert written is not None

        with pytest.raises(RuleBroken):
            service.sign_in_by_link(written[1], device="", now=now + later)


def test_three_links_are_enough_for_anybody(app: Flask, now: datetime) -> None:
    with app.app_context():
        email = a_user().email

        assert [bool(service.write_link(email, now=now)) for _ in range(4)] == [True, True, True, False]


def test_a_link_pressed_by_ten_at_once_lets_one_in(app: Flask, now: datetime) -> None:
    with app.app_context():
        written = service.write_link(a_user().email, now=now)
    assert written is not None
    outcomes = _at_once(app, 10, lambda: service.sign_in_by_link(written[1], device="", now=now))

    assert outcomes.count(True) == 1


def test_abuse_39_an_invitation_taken_by_ten_at_once_makes_one_account(app: Flask, now: datetime) -> None:
    with app.app_context():
        invitation = service.invite(a_user(), "new@example.org", now=now)
        written = service.write_invitation(invitation.id, now=now)
    assert written is not None
    said = {"name": "Ned", "time_zone": "Europe/London", "device": ""}
    outcomes = _at_once(app, 10, lambda: service.accept(written[1], **said, password=None, now=now))

    assert outcomes.count(True) == 1
    with app.app_context():
        assert db.session.scalar(select(func.count(User.id)).where(User.email == "new@example.org")) == 1


def test_an_invitation_asked_for_twice_is_one_letter_an_hour(app: Flask, now: datetime) -> None:
    with app.app_context():
        ada = a_user()
        for minutes in (0, 1, 61):
            service.invite(ada, "New@Example.org", now=now + timedelta(minutes=minutes))

        assert db.session.scalar(select(func.count(Invitation.id))) == 1
        assert db.session.scalar(select(func.count(Job.id))) == 2


def test_a_day_holds_fifty_invitations(app: Flask, now: datetime) -> None:
    with app.app_context():
        ada = a_user()
        for number in range(50):
            service.invite(ada, f"n{number}@example.org", now=now)

        with pytest.raises(RuleBroken):
            service.invite(ada, "one.more@example.org", now=now)


def test_an_address_has_one_account(app: Flask) -> None:
    with app.app_context():
        a_user("Ada", email="ada@example.org")

        with pytest.raises(RuleBroken, match="already"):
            a_user("Another", email="ADA@example.org")


def test_no_letter_leaves_its_token_in_a_job(app: Flask, now: datetime) -> None:
    with app.app_context():
        ada = a_user()
        service.ask_for_link(ada.email, now=now)
        service.invite(ada, "new@example.org", now=now)
        service.ask_to_join("other@example.org", now=now)
        before = str(db.session.execute(select(Job.payload)).all())
        jobs.run_all(now=now)
        letters = [each.get_content() for each in app.extensions["cop_mailer"].sent]

        assert len(letters) == 3
        assert "token" not in before
        assert db.session.scalar(select(func.count(SignInLink.id))) == 1


def _at_once(app: Flask, many: int, act: Callable[[], object]) -> list[bool]:
    barrier, outcomes = Barrier(many), []

    def run() -> None:
        with app.app_context():
            barrier.wait()
            try:
                outcomes.append(bool(act()))
            except RuleBroken:
                outcomes.append(False)

    threads = [Thread(target=run) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
