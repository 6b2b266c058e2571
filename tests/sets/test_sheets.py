"""A review sheet is its author's alone, shared line by line or never."""

from datetime import timedelta

import pytest

from cop.core.errors import NotVisible
from cop.sets import queries, service

pytestmark = pytest.mark.usefixtures("inside")

LINES = {"learnt_1": "I fill every silence.", "another": "How they laughed.", "myself": ""}


@pytest.fixture
def sheet(thursday, cast, now):
    """Bo has looked back on the first meeting."""
    service.write_sheet(cast.bo, thursday.dates[0], lines=LINES, now=now)
    return queries.sheet_of(cast.bo, thursday.dates[0])


def _shared(person, thursday):
    return [tuple(line) for line in queries.shared_by_others(person, thursday.dates[0])]


def test_nobody_reads_a_sheet_that_was_not_shared(sheet, thursday, cast):
    assert set(sheet) == {"learnt_1", "another"}
    assert _shared(cast.mina, thursday) == []
    assert queries.sheet_of(cast.mina, thursday.dates[0]) == {}


def test_one_line_is_shared_and_taken_back(sheet, thursday, cast, now):
    line_id = sheet["learnt_1"].id
    service.share_line(cast.bo, line_id, now=now)
    shared = _shared(cast.mina, thursday)

    service.keep_line(cast.bo, line_id)

    assert shared == [("Bo", "learnt_1", "I fill every silence.")]
    assert _shared(cast.mina, thursday) == []


def test_a_shared_line_in_other_words_is_private_again_and_one_left_alone_is_not(sheet, thursday, cast, now):
    for line in sheet.values():
        service.share_line(cast.bo, line.id, now=now)

    service.write_sheet(cast.bo, thursday.dates[0], lines=LINES | {"learnt_1": "I fill silences."}, now=now)

    assert _shared(cast.mina, thursday) == [("Bo", "another", "How they laughed.")]


def test_a_line_left_empty_is_gone(sheet, thursday, cast, now):
    service.write_sheet(cast.bo, thursday.dates[0], lines={"another": "How they laughed."}, now=now)

    assert [line.prompt for line in queries.lines_of(cast.bo)] == ["another"]


@pytest.mark.parametrize("who", ["ada", "mina", "cy", "eli"])
def test_a_line_opens_for_its_author_alone_even_when_shared(sheet, cast, now, who):
    line_id = sheet["learnt_1"].id
    service.share_line(cast.bo, line_id, now=now)

    for act in (service.keep_line, service.delete_line):
        with pytest.raises(NotVisible):
            act(getattr(cast, who), line_id)


@pytest.mark.parametrize("who", ["cy", "dee", "eli", "hana", "jo"])
def test_nobody_outside_looks_back_on_a_meeting(thursday, cast, now, who):
    with pytest.raises(NotVisible):
        service.write_sheet(getattr(cast, who), thursday.dates[0], lines=LINES, now=now)


def test_whoever_joins_later_does_not_read_what_was_shared_before(sheet, thursday, cast, now):
    service.share_line(cast.bo, sheet["learnt_1"].id, now=now)
    service.accept_seat(cast.jo, thursday.id, now=now + timedelta(hours=1))
    before = _shared(cast.jo, thursday)

    service.share_line(cast.bo, sheet["another"].id, now=now + timedelta(hours=2))

    assert before == []
    assert _shared(cast.jo, thursday) == [("Bo", "another", "How they laughed.")]


def test_a_sheet_goes_with_its_author_who_can_delete_it_but_share_it_no_more(sheet, thursday, cast, now):
    service.share_line(cast.bo, sheet["learnt_1"].id, now=now)

    service.leave(cast.bo, thursday.id, now=now)

    assert len(queries.lines_of(cast.bo)) == 2
    assert _shared(cast.mina, thursday) == []
    with pytest.raises(NotVisible):
        service.share_line(cast.bo, sheet["another"].id, now=now)
    service.delete_line(cast.bo, sheet["another"].id)
    assert [line.prompt for line in queries.lines_of(cast.bo)] == ["learnt_1"]
