"""Passkeys, on both databases, verified by the library itself: made, shown, and everything that is not quite right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from cop.core.errors import NotVisible, RuleBroken
from cop.people import queries, service
from cop.people.models import User
from cop.people.service import passkeys, second_steps
from tests.factories.passkeys import PRESENT, Telephone, text
from tests.factories.people import PASSWORD, a_user

DEVICE: dict[str, Any] = {"device": "a test"}
SITE: dict[str, Any] = {"origin": "http://127.0.0.1:8000", "host": "127.0.0.1"}
SAID: dict[str, Any] = {"name": "My telephone", "current": ""}


@pytest.fixture
def ada(app: Flask) -> User:
    with app.app_context():
        return a_user("Ada", password=PASSWORD, is_admin=True)


@pytest.fixture
def telephone(app: Flask, ada: User, now: datetime) -> Telephone:
    """With a passkey of Ada's."""
    made = Telephone(**SITE)
    with app.app_context():
        made_with(ada, made, now)
    return made


def made_with(person: User, telephone: Telephone, now: datetime, **otherwise: str) -> list[str]:
    held = queries.identity_of(service.open_sign_in(person.id, **DEVICE, now=now), now=now)
    assert held is not None
    challenge, asked = passkeys.ask_to_make(person, now=now)
    answer = telephone.makes(asked, **otherwise)
    return passkeys.keep(person, held.sign_in_id, challenge=challenge, answer=answer, **SAID, now=now)


def shown_with(telephone: Telephone, now: datetime, **otherwise: str) -> str:
    challenge, asked = passkeys.ask_to_show(now=now)
    answer = telephone.shows(asked, **otherwise)
    return passkeys.sign_in_with_passkey(answer, challenge=challenge, **DEVICE, now=now).token


def test_a_passkey_is_both_steps(app: Flask, ada: User, telephone: Telephone, now: datetime) -> None:
    with app.app_context():
        found = queries.identity_of(shown_with(telephone, now), now=now)
        assert found is not None

        assert (found.user.id, found.user.is_proven, found.user.is_admin) == (ada.id, True, True)
        assert not service.sign_in_with_password(ada.email, PASSWORD, **DEVICE, now=now).is_whole
        [kept] = queries.passkeys_of(ada)
        assert (kept.name, kept.sign_count, kept.used_at) == ("My telephone", 1, now)
        assert ada.email not in kept.handle


def test_the_first_passkey_brings_recovery_codes_and_the_last_takes_them_along(
    app: Flask, ada: User, now: datetime
) -> None:
    with app.app_context():
        drawn = made_with(ada, Telephone(**SITE), now)
        assert len(drawn) == 10
        assert made_with(ada, Telephone(**SITE, credential=b"another"), now) == []
        first, second = queries.passkeys_of(ada)
        assert first.handle == second.handle

        with pytest.raises(RuleBroken, match="neither"):
            passkeys.take_away(ada, first.id, proof="a guess", now=now)
        with pytest.raises(NotVisible):
            passkeys.take_away(a_user("Bo", password=PASSWORD), first.id, proof=PASSWORD, now=now)
        passkeys.take_away(ada, first.id, proof=drawn[0], now=now)
        assert queries.recovery_codes_left(ada) == 9
        passkeys.take_away(ada, second.id, proof=PASSWORD, now=now)
        assert (queries.recovery_codes_left(ada), queries.has_second_step(ada.id)) == (0, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:8001"},
        {"host": "evil.example"},
        {"flags": PRESENT},
    ],
)
def test_abuse_71_a_passkey_of_another_site_or_without_its_owner_is_none(
    app: Flask, telephone: Telephone, now: datetime, wrong: dict[str, Any]
) -> None:
    with app.app_context():
        with pytest.raises(RuleBroken, match="did not work here"):
            shown_with(replace(telephone, **wrong), now)
        with pytest.raises(RuleBroken, match="did not work here"):
            made_with(a_user("Bo"), Telephone(**{**SITE, **wrong}, credential=b"another"), now)

        assert shown_with(telephone, now)


