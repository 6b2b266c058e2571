"""What may tell a stranger who somebody is: found where it is, and not where it is not."""

import string
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.stories.rules import identifying, is_nhs_number, to_look_at

NINE = st.text(string.digits, min_size=9, max_size=9).filter(lambda each: len(set(each)) > 1)
INWARD = st.tuples(st.sampled_from(string.digits), *(st.sampled_from("ABDEFGHJLNPQRSTUWXYZ"),) * 2).map("".join)
OUTWARD = st.sampled_from(["M1", "B33", "CR2", "DN55", "W1A", "EC1A", "CF10", "KY16"])
DAYS = ["%d/%m/%Y", "%d.%m.%y", "%m/%d/%Y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y"]
GAPS = st.sampled_from(["", " ", "-"])


def found(text: str) -> list[tuple[str, str]]:
    return [(each.mark, text[each.start : each.end]) for each in identifying(text)]


def with_its_digit(nine: str) -> str | None:
    """The digits with the one that belongs to them; None for those that the NHS gives to nobody."""
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(nine)) % 11
    return None if rest == 1 else nine + str((11 - rest) % 11)


@given(NINE, GAPS)
def test_a_number_of_the_nhs_is_found_however_it_is_spaced(nine: str, gap: str) -> None:
    number = with_its_digit(nine)
    tens = [number] if number else [nine + digit for digit in string.digits]
    for ten in tens:
        spaced = gap.join((ten[:3], ten[3:6], ten[6:]))

        assert is_nhs_number(ten) is (number is not None)
        assert (("nhs_number", spaced) in found(f"His is {spaced}, he said.")) is (number is not None)


@given(NINE, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_makes_it_no_number_of_the_nhs(nine: str, place: int, more: int) -> None:
    number = with_its_digit(nine)
    if number:
        wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]

        assert not is_nhs_number(wrong)


@pytest.mark.parametrize(("digits", "is_one"), [("9434765919", True), ("1111111111", False), ("943476591", False)])
def test_a_number_known_from_the_books(digits: str, is_one: bool) -> None:
    assert is_nhs_number(digits) is is_one


@given(OUTWARD, INWARD, st.sampled_from(["", " "]), st.booleans())
def test_a_postcode_is_found_in_capitals_or_not(outward: str, inward: str, gap: str, small: bool) -> None:
    postcode = (outward + gap + inward).lower() if small else outward + gap + inward

    assert found(f"it was at {postcode}, near by") == [("postcode", postcode)]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(DAYS))
def test_an_exact_day_is_found_as_people_write_it(day: object, shape: str) -> None:
    words = f"{day:{shape}}"

    assert found(f"he came on {words} and sang") == [("day", words)]


@pytest.mark.parametrize(
    "words", ["born in 1941", "Born: 1941", "born on 12 March 1941", "date of birth 1941", "DOB 1941"]
)
def test_a_year_is_told_where_it_is_that_of_a_birth(words: str) -> None:
    assert [mark for mark, _ in found(f"she was {words}")] == ["day"]


@given(st.sampled_from(["0", "+44 ", "+44", "0044 ", "+44 (0)"]), st.text("123456789", min_size=10, max_size=10), GAPS)
def test_a_telephone_number_is_found(opening: str, rest: str, gap: str) -> None:
    number = opening + gap.join((rest[:4], rest[4:7], rest[7:]))

    assert [mark for mark, _ in found(f"ring {number} soon")] in (["telephone"], ["nhs_number"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Mary Anne came, and she asked for Tom.", ["Mary Anne", "Tom"]),
        ("We met Jean-Luc O'Hara there.", ["Jean-Luc O'Hara"]),
        ("Nurse Jones said no. Dr Khan said yes.", ["Jones", "Khan"]),
        ("We asked Mary's sister.", ["Mary's"]),
        ("He sang. She listened! Why? Nobody knew: It was Monday.", []),
        ("The GP and the NHS said in March that I may, and I'm glad.", []),
        ("“They came,” she said. “Nobody went.”", []),
        ("# What happened\n\n- He sang\n- She sang\n\n> It is quiet", []),
    ],
)
def test_a_capital_where_no_sentence_begins_may_be_a_name(text: str, names: list[str]) -> None:
    assert [words for mark, words in found(text) if mark == "name"] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was in Kirkcaldy", [("place", "Kirkcaldy")]),
        ("We sat near the Rose and Crown.", [("place", "Rose"), ("name", "Crown")]),
        ("He came from Elder Street to us.", [("place", "Elder Street")]),
        (
            "I nursed on Marigold Ward at St Anne's Hospice.",
            [("place", "Marigold Ward"), ("place", "St Anne's Hospice")],
        ),
        ("I worked in London, then in New London.", [("place", "New London")]),
        ("We told London", [("name", "London")]),
        ("She House-sat for Tom.", [("name", "House-sat"), ("name", "Tom")]),
    ],
)
def test_a_place_is_told_by_the_word_before_or_in_it_and_the_largest_are_none(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He had not sung.", "It fell from 12.5 to 7.25 in 2024.", "We were 1234567890 times late.", "99/99/2024",
        "on the 3rd of May we sang", "a1 and b2, 1st of all", "room 101, ward 7", "", "31/02/1941 is no day",
    ],
)  # fmt: skip
def test_nothing_is_made_of_ordinary_words_and_numbers(text: str) -> None:
    assert found(text) == []


@given(st.text(max_size=300))
def test_whatever_is_written_finds_stand_in_order_and_beside_each_other(text: str) -> None:
    all_of_them = identifying(text)

    assert all(one.end <= other.start for one, other in pairwise(all_of_them))
    assert all(0 <= each.start < each.end <= len(text) for each in all_of_them)
    for shown, each in zip(to_look_at(text), all_of_them, strict=False):
        assert shown.words == text[each.start : each.end]
        assert "\n" not in shown.before + shown.after


def test_it_is_shown_with_the_words_around_it_and_the_first_forty_only() -> None:
    [shown] = to_look_at("He was there\nwith Mary, who sang.")

    assert (shown.before, shown.words, shown.after) == ("He was there with ", "Mary", ", who sang.")
    assert len(to_look_at("we saw Tom, " * 100)) == 40


@pytest.mark.timeout(30)  # a pattern that goes back and forth would take hours
@pytest.mark.parametrize("piece", ["9", "0 ", "A1", "Ab ", "(", "- ", "1/", "born ", "'", "12 Mar "])
def test_abuse_82_no_text_keeps_it_busy(piece: str) -> None:
    assert {each.mark for each in identifying(piece * (20_000 // len(piece)))} <= {"name"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Mrs HOLLIS came.", ["HOLLIS"]),
        ("MR ANN-MARIE HOLLIS came.", ["ANN-MARIE HOLLIS"]),
        ("Dr X said so, and Mrs. O'NEILL too.", ["X", "O'NEILL"]),
        ("The NHS and a CPN, in CAPITALS.", []),
        ("We asked Mary, NHS staff too.", ["Mary"]),
    ],
)
def test_a_name_in_capitals_is_seen_after_a_title(text, expected):
    assert [text[each.start : each.end] for each in identifying(text)] == expected
