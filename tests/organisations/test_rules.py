"""Files of organisations, good and bad."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.core.errors import RuleBroken
from cop.organisations.rules import files
from cop.organisations.rules.files import parse
from cop.organisations.rules.kinds import check_period, overlap
from cop.organisations.rules.rows import Parsed

CARE_BOARDS = Path(__file__).parents[2] / "data/integrated_care_boards.json"
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def faults(content: bytes) -> list[str]:
    return [str(fault) for fault in parse(content).faults]


def test_the_forty_two_boards_are_read_with_their_regions_dates_and_attribution() -> None:
    read = parse(CARE_BOARDS.read_bytes())
    boards = [row for row in read.rows if row.kind == "integrated_care_board"]

    assert (len(boards), len(read.rows), read.faults) == (42, 49, ())
    assert {(row.valid_from, row.valid_to) for row in boards} == {(date(2022, 7, 1), date(2026, 3, 31))}
    assert all(tie.kind == "part_of" for row in boards for tie in row.ties)
    assert "Open Government Licence" in read.attribution


@pytest.mark.parametrize(
    "content",
    [b"name,kind,ods_code\nAcorns,charity,A1\n", b"\xef\xbb\xbfName;Kind;ODS code\r\nAcorns;charity;A1\r\n",
     "name\tkind\tods_code\nAcorns\tCharity\tA1".encode("utf-16"),
     b'[{"name":"Acorns","kind":"charity","codes":{"ods":"A1"}}]',
     b'{"organisations":[{"name":" Acorns ","kind":"charity","codes":{"ods":"A1"}}],"attribution":""}'],
)  # fmt: skip
def test_the_same_organisation_in_five_files(content: bytes) -> None:
    read = parse(content)

    assert [(row.name, row.kind, row.codes[0].key) for row in read.rows] == [("Acorns", "charity", ("ods", "A1"))]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b" \r\n ", "empty"), (b"\x89PNG\x0d\x0a\x1a\x0a\xff", "UTF-8"), (b"PK\x00\x00a",
     "binary"), (b"hello", "first line"),
     (b"name,kind\n", "no organisation"), (b"name,kind,colour\n", "does not know"), (b"name,kind,kind\n",
     "same name"), (b"[", "not JSON"),
     (b"[]", "no organisation"), (b"{}", "list of organisations"), (b'{"icbs": 5}', "not a list"),
     (b"[" * 100_000, "deeply"),
     (b"[" + b"9" * 5_000 + b"]", "too long"), (b'"name,kind\nA,b', "first line"), (b'{"organisations": {}}',
     "list of organisations")],
)  # fmt: skip
def test_abuse_80_83_a_file_of_the_wrong_shape_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        parse(content)


def test_a_bad_line_of_a_table_is_named_by_its_line() -> None:
    bad = (
        b"name,kind,ods_code,valid_from,valid_to,part_of\n,charity,,,,\nB,zoo,,,,\nC\n\nD,charity,X,,,\nE,charity,X,,,\n"
        b"F,charity,,1.7.2022,,\nG,charity,,2022-07-01,2021-07-01,\nH,charity,,,,Y62\n"
        + b"x" * 100_000
        + b",charity,,,,\n"
    )

    assert [each.split(":")[0] for each in faults(bad)] == [f"line {n}" for n in (2, 3, 4, 7, 8, 9, 10, 11)]
    assert len(parse(bad).rows) == 1


def test_a_quote_that_never_closes_is_named_by_the_line_it_opens_on() -> None:
    assert faults(b'name,kind\nA,charity\n"B,charity\nC,charity\n')[0].startswith("line 3: ")


def test_a_bad_entry_of_a_list_is_named_by_its_number_and_line() -> None:
    bad = b'[{"name":"A","kind":"charity"},\n 5,\n\n {"name":7,"kind":"charity"},\n'
    bad += b' {"name":"B","kind":"charity","codes":["A1"]},\n'
    bad += b' {"name":"C","kind":"charity","codes":{"ods":5}},\n {"name":"D\\ud800","kind":"charity"},'
    bad += b' {"name":"E","kind":"charity","part_of":{"ods":"A","ons":"B"}}]'

    assert [each.split(":")[0] for each in faults(bad)] == [
        "entry 2, line 2", "entry 3, line 4", "entry 4, line 5", "entry 5, line 6", "entry 6, line 7",
        "entry 7, line 7",
    ]  # fmt: skip


@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: b"name,kind\n" + text.encode("utf-8", "replace"))
)
def test_any_file_is_read_or_refused_and_never_breaks(content: bytes) -> None:
    with suppress(RuleBroken):
        assert isinstance(parse(content), Parsed)


@pytest.mark.parametrize(("since", "until"), [(JULY, None), (date(1066, 1, 1), None), (JUNE, MAY)])
def test_a_time_of_belonging_that_cannot_be_is_refused(since: date, until: date | None) -> None:
    with pytest.raises(RuleBroken):
        check_period(since, until, today=JUNE)


def test_periods_overlap_when_they_share_a_day() -> None:
    assert overlap((MAY, JUNE), (JUNE, None))
    assert not overlap((MAY, MAY), (JUNE, JULY))


def test_a_file_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 5)

    with pytest.raises(RuleBroken, match="larger than 50 MB"):
        parse(b"name,kind")
