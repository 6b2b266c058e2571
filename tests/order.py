"""The longest tests begin first, in all processes, so that none is left alone at the end; the others by chance.

pytest-xdist gives each process a stretch of the list to begin with, and whoever is done takes from another's end.
"""

import os
from itertools import groupby

import pytest

LONGEST = (
    "test_meeting.py", "test_storm.py", "test_matrix.py", "test_season.py", "test_barriers.py", "test_leaks.py",
    "test_kill.py", "test_wrong_clock.py",
)  # fmt: skip
"""A whole meeting in seven browsers begins beside storms, which wait for servers, and not beside what takes a processor
for itself: people in it see the same within seconds."""
TOGETHER = {"test_matrix.py", "test_leaks.py"}
"""What they begin with takes long, and is the same for all in the file."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lay the longest at the beginnings of the stretches, in turns."""
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    longest = sorted((each for each in items if each.path.name in LONGEST), key=_place)
    groups = [list(group) for _, group in groupby(longest, key=_place)]
    stretches = [[each for group in groups[number::processes] for each in group] for number in range(processes)]
    others = [each for each in items if each.path.name not in LONGEST]
    length = -(-len(items) // processes)
    for stretch in stretches:
        room = max(0, length - len(stretch))
        stretch.extend(others[:room])
        del others[:room]
    items[:] = [each for stretch in stretches for each in stretch] + others


def _place(item: pytest.Item) -> tuple[int, str]:
    name = item.path.name
    return LONGEST.index(name), "" if name in TOGETHER else item.nodeid
