"""Words that may tell a stranger who somebody is, found without asking anybody: for the teller to look at, no more.

Numbers of the NHS are known by their last digit, which the nine before it give (modulus 11, NHS Data Dictionary);
postcodes by the letters that Royal Mail uses; names only by a capital where a sentence does not begin, so that many are
missed and some are none, and places as names with a word before or in them that says so, but the largest cities.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from cop.core.errors import N_

Mark = Literal["nhs_number", "day", "postcode", "telephone", "place", "name"]
MARKS: Final[Mapping[Mark, str]] = {
    "nhs_number": N_("the NHS number of somebody"),
    "day": N_("an exact day, perhaps of a birth"),
    "postcode": N_("a postcode"),
    "telephone": N_("a telephone number"),
    "place": N_("perhaps a place that few people belong to"),
    "name": N_("perhaps a name"),
}
AROUND: Final = 32
MOST_SHOWN: Final = 40
WEIGHTS: Final = range(10, 1, -1)
MODULUS: Final = 11
NHS_DIGITS: Final = 10
LAST_DAY: Final = 31
FULL_YEAR: Final = 100

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NO_NAMES: Final = frozenset(
    (
        *_MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "I", "Christmas",
        "Easter", "Ramadan", "Eid", "Diwali", "English", "Welsh", "Scottish", "Irish", "British", "England", "Wales",
        "Scotland", "Ireland", "Britain", "God", "Mum", "Dad", "Mrs", "Mr", "Ms", "Dr",
    )
)  # fmt: skip
_MONTH: Final = "|".join(f"{each[:3]}(?:{each[3:]})?" if each[3:] else each for each in _MONTHS)
_NHS: Final = re.compile(r"(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)", re.ASCII)
_NUMBERED_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)", re.ASCII)
_ISO_DAY: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)", re.ASCII)
_NAMED_DAY: Final = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH}),? \d{{4}}(?!\d)"
    rf"|\b(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}(?!\d)"
    r"|\b(?:born|date of birth|d\.?o\.?b\.?)[ :]{1,2}(?:(?:in|on) )?(?:[a-z]{3,9} )?\d{4}(?!\d)",
    re.ASCII | re.IGNORECASE,
)
_POSTCODE: Final = re.compile(
    r"(?<!\w)[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])"
    r" ?\d[ABD-HJLNP-UW-Z]{2}(?!\w)",
    re.ASCII | re.IGNORECASE,
)
_TELEPHONE: Final = re.compile(r"(?<![\d+])(?:\+44 ?(?:\(0\) ?)?|0044 ?|\(?0)\d(?:[ ()-]{0,2}\d){8,9}(?!\d)", re.ASCII)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # noqa: RUF001  an apostrophe as people's keyboards make it
_TITLE: Final = re.compile(
    r"\b(?:Mrs?|MRS?|Ms|MS|Miss|MISS|Dr|DR|Prof|PROF|Sir|SIR|Lady|LADY|Sister|SISTER|Nurse|NURSE|Matron|MATRON)\.? $"
)
_WHERE: Final = re.compile(r"\b(?:in|at|near|around|outside|towards) (?:the )?$", re.IGNORECASE)
_PLACE: Final = re.compile(
    r"\b(?:Avenue|Church|Clinic|Close|Court|Farm|Hospice|Hospital|House|Lane|Lodge|Road|School|Street|Surgery|Village"
    r"|Ward)$"
)
_LARGE: Final = frozenset(
    (
        "Belfast", "Birmingham", "Bradford", "Bristol", "Cardiff", "Coventry", "Edinburgh", "Glasgow", "Leeds",
        "Leicester", "Liverpool", "London", "Manchester", "Newcastle", "Nottingham", "Sheffield",
    )
)  # fmt: skip
_BEGINS: Final = re.compile(r"(?:^|[.!?:;\n|•#>*_]|[-–—] |[(\[“‘\"»«])[\s\"“‘'(*_#>\[-]*$")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Find:
    """Something to look at, by where it stands in the text."""

    mark: Mark
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The same with the words around it, for the teller's eyes."""

    mark: Mark
    before: str
    words: str
    after: str


