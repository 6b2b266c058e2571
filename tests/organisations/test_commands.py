"""`cop organisations import`."""

from pathlib import Path

import pytest
from flask import Flask

from cop.organisations.commands import organisations
from tests.organisations.test_rules import CARE_BOARDS


def test_the_boards_come_in_with_their_attribution(app: Flask) -> None:
    result = app.test_cli_runner().invoke(organisations, ["import", str(CARE_BOARDS)])

    assert result.exit_code == 0
    assert "49 new, 0 changed, 0 as before, 0 bad." in result.output
    assert "Open Government Licence" in result.output


@pytest.mark.parametrize(
    ("option", "said"), [("", "Nothing was kept"), ("--dry-run", "nothing was kept"), ("--skip-bad", "1 new")]
)
def test_a_bad_row_is_named_and_makes_exit_code_one(app: Flask, tmp_path: Path, option: str, said: str) -> None:
    file = tmp_path / "some.csv"
    file.write_text("name,kind\nAcorns,charity\nOaks,zoo\n")
    result = app.test_cli_runner().invoke(organisations, ["import", str(file), *option.split()])

    assert result.exit_code == 1
    assert "line 3: “zoo” is not a kind" in result.output
    assert said in result.output


def test_a_picture_is_refused_in_a_sentence(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    result = app.test_cli_runner().invoke(organisations, ["import", str(file)])

    assert result.exit_code == 1
    assert "UTF-8" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["all.csv", "all.json"])
def test_what_is_exported_is_imported_again(app: Flask, tmp_path: Path, name: str) -> None:
    run = app.test_cli_runner().invoke
    run(organisations, ["import", str(CARE_BOARDS)])
    exported = run(organisations, ["export", str(tmp_path / name)])
    again = run(organisations, ["import", str(tmp_path / name)])

    assert exported.output == "49 organisations.\n"
    assert "0 new, 0 changed, 49 as before, 0 bad." in again.output


@pytest.mark.parametrize(("name", "said"), [("all.xlsx", ".csv or .json"), ("none/all.csv", "No such file")])
def test_a_file_that_cannot_be_written_is_told_in_a_sentence(app: Flask, tmp_path: Path, name: str, said: str) -> None:
    result = app.test_cli_runner().invoke(organisations, ["export", str(tmp_path / name), "--on", "2024-07-01"])

    assert result.exit_code == 1
    assert said in result.output
