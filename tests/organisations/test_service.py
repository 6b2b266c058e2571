"""Importing organisations, and belonging to one, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from time import process_time

import pytest
from flask import Flask
from flask_login import AnonymousUserMixin

from cop.core.errors import NotVisible, RuleBroken
from cop.organisations import queries, service
from cop.organisations.rules.exports import document_of, table_of
from cop.organisations.rules.files import parse
from cop.organisations.rules.rows import Row
from cop.organisations.rules.ties import Code, Tie
from cop.people.models import User
from tests.factories.organisations import an_organisation
from tests.factories.people import a_user
from tests.organisations.test_rules import CARE_BOARDS

TODAY = date(2026, 11, 26)
DAY = timedelta(days=1)


def row(name: str, ods: str = "", *, part_of: str = "", place: str = "line 2") -> Row:
    codes = (Code("ods", ods),) if ods else ()
    return Row(place, name, "charity", codes, ties=(Tie("part_of", ("ods", part_of)),) if part_of else ())


def said_of(organisation_id: int, *, on: date = TODAY) -> list[tuple[str, bool, bool, list[str]]]:
    told = queries.sentences_of(organisation_id, on=on)
    return [(each.kind, each.outward, each.excluded, [one.other.name for one in each.shown]) for each in told]


def names(viewer: User, *, on: date = TODAY, search: str = "") -> list[str]:
    return [each.name for each in queries.organisations_visible_to(viewer, on=on, search=search).organisations]


def test_the_boards_stand_as_of_a_day_and_a_second_import_changes_nothing(app: Flask) -> None:
    read = parse(CARE_BOARDS.read_bytes())
    with app.app_context():
        ada = a_user()
        first, second = (service.import_rows(read.rows, attribution=read.attribution) for _ in range(2))
        board = queries.organisations_visible_to(ada, on=date(2024, 1, 1), search="sussex").organisations[0]

        assert (first.count("new"), second.count("new"), second.count("as_before")) == (49, 0, 49)
        assert [code.code for code in board.codes_on(date(2024, 1, 1))] == ["QNX", "E54000053", "E54000064"]
        assert said_of(board.id, on=date(2024, 1, 1)) == [("parent_of", False, False, ["South East"])]
        assert names(ada, search="sussex", on=date(2026, 4, 1)) == []


def test_the_same_code_is_the_same_organisation(app: Flask) -> None:
    with app.app_context():
        ada = a_user()
        service.import_rows([row("Acorns", "A1"), row("Oaks", "A2"), row("No code")])
        again = service.import_rows([row("Acorns and Friends", "A1"), row("Oaks", "A2"), row("No code")])

        assert [again.count(what) for what in ("new", "changed", "as_before")] == [0, 1, 2]
        assert names(ada) == ["Acorns and Friends", "No code", "Oaks"]


@pytest.mark.parametrize(("dry_run", "skip_bad", "kept"), [(True, False, 0), (False, False, 0), (False, True, 1)])
def test_all_or_nothing_unless_told_to_skip(app: Flask, dry_run: bool, skip_bad: bool, kept: int) -> None:
    rows = [row("Acorns", "A1"), row("Lost", "A2", part_of="A9"), row("Lost with it", "A3", part_of="A2")]
    with app.app_context():
        outcome = service.import_rows(rows, dry_run=dry_run, skip_bad=skip_bad)

        assert (outcome.count("new"), len(outcome.faults)) == (1, 2)
        assert len(names(a_user())) == kept


def test_codes_of_two_organisations_are_no_one_organisation(app: Flask) -> None:
    with app.app_context():
        service.import_rows([row("Acorns", "A1"), row("Oaks", "A2")])
        both = Row("line 7", "Both", "charity", (Code("ods", "A1"), Code("ods", "A2")))

        assert str(service.import_rows([both]).faults[0]) == "line 7: Its codes belong to different organisations."


def test_ten_thousand_rows_take_seconds(app: Flask) -> None:
    rows = [row(f"Practice {number}", f"P{number}") for number in range(10_000)]
    began = process_time()  # not the clock on the wall, on which other tests run beside
    with app.app_context():
        outcome = service.import_rows(rows)

    assert outcome.count("new") == 10_000
    assert process_time() - began < 20


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
        held = service.join(ada, acorns, since=TODAY - 30 * DAY, shown=True, today=TODAY).id
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


def test_relations_are_told_from_both_sides_as_of_a_day(app: Flask) -> None:
    old, new = date(2026, 3, 31), date(2026, 4, 1)
    rows = [
        Row("2", "Old", "network", (Code("ods", "O1"),), None, old),
        Row("3", "New", "network", (Code("ods", "N1"),), new, None, (Tie("successor_of", ("ods", "O1"), new),)),
        Row("4", "Fund", "funder", ties=(Tie("funds", ("name", "new"), new), Tie("funds", ("ods", "O1"), None, old))),
        Row("5", "Far", "charity", ties=(Tie("in_grouping", ("ods", "N1"), new, excluded=True, reason="Too far"),)),
    ]
    with app.app_context():
        first, second = service.import_rows(rows), service.import_rows(rows)
        ada = a_user()
        ids = {each.name: each.id for each in queries.organisations_visible_to(ada, on=TODAY).organisations}
        ids |= {each.name: each.id for each in queries.organisations_visible_to(ada, on=old).organisations}

        assert (first.faults, first.count("new"), second.count("as_before")) == ([], 4, 4)
        assert said_of(ids["New"]) == [
            ("funds", False, False, ["Fund"]), ("in_grouping", False, True, ["Far"]),
            ("successor_of", True, False, ["Old"]),
        ]  # fmt: skip
        heirs = [each.ties for each in queries.directory(on=TODAY) if each.name == "New"]
        assert heirs == [()]  # its predecessor is in no directory of today
        assert said_of(ids["Old"]) == [("successor_of", False, False, ["New"])]
        assert said_of(ids["Fund"], on=old) == [("funds", True, False, ["Old"])]


def test_what_comes_a_second_time_changes_what_it_says(app: Flask) -> None:
    tie = Tie("funds", ("ods", "B1"), date(2020, 1, 1), date(2021, 1, 1))
    again = Tie("funds", ("ods", "B1"), date(2024, 1, 1))
    longer = Tie("funds", ("ods", "B1"), date(2020, 1, 1), date(2022, 1, 1))
    oaks = Row("3", "Oaks", "charity", (Code("ods", "B1"),))
    with app.app_context():
        for ties in ((tie,), (again,), (longer,)):
            service.import_rows([replace(row("Acorns", "A1"), ties=ties), oaks])
        dated = Row("2", "Acorns", "charity", (Code("ods", "A1", date(2020, 1, 1)),))
        told = service.import_rows([dated, replace(oaks, can_share="Rotas")]).told

        assert [each.fields for each in told] == [("codes",), ("can_share",)]
        funded = queries.directory()[0].ties
        assert [(each.valid_from, each.valid_to) for each in funded] == [
            (date(2020, 1, 1), date(2022, 1, 1)), (date(2024, 1, 1), None),
        ]  # fmt: skip


def test_a_name_that_two_have_names_neither(app: Flask) -> None:
    named = Row("4", "Fund", "funder", ties=(Tie("funds", ("name", "Acorns")),))
    twice = [row("Acorns", "A1"), Row("3", "Acorns", "network", (Code("ods", "A2"),))]
    with app.app_context():
        service.import_rows(twice)
        outcome = service.import_rows([named])

        assert [str(each) for each in outcome.faults] == ["4: funds: name:Acorns names no other organisation."]


def test_the_directory_comes_back_from_its_own_files(app: Flask) -> None:
    with app.app_context():
        read = parse(CARE_BOARDS.read_bytes())
        service.import_rows(read.rows, attribution=read.attribution)
        ever, one_day = queries.directory(), queries.directory(on=date(2026, 4, 1))
        for written in (table_of, document_of):
            assert service.import_rows(parse(written(ever).encode()).rows).count("as_before") == 49

        assert (len(ever), len(one_day)) == (49, 7)
        with pytest.raises(NotVisible):
            queries.directory_for(AnonymousUserMixin(), on=TODAY)
