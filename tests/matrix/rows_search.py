"""The row of the one search. What is found of what is asked is walked by `test_search.py`, word by word."""

from tests.matrix import words as says
from tests.matrix.sweep import row

SEARCH = [row("GET /search", "the place", says.ANYBODY)]
