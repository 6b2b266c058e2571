"""The list of abuses is whole: each case has tests that carry its number, or a reason why it does not apply."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "docs/abuse-cases.md"
CASES = {*range(1, 63), *range(77, 90)}
NAMED = re.compile(r"^def (test_abuse((?:_\d\d)+)_\w+)", re.MULTILINE)
LINE = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
WHERE = re.compile(r"`(tests/[\w/]+\.py)`")
NOT_HERE = "Not here: "


def carried() -> dict[int, set[str]]:
    """For each number, the files in which a test carries it."""
    found: dict[int, set[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for _, numbers in NAMED.findall(path.read_text(encoding="utf-8")):
            for number in numbers.strip("_").split("_"):
                found.setdefault(int(number), set()).add(str(path.relative_to(ROOT)))
    return found


def listed() -> dict[int, str]:
    lines = LINE.findall(LIST.read_text(encoding="utf-8"))
    assert len(lines) == len({number for number, _, _ in lines}), "a case stands there twice"
    return {int(number): answer.strip() for number, _, answer in lines}


def test_each_case_is_tried_or_has_its_reason():
    said = listed()

    assert not CASES - said.keys(), "cases without a line in docs/abuse-cases.md"
    assert not {number for number, answer in said.items() if not (WHERE.search(answer) or answer.startswith(NOT_HERE))}


def test_the_list_names_the_files_in_which_a_case_is_tried_and_no_other():
    said, there = listed(), carried()

    assert {number: set(WHERE.findall(answer)) for number, answer in said.items()} == {
        number: there.get(number, set()) for number in {*said, *there}
    }