def is_nhs_number(digits: str) -> bool:
    """Whether the tenth of these digits is the one that the nine before it give."""
    if len(digits) != NHS_DIGITS or len(set(digits)) == 1:
        return False
    check = MODULUS - sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=False)) % MODULUS
    return int(digits[-1]) == (0 if check == MODULUS else check)


def identifying(text: str) -> list[Find]:
    """What may tell a stranger who somebody is, in the order of the text; where two overlap, the surer one."""
    found, taken = [], bytearray(len(text))
    for each in _all(text):
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def to_look_at(text: str) -> list[Shown]:
    """The first of them, each with what stands around it on one line."""
    return [
        Shown(
            each.mark, _line(text[max(0, each.start - AROUND) : each.start]), text[each.start : each.end],
            _line(text[each.end : each.end + AROUND]),
        )
        for each in identifying(text)[:MOST_SHOWN]
    ]  # fmt: skip


def _all(text: str) -> Iterator[Find]:
    """Everything, the surest kinds first."""
    for found in _NHS.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", found[0])):
            yield Find("nhs_number", *found.span())
    for day in (_ISO_DAY, _NUMBERED_DAY):
        yield from (Find("day", *found.span()) for found in day.finditer(text) if _is_day(*map(int, found.groups())))
    for mark, kind in (("day", _NAMED_DAY), ("telephone", _TELEPHONE), ("postcode", _POSTCODE)):
        yield from (Find(mark, *found.span()) for found in kind.finditer(text))  # type: ignore[arg-type]  # each a mark
    for name in _names(text):
        known_as = _mark_of(text, name)
        if known_as is not None:
            yield Find(known_as, name.start, name.end)


def _mark_of(text: str, name: Find) -> Mark | None:
    """A place, as far as the words before and in a name say so; None for one to which hundreds of thousands belong."""
    words, before = text[name.start : name.end], text[max(0, name.start - AROUND) : name.start]
    if not _WHERE.search(before):
        return "place" if _PLACE.search(words) else "name"
    return None if words in _LARGE else "place"


def _is_day(one: int, month: int, other: int) -> bool:
    """Whether three numbers are a day, the year first or last; an American one too."""
    year, day = (one, other) if one > LAST_DAY else (other, one)
    return any(_exists(year, *pair) for pair in ((month, day), (day, month)))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year + 1900 * (year < FULL_YEAR), month, day)
    except ValueError:
        return False
    return True


def _names(text: str) -> Iterator[Find]:
    """Words with a capital where no sentence begins, those that follow on each other as one; and what follows a title,
    also where all of it is capitals. Elsewhere such words are abbreviations, and no names."""
    start = end = -1
    is_loud = False
    for word in _WORD.finditer(text):
        before = text[max(0, word.start() - AROUND) : word.start()]
        follows = start >= 0 and text[end : word.start()] in {" ", "-"}
        titled = bool(_TITLE.search(before))
        is_loud = _is_shouted(word[0]) and (titled or (follows and is_loud))
        if is_loud or (_is_capital(word[0]) and (follows or titled or not _BEGINS.search(before))):
            start, end = (start if follows else word.start()), word.end()
            continue
        if start >= 0:
            yield Find("name", start, end)
        start = -1
    if start >= 0:
        yield Find("name", start, end)


def _is_shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.capitalize() not in _NO_NAMES


def _is_capital(word: str) -> bool:
    root = re.split(r"['’]", word)[0]  # noqa: RUF001
    return root[:1].isupper() and root not in _NO_NAMES and not (len(root) > 1 and root.isupper())


def _line(text: str) -> str:
    """As it is read, without the signs that make headings and quotations of it."""
    return re.sub(r"(?:^|\n)\s*[#>|]+|\s+", " ", text)
