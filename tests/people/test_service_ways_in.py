"""Whoever's account it is hears of every change in how they come in, whoever made it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, get_args

import pyotp
import pytest
from flask import Flask

from cop.core import jobs
from cop.core.database import transaction
from cop.core.sso import Holder
from cop.people import queries, service
from cop.people.models import User
from cop.people.service import passkeys, second_steps, sso
from cop.people.service.ways_in import Change, tell_of
from tests.factories.passkeys import Telephone
from tests.factories.people import PASSWORD, a_user
from tests.people.test_service_passkeys import SITE, made_with

DEVICE: dict[str, Any] = {"device": "a test"}
Said = Callable[[datetime], list[str]]


@pytest.fixture
def ada(app: Flask) -> User:
    """One of three, so that a letter could go to somebody else."""
    with app.app_context():
        _, ada, _ = a_user("Bo"), a_user("Ada", password=PASSWORD, is_admin=True), a_user("Cy")
        return ada


@pytest.fixture
def said(app: Flask, ada: User) -> Said:
    """What the letters of up to now said first; each is asked for once."""

    def ask(now: datetime) -> list[str]:
        jobs.run_all(now=now)
        sent = app.extensions["cop_mailer"].sent
        assert {each["To"] for each in sent} <= {ada.email}
        assert {each["Subject"] for each in sent} <= {"How you sign in to Cop has changed"}
        lines = [each.get_content().partition("\n")[0] for each in sent]
        sent.clear()
        return lines

    return ask


def signed_in(ada: User, now: datetime) -> int:
    held = queries.identity_of(service.open_sign_in(ada.id, **DEVICE, now=now), now=now)
    assert held is not None
    return held.sign_in_id


def test_codes_set_up_used_up_drawn_anew_switched_off_and_forgotten(
    app: Flask, ada: User, said: Said, now: datetime
) -> None:
    with app.app_context():
        sign_in_id = signed_in(ada, now)
        second_steps.begin(ada, sign_in_id, current=PASSWORD, now=now)
        kept = queries.authenticator_of(ada)
        assert kept is not None
        code = pyotp.TOTP(str(kept.secret)).at(now)
        recovery = second_steps.confirm(ada, sign_in_id, code=code, now=now)
        step = service.sign_in_with_password(ada.email, PASSWORD, **DEVICE, now=now).token
        second_steps.finish(step, recovery[0], **DEVICE, now=now)

        assert said(now) == [
            "Your account now asks for a code from an app whenever you sign in.",
            "Somebody signed in with one of your recovery codes. It does not work again.",
        ]
        second_steps.draw_recovery_codes(ada, proof=PASSWORD, now=now)
        second_steps.switch_off(ada, proof=PASSWORD, now=now)
        second_steps.forget_of(ada.email, now=now)
        assert [line.split(".")[0] for line in said(now)] == [
            "Ten new recovery codes were drawn",
            "Your account no longer asks for a code from an app",
            "Whoever looks after this site has taken away your second step, so that you can sign in without it",
        ]


def test_passkeys_another_place_and_a_new_password(app: Flask, ada: User, said: Said, now: datetime) -> None:
    with app.app_context():
        made_with(ada, Telephone(**SITE), now)
        sso.connect(ada, Holder("https://other.example", "ada"), now=now)
        passkeys.take_away(ada, queries.passkeys_of(ada)[0].id, proof=PASSWORD, now=now)
        sso.disconnect(ada, queries.identities_of(ada)[0].id, now=now)
        service.change_password(ada, signed_in(ada, now), current=PASSWORD, new="a longer word than before", now=now)

        assert said(now) == [
            "A passkey was added to your account.",
            "Your account was connected with another place to sign in through.",
            "A passkey was taken away from your account.",
            "Your account is no longer connected with another place to sign in through.",
            "Your password was changed.",
        ]


def test_there_is_a_sentence_for_every_change(app: Flask, ada: User, said: Said, now: datetime) -> None:
    with app.app_context():
        with transaction() as tx:
            for change in get_args(Change):
                tell_of(tx, ada.id, change=change, now=now)

        lines = said(now + timedelta(minutes=1))
        assert len(set(lines)) == len(get_args(Change))
        assert not [line for line in lines if line.startswith("Something")]
