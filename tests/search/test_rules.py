from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.search import rules
from cop.search.rules import Asked, Piece

LONG = (
    "First of all, "
    + "we sat together and said nothing for a while. " * 8
    + "Then the choir sang. "
    + "Nobody left. " * 30
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", ()),
        ("  choir  practice ", ("choir", "practice")),
        ('"choir" NEAR(sang, 2) title:* -not', ("choir", "NEAR", "sang", "2", "title", "not")),
        ("Café café CAFE", ("Café",)),
        ("a\0b_c", ("a", "b", "c")),
        ("🎶 شكرا", ("شكرا",)),
        ("x" * 90, ("x" * 40,)),
        (" ".join(f"w{n}" for n in range(30)), tuple(f"w{n}" for n in range(10))),
    ],
)
def test_words_are_all_that_is_read_of_what_was_typed(typed, words):
    assert rules.words_in(typed) == words
    assert rules.words_in(Asked(words).text) == words


def test_words_that_are_in_nearly_everything_tell_nothing():
    assert rules.telling(rules.words_in("The lamp AND the kettle, dón't they?")) == ("lamp", "kettle")
    assert rules.telling(rules.words_in("of the and")) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("story", "Stories"), ("meeting", "meetings"), ("café", "CAFES"), ("gather", "gathered"), ("is", "is")],
)
def test_forms_of_a_word_share_a_root(one, other):
    assert rules.root(one) == rules.root(other)


def test_an_excerpt_is_cut_around_the_first_word_that_was_asked_for():
    pieces = rules.excerpt(LONG, ["choirs"])

    text = "".join(each.text for each in pieces)
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) <= rules.LONGEST_EXCERPT + 4
    assert [each.text for each in pieces if each.is_hit] == ["choir"]


def test_an_excerpt_of_markdown_is_plain():
    source = "## A *choir*\n\n- [the hall](https://example.org/choir) is _cold_\n---\n> sing"

    assert rules.excerpt(source, ["choir"]) == (
        Piece("A ", is_hit=False), Piece("choir", is_hit=True), Piece(" the hall is cold sing", is_hit=False),
    )  # fmt: skip


def test_a_text_without_the_words_is_shown_from_its_beginning():
    assert rules.excerpt("Short and sweet.", ["choir"]) == (Piece("Short and sweet.", is_hit=False),)
    assert rules.excerpt("", ["choir"]) == ()
    assert rules.marked("choir", ["choir"]) == (Piece("choir", is_hit=True),)


@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_pieces_together_are_the_whole_text(text, words):
    assert "".join(each.text for each in rules.marked(text, words)) == text


@given(st.text(max_size=600))
def test_whatever_is_typed_is_a_few_short_words(typed):
    found = rules.words_in(typed)

    assert len(found) <= rules.MOST_WORDS
    assert all(each.isalnum() and len(each) <= rules.LONGEST_WORD for each in found)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("hosptial",), ("hospital",)),  # two exchanged
        (("choirs", "hospitel"), ("choirs", "hospital")),  # a plural is not a slip
        (("comunnities",), ("Communities",)),  # two, in a long word
        (("cafe",), None),  # there, without its accent
        (("zebra",), None),
        (("coir",), ("choir",)),
        (("cho",), None),  # too short to be guessed at
        (("choir", "zebra"), None),
    ],
)
def test_a_word_that_nobody_wrote_is_guessed_from_those_that_somebody_did(words, meant):
    asked = Asked(words, kind="story", since=datetime(2026, 1, 1, tzinfo=UTC))

    found = rules.meant(asked, ["The choir in the hospital", "Communities", "Café"])

    assert (found and found.words) == meant
    assert found is None or (found.kind, found.since) == (asked.kind, asked.since)


def test_nothing_is_guessed_from_nothing():
    assert rules.meant(Asked(("choir",)), []) is None
