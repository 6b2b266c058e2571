"""What a version of the agreement holds, and what changed between two."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cop.communities import rules
from cop.core.errors import RuleBroken

TEXTS = some.lists(some.sampled_from(["We listen.", "We ask first.", "What is said here stays.", ""])).map("\n".join)


@given(before=TEXTS, after=TEXTS)
def test_both_texts_can_be_read_out_of_what_changed(before: str, after: str) -> None:
    found = rules.changes(before, after)

    assert [each.words for each in found if each.kind != "new"] == before.splitlines()
    assert [each.words for each in found if each.kind != "taken_out"] == after.splitlines()


@given(text=TEXTS)
def test_what_did_not_change_is_all_kept(text: str) -> None:
    assert {each.kind for each in rules.changes(text, text)} <= {"kept"}


def test_a_first_version_needs_no_reason_and_loses_stray_blanks() -> None:
    assert rules.check_agreement(" We listen. \r\nWe ask.\n\n", " ", before=None) == ("We listen.\nWe ask.", "")


@pytest.mark.parametrize(
    ("text", "why", "before", "sentence"),
    [
        (" ", "", None, "how you work together"),
        ("t" * 10_001, "", None, "how you work together"),
        ("We listen. ", "Because", "We listen.", "Nothing is changed"),
        ("We ask.", " ", "We listen.", "Say why it changes"),
        ("We ask.", "w" * 301, "We listen.", "at most"),
    ],
)
def test_a_version_that_cannot_stand_is_refused(text: str, why: str, before: str | None, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_agreement(text, why, before=before)


def test_what_changed_since_it_was_read_is_read_again() -> None:
    rules.check_current(2, current=2)

    with pytest.raises(RuleBroken, match="in the meantime"):
        rules.check_current(1, current=2)
