"""What may stand in an issue, and how it is ordered."""

import pytest

from cop.core.errors import RuleBroken
from cop.stories.rules import (
    around,
    by_subject,
    check_issue,
    check_subjects,
    covers,
    lacking,
    legible,
    moved,
)
from cop.stories.rules.issues import NOT_SAID, OTHER_WORDS, SAID_NO, TOO_FEW


def test_an_issue_is_kept_without_stray_blanks():
    assert check_issue("  Nights  and days ", " Why. ", audience="public") == ("Nights and days", "Why.")


@pytest.mark.parametrize(
    ("title", "note", "audience"),
    [("", "", "community"), ("x" * 121, "", "community"), ("N", "x" * 8_001, "community"), ("N", "", "space")],
)
def test_an_issue_without_a_title_or_for_nobody_known_is_refused(title, note, audience):
    with pytest.raises(RuleBroken):
        check_issue(title, note, audience=audience)


def test_a_subject_is_named_once():
    assert check_subjects(" nights , falls at  home, Nights,, ") == ["nights", "falls at home"]


@pytest.mark.parametrize("typed", ["a,b,c,d,e,f,g", "x" * 61])
def test_too_many_subjects_are_refused(typed):
    with pytest.raises(RuleBroken):
        check_subjects(typed)


@pytest.mark.parametrize(
    ("audience", "community", "public"),
    [
        ("me", False, False),
        ("space", False, False),
        ("community", True, False),
        ("public", True, True),
        ("world", False, False),
    ],
)
def test_a_story_covers_an_issue_for_no_more_than_its_own_readers(audience, community, public):
    assert (covers(audience, "community"), covers(audience, "public")) == (community, public)


@pytest.mark.parametrize(
    ("audience", "answer", "is_same_text", "expected"),
    [
        ("community", "yes", True, ""),
        ("community", "yes", False, OTHER_WORDS),
        ("community", "no", True, SAID_NO),
        ("community", "", False, NOT_SAID),
        ("space", "yes", True, TOO_FEW),
    ],
)
def test_what_a_story_lacks_is_said(audience, answer, is_same_text, expected):
    assert lacking(audience=audience, issue="community", answer=answer, is_same_text=is_same_text) == expected


def test_one_comes_before_and_one_after():
    assert [around([3, 1, 2], number) for number in (1, 2, 3)] == [(None, 2), (1, 3), (2, None)]


def test_a_subject_is_the_same_however_it_is_written():
    assert by_subject([("Nights", 1), ("falls", 2), ("nights", 3)]) == [("falls", [2]), ("Nights", [1, 3])]


def test_one_is_moved_among_others():
    assert [moved([1, 2, 3], 3, to=place) for place in (1, 2, 9)] == [[3, 1, 2], [1, 3, 2], [1, 2, 3]]


def test_what_no_xml_may_hold_is_left_out():
    assert legible("a\x08b\tc\n\ufffe\U0001f600") == "ab\tc\n\U0001f600"
