"""Codes: which are good at which moment, and how a recovery code may be typed."""

from datetime import timedelta

import pyotp
import pytest

from cop.people.rules import codes
from cop.people.rules.tokens import is_proven
from tests.conftest import THURSDAY

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = int(THURSDAY.timestamp()) // 30


def code_at(seconds: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(THURSDAY + timedelta(seconds=seconds))


@pytest.mark.parametrize(("seconds", "step"), [(-60, None), (-30, STEP - 1), (0, STEP), (30, STEP + 1), (60, None)])
def test_a_telephone_may_be_half_a_minute_off(seconds: int, step: int | None) -> None:
    assert codes.step_of(SECRET, code_at(seconds), after=0, now=THURSDAY) == step


@pytest.mark.parametrize("after", [STEP, STEP + 1])
def test_abuse_70_no_code_is_good_again_nor_one_from_before(after: int) -> None:
    assert codes.step_of(SECRET, code_at(), after=after, now=THURSDAY) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12 34 5x", "١٢٣٤٥٦", "²²²²²²", "000000 "])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.step_of(SECRET, typed, after=0, now=THURSDAY) is None


def test_a_code_may_be_typed_in_two_halves() -> None:
    code = code_at()

    assert codes.step_of(SECRET, f" {code[:3]} {code[3:]}", after=0, now=THURSDAY) == STEP


def test_ten_recovery_codes_of_a_hundred_bits_that_are_all_different() -> None:
    drawn = codes.new_recovery_codes()

    assert len(set(drawn)) == 10
    assert {len(codes.plain(each)) for each in drawn} == {20}
    assert len(set(codes.ALPHABET)) == 32


@pytest.mark.parametrize("typed", ["01abc-v", " O1ABC v", "oiabcu", "0LABC-V"])
def test_a_recovery_code_is_read_as_it_is_meant(typed: str) -> None:
    assert codes.plain(typed) == "01abcv"


def test_an_app_is_told_the_secret_and_whose_it_is() -> None:
    secret = codes.new_secret()

    assert secret in codes.address_for_apps(secret, person="ada@example.org", place="Cop (localhost)")
    assert codes.in_groups(secret).replace(" ", "") == secret
    assert pyotp.TOTP(secret).now().isdigit()


@pytest.mark.parametrize(
    ("way", "second", "proven"),
    [("password", "", False), ("link", "", False), ("password", "code", True), ("link", "recovery", True),
     ("passkey", "passkey", True), ("demo", "", True)],
)  # fmt: skip
def test_who_is_proven_by_what_they_came_in_with(way: str, second: str, proven: bool) -> None:
    assert is_proven(way, second) is proven
