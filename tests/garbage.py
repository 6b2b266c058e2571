"""How often Python looks for garbage in a test process: seldom, and never among what is there before the first test.

Modules, mappers and the tests themselves are some hundred thousand things that nobody lets go of; to look through them
again and again took a twentieth of the time. What a test leaves behind is still found, so unclosed things still fail.
"""

import gc

import pytest

ALLOCATIONS, YOUNG, OLD = 50_000, 20, 20


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Lay aside all that is there now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, YOUNG, OLD)