def test_abuse_71_a_challenge_is_good_once_and_for_five_minutes(
    app: Flask, ada: User, telephone: Telephone, now: datetime
) -> None:
    with app.app_context():
        challenge, asked = passkeys.ask_to_show(now=now)
        late, asked_late = passkeys.ask_to_show(now=now)
        answer = telephone.shows(asked)
        assert passkeys.sign_in_with_passkey(answer, challenge=challenge, **DEVICE, now=now).is_whole

        again = [(answer, challenge, 0), (telephone.shows(asked_late), late, 5), (telephone.shows(asked), "made-up", 0)]
        own, _ = passkeys.ask_to_make(ada, now=now)
        for said, which, minutes in (*again, (telephone.shows(asked, challenge=own), own, 0)):
            with pytest.raises(RuleBroken, match="too long"):
                then = now + timedelta(minutes=minutes)
                passkeys.sign_in_with_passkey(said, challenge=which, **DEVICE, now=then)
        with pytest.raises(RuleBroken, match="did not work here"):
            shown_with(telephone, now, challenge=text(b"another challenge, of another day"))


def test_abuse_71_a_passkey_that_counts_backwards_is_a_copy(app: Flask, telephone: Telephone, now: datetime) -> None:
    with app.app_context():
        for _ in range(3):
            shown_with(telephone, now)
        for count in (2, 1, 0):
            with pytest.raises(RuleBroken, match="did not work here"):
                shown_with(replace(telephone, count=count), now)

        assert shown_with(replace(telephone, count=3), now)


def test_abuse_71_nobody_comes_in_with_anothers_passkey(
    app: Flask, ada: User, telephone: Telephone, now: datetime
) -> None:
    """Neither by its number with a key of their own, nor as somebody else, nor by making it theirs."""
    with app.app_context():
        bo = a_user("Bo")
        theirs = Telephone(**SITE, credential=b"another")
        made_with(bo, theirs, now)
        stolen_number = replace(theirs, credential=telephone.credential, handle=telephone.handle)
        for telephone_of_bo, handle in ((stolen_number, telephone.handle), (theirs, telephone.handle)):
            with pytest.raises(RuleBroken, match="did not work here"):
                shown_with(telephone_of_bo, now, handle=handle)
        with pytest.raises(RuleBroken, match="belongs to an account"):
            made_with(bo, Telephone(**SITE), now)
        challenge, asked = passkeys.ask_to_make(ada, now=now)
        answer, sign_in = theirs.makes(asked), service.open_sign_in(bo.id, **DEVICE, now=now)
        held = queries.identity_of(sign_in, now=now)
        assert held is not None
        with pytest.raises(RuleBroken, match="too long"):
            passkeys.keep(bo, held.sign_in_id, challenge=challenge, answer=answer, **SAID, now=now)


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", "nonsense", '{"id": "x"}', '{"id": "x", "response": []}', "[" * 3_000,
     '{"id": "YSBwYXNza2V5IG9uIGEgdGVsZXBob25l", "rawId": "a", "type": "public-key", "response": {"userHandle": ""}}'],
)  # fmt: skip
def test_what_is_no_answer_is_refused_in_a_sentence(
    app: Flask, ada: User, telephone: Telephone, now: datetime, answer: str
) -> None:
    with app.app_context():
        held = queries.identity_of(service.open_sign_in(ada.id, **DEVICE, now=now), now=now)
        assert held is not None
        making, showing = passkeys.ask_to_make(ada, now=now)[0], passkeys.ask_to_show(now=now)[0]
        refused: list[Callable[[], object]] = [
            lambda: passkeys.keep(ada, held.sign_in_id, challenge=making, answer=answer, **SAID, now=now),
            lambda: passkeys.sign_in_with_passkey(answer, challenge=showing, **DEVICE, now=now),
        ]
        for each in refused:
            with pytest.raises(RuleBroken, match="did not work here"):
                each()


def test_the_suspended_do_not_come_in_with_a_passkey(
    app: Flask, ada: User, telephone: Telephone, now: datetime
) -> None:
    with app.app_context():
        bo, theirs = a_user("Bo"), Telephone(**SITE, credential=b"another")
        made_with(bo, theirs, now)
        service.suspend(ada, bo.id, now=now)

        with pytest.raises(RuleBroken, match="suspended"):
            shown_with(theirs, now)


def test_twenty_passkeys_are_enough(app: Flask, ada: User, telephone: Telephone, now: datetime) -> None:
    with app.app_context():
        for number in range(19):
            made_with(ada, Telephone(**SITE, credential=bytes([number]) * 16), now)

        with pytest.raises(RuleBroken, match="20 passkeys"):
            made_with(ada, Telephone(**SITE, credential=b"one more of them"), now)
        second_steps.forget_of(ada.email, now=now)
        assert queries.passkeys_of(ada) == []
