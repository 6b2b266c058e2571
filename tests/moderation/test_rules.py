"""Why something is reported, what can be decided about it, and by when it is looked at."""

from datetime import UTC, datetime, timedelta

import pytest

from cop.core.errors import RuleBroken
from cop.moderation import rules

AGREEMENT = "# How we talk\n\n- We ask before we tell.\n* Nobody is named.\n\n---\n1. We come on time."
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)


def test_the_points_of_an_agreement_are_its_lines():
    assert rules.points_of(AGREEMENT) == [
        "How we talk", "We ask before we tell.", "Nobody is named.", "1. We come on time.",
    ]  # fmt: skip
    assert rules.points_of("x" * 999) == ["x" * rules.LONGEST_LINE]
    assert len(rules.points_of("\n".join("abc"))) == 3
    assert len(rules.points_of("one\n" * 99)) == rules.MOST_LINES


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ("agreement-1", rules.Why("agreement", "b")),
        ("danger", rules.Why("danger")),
        ("named", rules.Why("named")),
        ("else", rules.Why("else")),
    ],
)
def test_a_reason_is_a_point_or_one_of_three(chosen, why):
    assert rules.why_of(chosen, points=["a", "b"]) == why


@pytest.mark.parametrize("chosen", ["", "agreement", "agreement-2", "agreement-x", "agreement--1", "danger-1", "words"])
def test_anything_else_is_no_reason(chosen):
    with pytest.raises(RuleBroken, match="Choose"):
        rules.why_of(chosen, points=["a", "b"])


def test_words_may_be_left_out_and_a_reason_may_not():
    assert rules.words_of("  ") == ""
    assert rules.reason_of(" It names a patient. ") == "It names a patient."
    with pytest.raises(RuleBroken, match="at most"):
        rules.words_of("x" * 1001)
    with pytest.raises(RuleBroken, match="Say why"):
        rules.reason_of(" ")


def test_what_is_ones_own_or_gone_is_not_reported():
    rules.check_reportable(is_own=False, is_there=True)
    with pytest.raises(RuleBroken, match="your own words"):
        rules.check_reportable(is_own=True, is_there=True)
    with pytest.raises(RuleBroken, match="any more"):
        rules.check_reportable(is_own=False, is_there=False)


@pytest.mark.parametrize(
    ("last", "is_hidden", "stands"),
    [(None, False, "shown"), ("held", False, "shown"), ("held", True, "held"), ("hidden", True, "hidden"),
     (None, True, "hidden")],
)  # fmt: skip
def test_how_it_stands_is_what_was_decided_last(last, is_hidden, stands):
    assert rules.how_it_stands(last, is_hidden=is_hidden) == stands


def test_what_can_be_decided_hangs_on_how_it_stands():
    allowed = {
        (stands, decision)
        for stands in rules.DECISIONS
        for decision in ("kept", "held", "hidden", "released", "cleared", "burnt")
        if _is_allowed(decision, stands=stands)
    }

    assert allowed == {
        ("shown", "kept"), ("shown", "held"), ("shown", "hidden"), ("held", "hidden"), ("held", "released"),
        ("hidden", "released"), ("waits", "cleared"), ("waits", "hidden"),
    }  # fmt: skip
    with pytest.raises(RuleBroken, match="Nobody asks"):
        rules.check_decision("kept", stands="shown", is_reported=False)


def test_it_is_looked_at_within_three_days():
    assert rules.look_by(NOW) - NOW == timedelta(days=3)


def _is_allowed(decision: str, *, stands: str) -> bool:
    try:
        rules.check_decision(decision, stands=stands, is_reported=True)
    except RuleBroken:
        return False
    return True
