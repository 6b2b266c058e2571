"""Who joins a set that is under way: after notice, and not while anybody objects."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.sets.rules import newcomers

TOLD = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
ADA, BO, MINA, DEE = 1, 2, 3, 4
SEATED = (ADA, BO, MINA)


def standing(voices, *, days=0.0, told_at=TOLD, has_met=True):
    now = TOLD + timedelta(days=days)
    return newcomers.standing(told_at=told_at, has_met=has_met, seated=SEATED, voices=voices, now=now)


@pytest.mark.parametrize(
    ("voices", "days", "expected"),
    [
        ({ADA: True}, 0, "open"),
        ({ADA: True}, 6.99, "open"),
        ({ADA: True}, 7, "ready"),
        ({ADA: True, BO: True}, 0, "open"),
        ({ADA: True, BO: True, MINA: True}, 0, "ready"),
        ({ADA: True, BO: False}, 0, "held"),
        ({ADA: True, BO: False, MINA: True}, 100, "held"),
        ({ADA: True, DEE: False}, 7, "ready"),
        ({ADA: True, BO: True, DEE: True}, 0, "open"),
        ({}, 7, "ready"),
    ],
)
def test_how_an_offer_stands(voices, days, expected):
    assert standing(voices, days=days) == expected


@pytest.mark.parametrize(("has_met", "expected"), [(False, "ready"), (True, "open")])
def test_what_was_offered_while_a_set_formed_needs_no_notice_until_it_has_met(has_met, expected):
    assert standing({}, told_at=None, has_met=has_met, days=100) == expected


@given(st.dictionaries(st.sampled_from(SEATED), st.booleans()), st.floats(0, 60), st.sampled_from(SEATED))
def test_any_one_objection_holds_however_long_and_whatever_the_others_say(voices, days, objecting):
    assert standing(voices | {objecting: False}, days=days) == "held"


@pytest.mark.parametrize("name", ["", " ", "x" * 121])
def test_a_set_is_told_a_name(name):
    with pytest.raises(RuleBroken, match="Give the name"):
        newcomers.check_name(name)


def test_a_name_is_told_without_what_stands_around_it():
    assert newcomers.check_name(" Jo Newcomer ") == "Jo Newcomer"
