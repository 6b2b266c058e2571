"""Of two tabs neither writes over what the other holds."""

from dataclasses import dataclass, replace

import pytest

from cop.core.errors import RuleBroken
from cop.drafts import rules
from cop.drafts.rules import Letter


@dataclass
class Kept:
    id: int
    page: str
    turn: int
    revision: int
    title: str = ""
    body: str = ""
    more: str = ""


FIRST, SECOND = Kept(1, "one", 3, 2, body="We tried"), Kept(2, "two", 1, 1, body="We never tried")
LETTER = Letter("three", 1, "", "We will try")


@pytest.mark.parametrize(
    ("letter", "goes_on_with"),
    [
        (replace(LETTER, page="one", turn=4), 1),
        (replace(LETTER, page="one", turn=4, draft=2, seen=1), 1),
        (replace(LETTER, draft=1, seen=2), 1),
        (replace(LETTER, draft=2, seen=1), 2),
        (replace(LETTER, draft=1, seen=1), None),
        (replace(LETTER, draft=9, seen=1), None),
        (LETTER, None),
        (replace(LETTER, body="We never tried"), 2),
        (replace(LETTER, body="We never tried", title="A title"), None),
        (replace(LETTER, body="We never tried", more="[]"), None),
    ],
)
def test_a_letter_goes_on_with_its_own_words_or_those_it_saw_last(letter, goes_on_with):
    found = rules.goes_on(letter, [FIRST, SECOND])

    assert (found.id if found else None) == goes_on_with


@pytest.mark.parametrize(
    ("letter", "news"),
    [
        (replace(LETTER, page="one", turn=4), True),
        (replace(LETTER, page="one", turn=3), False),
        (replace(LETTER, page="one", turn=2), False),
        (replace(LETTER, page="one", turn=4, body="We tried"), False),
        (replace(LETTER, page="one", turn=4, body="We tried", more="[]"), True),
        (replace(LETTER, turn=1), True),
    ],
)
def test_a_letter_that_was_overtaken_or_says_the_same_is_no_news(letter, news):
    assert rules.is_news(letter, FIRST) is news


@pytest.mark.parametrize("place", ["thread:7", "space:3:new", "post:9", "story:12:me"])
def test_a_place_is_a_kind_and_numbers(place):
    rules.check(place, LETTER)


@pytest.mark.parametrize(
    "place", ["", "thread", "thread:", "Thread:7", "thread:7 ", "a:b:c:d:e", "thread:7\n", "../x:1"]
)
def test_any_other_place_is_refused(place):
    with pytest.raises(RuleBroken, match="where they can be sent"):
        rules.check(place, LETTER)


@pytest.mark.parametrize("page", ["", "x" * 33])
def test_a_page_has_a_name(page):
    with pytest.raises(RuleBroken):
        rules.check("thread:7", replace(LETTER, page=page))


@pytest.mark.parametrize("letter", [replace(LETTER, body="x" * 100_001), replace(LETTER, title="x" * 1_001)])
def test_what_is_far_too_long_is_refused_and_what_is_only_too_long_to_be_sent_is_kept(letter):
    with pytest.raises(RuleBroken, match="too long"):
        rules.check("thread:7", letter)
    rules.check("thread:7", replace(LETTER, body="x" * 20_001))


def test_a_hundred_things_can_be_begun():
    rules.check_room(99)
    with pytest.raises(RuleBroken, match="You have begun 100 things"):
        rules.check_room(100)


def test_blanks_are_nothing_and_are_not_what_tells_sent_words_apart():
    assert replace(LETTER, body=" \n").is_empty
    assert not LETTER.is_empty
    assert not replace(LETTER, title="A title", body="").is_empty
    assert rules.is_sent(FIRST, body="We tried ")
    assert not rules.is_sent(SECOND, body="We tried")
