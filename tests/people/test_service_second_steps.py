"""The second step, on both databases: set up, asked for, used up, taken away."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any, NamedTuple

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from cop.core import seals
from cop.core.database import db
from cop.core.errors import NotAllowed, RuleBroken
from cop.people import queries, service
from cop.people.models import Authenticator, KnownDevice, RecoveryCode, SignInStep, User
from cop.people.rules.tokens import Entry
from cop.people.service import second_steps
from tests.factories.people import PASSWORD, a_user

DEVICE: dict[str, Any] = {"device": "a test"}


class Own(NamedTuple):
    """Ada, who has a second step."""

    ada: User
    secret: str
    recovery: list[str]
    sign_in_id: int

    def code(self, now: datetime) -> str:
        return pyotp.TOTP(self.secret).at(now)


@pytest.fixture
def own(app: Flask, now: datetime) -> Own:
    """Set up five minutes ago."""
    then = now - timedelta(minutes=5)
    with app.app_context():
        ada = a_user("Ada", password=PASSWORD, is_admin=True)
        held = queries.identity_of(service.open_sign_in(ada.id, **DEVICE, now=then), now=then)
        assert held is not None
        second_steps.begin(ada, held.sign_in_id, current="", now=then)
        app_of_hers = queries.authenticator_of(ada)
        assert app_of_hers is not None
        secret = str(app_of_hers.secret)
        recovery = second_steps.confirm(ada, held.sign_in_id, code=pyotp.TOTP(secret).at(then), now=then)
        return Own(ada, secret, recovery, held.sign_in_id)


def by_password(own: Own, now: datetime) -> Entry:
    return service.sign_in_with_password(own.ada.email, PASSWORD, **DEVICE, now=now)


@pytest.fixture
def begun(app: Flask, now: datetime) -> tuple[User, str, int]:
    """Ada, signed in with her password, and what her app has been told; nothing is confirmed yet."""
    with app.app_context():
        ada = a_user("Ada", password=PASSWORD)
        held = queries.identity_of(service.open_sign_in(ada.id, **DEVICE, way="password", now=now), now=now)
        assert held is not None
        with pytest.raises(RuleBroken, match="current password"):
            second_steps.begin(ada, held.sign_in_id, current="a guess", now=now)
        second_steps.begin(ada, held.sign_in_id, current=PASSWORD, now=now)
        app_of_hers = queries.authenticator_of(ada)
        assert app_of_hers is not None
        return ada, str(app_of_hers.secret), held.sign_in_id


def test_a_secret_is_sealed_and_counts_from_its_first_code_on(
    app: Flask, begun: tuple[User, str, int], now: datetime
) -> None:
    ada, secret, sign_in_id = begun
    with app.app_context():
        assert secret not in str(db.session.execute(select(Authenticator.__table__)).one())
        assert service.sign_in_with_password(ada.email, PASSWORD, **DEVICE, now=now).is_whole
        with pytest.raises(RuleBroken, match="not right"):
            second_steps.confirm(ada, sign_in_id, code="000000", now=now)
        second_steps.confirm(ada, sign_in_id, code=pyotp.TOTP(secret).at(now), now=now)

        assert not service.sign_in_with_password(ada.email, PASSWORD, **DEVICE, now=now).is_whole
        with pytest.raises(RuleBroken, match="nothing here to confirm"):
            second_steps.confirm(ada, sign_in_id, code="000000", now=now)
        with pytest.raises(RuleBroken, match="already"):
            second_steps.begin(ada, sign_in_id, current=PASSWORD, now=now)


def test_confirming_proves_this_sign_in_and_ends_the_others(
    app: Flask, begun: tuple[User, str, int], now: datetime
) -> None:
    ada, secret, sign_in_id = begun
    with app.app_context():
        there = service.open_sign_in(ada.id, **DEVICE, now=now)
        second_steps.confirm(ada, sign_in_id, code=pyotp.TOTP(secret).at(now), now=now)

        assert queries.sign_in_for(ada, sign_in_id).second == "code"
        assert queries.identity_of(there, now=now) is None


def test_abuse_69_neither_a_password_nor_a_link_is_enough(app: Flask, own: Own, now: datetime) -> None:
    with app.app_context():
        written = service.write_link(own.ada.email, now=now)
        assert written is not None
        for way, waiting in (
            ("password", by_password(own, now)),
            ("link", service.sign_in_by_link(written[1], **DEVICE, now=now)),
        ):
            assert not waiting.is_whole
            assert queries.identity_of(waiting.token, now=now) is None
            entry = second_steps.finish(waiting.token, own.recovery.pop(), **DEVICE, now=now)
            found = queries.identity_of(entry.token, now=now)
            assert found is not None
            assert (found.user.is_admin, found.user.is_proven) == (True, True)
            assert queries.sign_in_for(own.ada, found.sign_in_id).way == way
            with pytest.raises(RuleBroken, match="from the beginning"):
                second_steps.finish(waiting.token, own.code(now), **DEVICE, now=now)


def test_abuse_70_a_code_is_good_once(app: Flask, own: Own, now: datetime) -> None:
    with app.app_context():
        first, second = by_password(own, now), by_password(own, now)
        assert second_steps.finish(first.token, own.code(now), **DEVICE, now=now).is_whole

        for code in (own.code(now), own.code(now - timedelta(seconds=30))):
            with pytest.raises(RuleBroken, match="used before"):
                second_steps.finish(second.token, code, **DEVICE, now=now)
        assert second_steps.finish(second.token, own.code(now + timedelta(seconds=30)), **DEVICE, now=now).is_whole


def test_abuse_70_a_code_typed_in_eight_browsers_at_once_lets_one_in(app: Flask, own: Own, now: datetime) -> None:
    with app.app_context():
        waiting = [by_password(own, now).token for _ in range(8)]
    for code in (own.code(now), own.recovery[0]):
        finish = partial(second_steps.finish, code=code, **DEVICE, now=now)
        outcomes = _at_once(app, waiting, finish)
        assert outcomes.count(True) == 1


def test_abuse_70_a_recovery_code_is_good_once_and_kept_as_a_fingerprint(app: Flask, own: Own, now: datetime) -> None:
    with app.app_context():
        typed = own.recovery[0].upper().replace("-", " ")
        stored = str(db.session.execute(select(RecoveryCode.__table__)).all())
        second_steps.finish(by_password(own, now).token, typed, **DEVICE, now=now)

        assert not [each for each in own.recovery if each in stored or each.replace("-", "") in stored]
        assert queries.recovery_codes_left(own.ada) == 9
        with pytest.raises(RuleBroken):
            second_steps.finish(by_password(own, now).token, typed, **DEVICE, now=now)


def test_five_wrong_codes_or_ten_minutes_are_the_end_of_a_step(app: Flask, own: Own, now: datetime) -> None:
    with app.app_context():
        tried, late = by_password(own, now), by_password(own, now)
        for _ in range(5):
            with pytest.raises(RuleBroken, match="not right"):
                second_steps.finish(tried.token, "a guess", **DEVICE, now=now)

        with pytest.raises(RuleBroken, match="from the beginning"):
            second_steps.finish(tried.token, own.code(now), **DEVICE, now=now)
        later = now + timedelta(minutes=10)
        with pytest.raises(RuleBroken, match="from the beginning"):
            second_steps.finish(late.token, own.code(later), **DEVICE, now=later)
        by_password(own, later)
        assert len(db.session.scalars(select(SignInStep.id)).all()) == 1


def test_a_new_password_or_a_suspension_ends_what_waits(app: Flask, own: Own, now: datetime) -> None:
    with app.app_context():
        waiting = by_password(own, now)
        service.change_password(own.ada, own.sign_in_id, current="", new="three odd violet spoons", now=now)

        with pytest.raises(RuleBroken, match="from the beginning"):
            second_steps.finish(waiting.token, own.code(now), **DEVICE, now=now)


@pytest.mark.parametrize("proof", ["password", "code", "recovery"])
def test_abuse_70_switching_it_off_asks_anew_who_one_is(app: Flask, own: Own, now: datetime, proof: str) -> None:
    with app.app_context():
        for asked in (second_steps.switch_off, second_steps.draw_recovery_codes):
            with pytest.raises(RuleBroken, match="neither"):
                asked(own.ada, proof="a guess", now=now)
        drawn = second_steps.draw_recovery_codes(own.ada, proof=PASSWORD, now=now)
        assert not set(drawn) & set(own.recovery)
        with pytest.raises(RuleBroken, match="neither"):
            second_steps.switch_off(own.ada, proof=own.recovery[0], now=now)

        proofs = {"password": PASSWORD, "code": own.code(now), "recovery": drawn[0]}
        second_steps.switch_off(own.ada, proof=proofs[proof], now=now)

        entry = by_password(own, now)
        found = queries.identity_of(entry.token, now=now)
        assert found is not None
        assert (entry.is_whole, found.user.is_proven, found.user.is_admin) == (True, False, False)
        assert queries.recovery_codes_left(own.ada) == 0
        with pytest.raises(RuleBroken, match="no second step"):
            second_steps.draw_recovery_codes(own.ada, proof=PASSWORD, now=now)


def test_an_administrator_without_a_second_step_has_no_duties_yet(app: Flask, now: datetime) -> None:
    with app.app_context():
        eli, ada = a_user("Eli", is_admin=True), a_user("Ada")
        found = queries.identity_of(service.open_sign_in(eli.id, **DEVICE, now=now), now=now)
        whole = queries.identity_of(service.open_sign_in(eli.id, **DEVICE, second="code", now=now), now=now)
        assert found is not None
        assert whole is not None
        with pytest.raises(NotAllowed):
            service.suspend(found.user, ada.id, now=now)
        service.suspend(whole.user, ada.id, now=now)

        assert [each.must_prove for each in (found.user, whole.user, ada)] == [True, False, False]


def test_recovery_codes_still_work_when_the_key_of_the_secret_is_lost(app: Flask, own: Own, now: datetime) -> None:
    with app.app_context():
        seals.keyring().destroy(f"person:{own.ada.id}")
        waiting = by_password(own, now)
        with pytest.raises(RuleBroken, match="not right"):
            second_steps.finish(waiting.token, own.code(now), **DEVICE, now=now)

        assert second_steps.finish(waiting.token, own.recovery[0], **DEVICE, now=now).is_whole


def test_whoever_keeps_the_machine_lets_somebody_in_who_lost_it(app: Flask, own: Own, now: datetime) -> None:
    with app.app_context():
        second_steps.forget_of(own.ada.email.upper(), now=now)

        assert by_password(own, now).is_whole
        with pytest.raises(RuleBroken, match="no account"):
            second_steps.forget_of("nobody@example.org", now=now)


def test_a_browser_is_known_by_what_we_gave_it_and_to_each_of_its_people(app: Flask, now: datetime) -> None:
    with app.app_context():
        ada, bo = a_user("Ada"), a_user("Bo")
        planted = service.recognise(ada.id, "chosen by somebody else", now=now)
        hers = service.recognise(ada.id, planted, now=now)
        theirs = service.recognise(bo.id, hers, now=now)

        assert planted != "chosen by somebody else"
        assert planted == hers == theirs
        numbers = [queries.known_device(hers, email=each.email, now=now) for each in (ada, bo)]
        assert None not in numbers
        assert len(set(numbers)) == 2
        assert queries.known_device(hers, email="cy@example.org", now=now) is None
        assert queries.known_device(hers, email=ada.email, now=now + timedelta(days=365)) is None


def test_twenty_browsers_of_a_person_are_known_the_newest(app: Flask, now: datetime) -> None:
    with app.app_context():
        ada = a_user("Ada")
        known = [service.recognise(ada.id, None, now=now) for _ in range(22)]

        assert len(db.session.scalars(select(KnownDevice.id)).all()) == 20
        assert queries.known_device(known[0], email=ada.email, now=now) is None
        assert queries.known_device(known[-1], email=ada.email, now=now) is not None
        service.recognise(ada.id, None, now=now + timedelta(days=366))
        assert len(db.session.scalars(select(KnownDevice.id)).all()) == 1


def _at_once(app: Flask, given: list[str], action: Callable[[str], object]) -> list[bool]:
    start, outcomes = Barrier(len(given)), list[bool]()

    def run(each: str) -> None:
        with app.app_context():
            start.wait()
            try:
                action(each)
            except RuleBroken:
                outcomes.append(False)
            else:
                outcomes.append(True)
            db.session.remove()

    threads = [Thread(target=run, args=(each,)) for each in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
