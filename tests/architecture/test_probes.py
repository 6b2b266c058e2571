"""What the probes note is what a tracer would have told, line by line and branch by branch."""

from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

from tests import probes

MODULE = '''
"""A module with every kind of statement that leads two ways."""

import contextlib
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Thing:
    """One."""

    number: int = 1

    @property
    def double(self):
        "Twice."
        return self.number * 2


@cache
@contextlib.contextmanager
def around():
    try:
        yield
    finally:
        if MOST:
            list([])


def walk(most, odd):
    found = []
    for each in range(most):
        if each == 2:
            continue
        elif (
            each % 2
            and odd
        ):
            found.append(each)
        else:
            found += [
                one for one in range(each)
                if one
            ]
        if each == 4:
            break
    else:
        found.append(-1)
    while most:
        most -= 1
        with around.__wrapped__() as _:
            if most == 1:
                return found
    return sorted(found, key=lambda one: -one) if found else None


def fall(what):
    try:
        if what:
            raise what
        return 0
    except (ValueError, TypeError) as error:
        with contextlib.suppress(KeyError):
            if isinstance(error, TypeError):
                raise KeyError from error
        return 1
    except OSError:
        return 2
    finally:
        if what:
            def closer():
                return 3

            closer()


MOST = 3
'''
CALLS = (
    "walk(0, True)", "walk(1, False)", "walk(3, True)", "walk(6, True)", "walk(6, False)", "fall(None)",
    "fall(ValueError())", "fall(TypeError())", "fall(OSError())", "Thing(2).double",
)  # fmt: skip


@pytest.mark.parametrize("how_many", range(len(CALLS) + 1))
def test_what_is_noted_is_what_a_tracer_tells(tmp_path, how_many):
    path = tmp_path / "module.py"
    path.write_text(MODULE, encoding="utf-8")
    traced, noted = _coverage(path), probes.Noted(str(path))

    traced.start()
    _run(compile(MODULE, str(path), "exec"), CALLS[:how_many], {})
    traced.stop()
    _run(probes.with_probes(MODULE, noted), CALLS[:how_many], {probes.REACHED: noted.reached})
    probed = _coverage(path)
    probed.get_data().add_arcs({str(path): list(noted.arcs())})

    assert list(_missing(probed, path)) == list(_missing(traced, path))


def test_what_is_not_reached_is_missing_and_can_be_forgotten(tmp_path):
    noted = probes.Noted(str(tmp_path / "module.py"))
    finder = probes.Finder("nothing")
    finder.noted.append(noted)
    Path(noted.path).write_text(MODULE, encoding="utf-8")
    namespace = {probes.REACHED: noted.reached}

    _run(probes.with_probes(MODULE, noted), (), namespace)
    imported, before = set(noted.arcs()), finder.reached()
    _run(compile("", "", "exec"), ("walk(0, True)",), namespace)
    walked = set(noted.arcs())
    finder.go_back(before)

    assert imported < walked
    assert set(noted.arcs()) == imported


def _coverage(path: Path) -> coverage.Coverage:
    return coverage.Coverage(data_file=None, config_file=False, branch=True, source=[str(path.parent)])


def _run(code, calls, namespace):
    exec(code, namespace)
    for call in calls:
        eval(call, namespace)


def _missing(counted: coverage.Coverage, path: Path) -> Iterator[object]:
    yield counted.analysis2(str(path))[3]
    yield {line: ways for line, ways in counted.branch_stats(str(path)).items() if ways[0] != ways[1]}
