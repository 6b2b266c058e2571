"""What is worth keeping between requests, in this process's memory."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from flask import Flask, current_app

MOST_CHARACTERS = 2_000_000


class Shelf:
    """Values by key, up to a weight together; the least used go first.

    A key says all that its value depends on, so that nothing on the shelf is ever wrong, only unused.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: Hashable) -> Any:
        """The value of this key; None where there is none."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: Hashable, value: object, *, weight: int) -> None:
        """Keep a value, unless it would fill a quarter of the shelf alone."""
        if weight * 4 > self._most:
            return
        with self._lock:
            self._weight += weight - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = value, weight
            while self._weight > self._most:
                self._weight -= self._kept.popitem(last=False)[1][1]


def init_app(app: Flask) -> None:
    """Give the app its shelf."""
    app.extensions["cop_shelf"] = Shelf(most=MOST_CHARACTERS)


def kept(key: Hashable, draw: Callable[[], tuple[Any, int]]) -> Any:
    """The value of this key, or what `draw` answers now, kept with its weight in characters for next time."""
    shelf: Shelf = current_app.extensions["cop_shelf"]
    found = shelf.take(key)
    if found is None:
        found, weight = draw()
        shelf.put(key, found, weight=weight)
    return found
