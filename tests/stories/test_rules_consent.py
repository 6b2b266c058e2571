"""What a teller approves and agrees to, without a database."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.stories import rules
from cop.stories.rules import Terms, Text

TEXT = Text("The singing hour", "He had not sung.")
DAY = timedelta(days=1)


@given(st.tuples(st.text(), st.text(), st.text()), st.tuples(st.text(), st.text(), st.text()))
def test_two_texts_have_one_digest_only_if_they_are_the_same(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert (Text(*one).digest == Text(*other).digest) is (one == other)


def test_every_word_of_it_is_approved() -> None:
    changed = [
        replace(TEXT, title="Another"), replace(TEXT, source="Another"), replace(TEXT, note="Another"),
        replace(TEXT, shown=["a picture"]), replace(TEXT, shown=["a", "picture"]),
    ]  # fmt: skip

    assert len({TEXT.digest, *(each.digest for each in changed)}) == 6
    assert Text("ab", "c").digest != Text("a", "bc").digest


@pytest.mark.parametrize(
    ("text", "others", "sentence"),
    [
        (replace(TEXT, source=" "), [], "Tell what happened"),
        (replace(TEXT, title=""), [], "title"),
        (replace(TEXT, source="y" * 20_001), [], "20000"),
        (TEXT, None, "anybody else"),
    ],
)
def test_what_is_missing_is_said(text: Text, others: rules.Others | None, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_ready(text, others=others)


def test_a_story_in_which_somebody_else_is_may_be_approved_too() -> None:
    others = rules.with_another(None, "  my   sister ", basis="agreed")

    assert others == [["my sister", "agreed"]]
    assert rules.with_another(others, "the nurse", basis="cannot") == [*others, ["the nurse", "cannot"]]
    rules.check_ready(TEXT, others=others)


@pytest.mark.parametrize(
    ("others", "who", "basis", "sentence"),
    [
        ([], " ", "agreed", "Say who"), ([], "y" * 81, "agreed", "Say who"), ([], "x", "because", "Say why"),
        ([["x", "agreed"]] * 20, "y", "agreed", "20 people"),
    ],
)  # fmt: skip
def test_a_person_in_it_needs_a_name_for_the_teller_and_a_reason(
    others: rules.Others, who: str, basis: str, sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        rules.with_another(others, who, basis=basis)


@pytest.mark.parametrize(
    ("terms", "kept"),
    [
        (Terms("full", 12, "Fife"), Terms("full", 12)),
        (Terms("place", 24, " the  north "), Terms("place", 24, "the north")),
        (Terms("anonymous", 12), Terms("anonymous", 12)),
    ],
)
def test_terms_keep_what_was_chosen_and_no_more(terms: Terms, kept: Terms) -> None:
    assert rules.check_terms(terms) == kept


@pytest.mark.parametrize(
    "terms", [Terms("secretly", 12), Terms("full", 6), Terms("place", 12), Terms("place", 12, "y" * 61)]
)
def test_other_terms_are_refused(terms: Terms) -> None:
    with pytest.raises(RuleBroken):
        rules.check_terms(terms)


def test_a_consent_ends_after_a_year_or_two(now: datetime) -> None:
    assert Terms("full", 12).until(now) == now + 365 * DAY
    assert Terms("full", 24).until(now) == now + 730 * DAY


@pytest.mark.parametrize(("days", "asks"), [(31, 0), (30, 1), (8, 1), (7, 2), (0, 2), (None, 0)])
def test_a_teller_is_asked_thirty_and_seven_days_before(now: datetime, days: int | None, asks: int) -> None:
    assert rules.asks_due(None if days is None else now + days * DAY, now=now) == asks


@pytest.mark.parametrize(
    ("opens_in", "needs_yes", "has_yes", "opens"),
    [
        (None, False, False, False), (1, False, False, False), (0, False, False, True),
        (0, True, False, False), (0, True, True, True), (1, True, True, False),
    ],
)  # fmt: skip
def test_it_opens_when_it_has_cooled_off_and_whoever_has_to_has_said_yes(
    now: datetime, opens_in: int | None, needs_yes: bool, has_yes: bool, opens: bool
) -> None:
    opens_at = None if opens_in is None else now + opens_in * DAY

    assert rules.may_open(opens_at=opens_at, needs_yes=needs_yes, has_yes=has_yes, now=now) is opens


def test_what_is_too_long_is_refused_and_blanks_are_not_kept() -> None:
    assert rules.check_answer(" He sang. ") == "He sang."
    assert rules.check_heading(" The  hour ", " a  loss ") == ("The hour", "a loss")
    for refused in (
        lambda: rules.check_answer("y" * 20_001),
        lambda: rules.check_heading("y" * 161, ""),
        lambda: rules.check_heading("", "y" * 201),
        lambda: rules.check_page(rules.template("moment"), 0),
        lambda: rules.check_page(rules.template("moment"), 4),
    ):
        with pytest.raises(RuleBroken):
            refused()
    assert rules.check_page(rules.template("moment"), 3) == 3
