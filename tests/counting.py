"""Which tests are not asked which lines of ours run: the matrix, which counting makes half as slow again.

All that it comes by has a test elsewhere.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import Coverage

MATRIX = Path(__file__).parent / "matrix"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count nothing while the matrix runs."""
    counting = Coverage.current()
    if counting is None or MATRIX not in item.path.parents:
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()
