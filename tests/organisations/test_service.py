"""Importing organisations, and belonging to one, on both databases."""

from datetime import date, timedelta
from time import perf_counter

import pytest
from flask import Flask
from flask_login import AnonymousUserMixin

from cop.core.errors import NotVisible, RuleBroken
from cop.organisations import queries, service
from cop.organisations.rules.files import parse
from cop.organisations.rules.rows import Code, Row
from cop.people.models import User
from tests.factories.organisations import an_organisation
from tests.factories.people import a_user
from tests.organisations.test_rules import CARE_BOARDS

TODAY = date(2026, 11, 26)
DAY = timedelta(days=1)


def row(name: str, ods: str = "", *, part_of: str = "", place: str = "line 2") -> Row:
    codes = (Code("ods", ods),) if ods else ()
    return Row(place, name, "charity", codes, part_of=("ods", part_of) if part_of else None)


def names(viewer: User, *, on: date = TODAY, search: str = "") -> list[str]:
    return [each.name for each in queries.organisations_visible_to(viewer, on=on, search=search).organisations]


def test_the_boards_stand_as_of_a_day_and_a_second_import_changes_nothing(app: Flask) -> None:
    read = parse(CARE_BOARDS.read_bytes())
    with app.app_context():
        ada = a_user()
        first, second = (service.import_rows(read.rows, attribution=read.attribution) for _ in range(2))
        board = queries.organisations_visible_to(ada, on=date(2024, 1, 1), search="sussex").organisations[0]

        assert (first.added, second.added, second.changed, second.unchanged) == (49, 0, 0, 49)
        assert {code.scheme for code in board.codes} == {"ods", "ons", "ons 2022"}
        assert [each.name for each in queries.wholes_of(board.id, on=date(2024, 1, 1))] == ["South East"]
        assert names(ada, search="sussex", on=date(2026, 4, 1)) == []


def test_the_same_code_is_the_same_organisation(app: Flask) -> None:
    with app.app_context():
        ada = a_user()
        service.import_rows([row("Acorns", "A1"), row("Oaks", "A2"), row("No code")])
        again = service.import_rows([row("Acorns and Friends", "A1"), row("Oaks", "A2"), row("No code")])

        assert (again.added, again.changed, again.unchanged) == (0, 1, 2)
        assert names(ada) == ["Acorns and Friends", "No code", "Oaks"]


@pytest.mark.parametrize(("dry_run", "skip_bad", "kept"), [(True, False, 0), (False, False, 0), (False, True, 1)])
def test_all_or_nothing_unless_told_to_skip(app: Flask, dry_run: bool, skip_bad: bool, kept: int) -> None:
    rows = [row("Acorns", "A1"), row("Lost", "A2", part_of="A9"), row("Lost with it", "A3", part_of="A2")]
    with app.app_context():
        outcome = service.import_rows(rows, dry_run=dry_run, skip_bad=skip_bad)

        assert (outcome.added, len(outcome.faults)) == (1, 2)
        assert len(names(a_user())) == kept


def test_codes_of_two_organisations_are_no_one_organisation(app: Flask) -> None:
    with app.app_context():
        service.import_rows([row("Acorns", "A1"), row("Oaks", "A2")])
        both = Row("line 7", "Both", "charity", (Code("ods", "A1"), Code("ods", "A2")))

        assert str(service.import_rows([both]).faults[0]) == "line 7: Its codes belong to different organisations."


def test_ten_thousand_rows_take_seconds(app: Flask) -> None:
    rows = [row(f"Practice {number}", f"P{number}") for number in range(10_000)]
    began = perf_counter()
    with app.app_context():
        outcome = service.import_rows(rows)

    assert outcome.added == 10_000
    assert perf_counter() - began < 20


def test_names_are_found_by_their_words_and_no_sign_is_magic(app: Flask) -> None:
    with app.app_context():
        ada = a_user()
        for name in ("100% Carers", "Carers of Ironbridge", "Under_lined"):
            an_organisation(name)

        assert names(ada, search="ironbridge carers") == ["Carers of Ironbridge"]
        assert names(ada, search="%") == ["100% Carers"]
        assert names(ada, search="_") == ["Under_lined"]


def test_ada_belongs_until_she_says_otherwise(app: Flask) -> None:
    with app.app_context():
        ada, acorns = a_user(), an_organisation("Acorns")
        held = service.join(ada, acorns, since=TODAY - 30 * DAY, today=TODAY).id
        with pytest.raises(RuleBroken):
            service.join(ada, acorns, since=TODAY, today=TODAY)
        before = [person.name for person in queries.people_of(acorns, on=TODAY)]
        service.leave(ada, held, today=TODAY)

        assert before == ["Ada"]
        assert (queries.people_of(acorns, on=TODAY), len(queries.people_of(acorns, on=TODAY - DAY))) == ([], 1)
        assert service.join(ada, acorns, since=TODAY, today=TODAY).until is None


def test_what_was_said_by_a_slip_is_forgotten(app: Flask) -> None:
    with app.app_context():
        ada, acorns = a_user(), an_organisation("Acorns")
        held = service.join(ada, acorns, since=TODAY, today=TODAY).id
        service.leave(ada, held, today=TODAY)

        assert queries.memberships_of(ada.id) == []


def test_bo_cannot_end_where_ada_belongs(app: Flask) -> None:
    with app.app_context():
        ada, bo, acorns = a_user("Ada"), a_user("Bo"), an_organisation("Acorns")
        held = service.join(ada, acorns, since=TODAY, today=TODAY).id

        with pytest.raises(NotVisible):
            service.leave(bo, held, today=TODAY)
        assert [each.id for each in queries.memberships_of(ada.id, on=TODAY)] == [held]


def test_a_visitor_reads_no_list_of_organisations(app: Flask) -> None:
    with app.app_context(), pytest.raises(NotVisible):
        queries.organisations_visible_to(AnonymousUserMixin(), on=TODAY)
