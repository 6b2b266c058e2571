"""How often somebody may ask: a bucket of tokens that fills by the second."""

import threading
from collections import OrderedDict
from collections.abc import Hashable


class Buckets:
    """Token buckets by key, in this process's memory; the least used are forgotten first."""

    def __init__(self, *, per_second: float, burst: int, most: int = 10_000) -> None:
        self._per_second = per_second
        self._burst = burst
        self._most = most
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: Hashable, *, at: float) -> bool:
        """Take one token at this time in seconds; False when the bucket is empty."""
        with self._lock:
            level, since = self._levels.pop(key, (float(self._burst), at))
            level = min(self._burst, level + max(0.0, at - since) * self._per_second)
            allowed = level >= 1
            self._levels[key] = (level - 1 if allowed else level, at)
            if len(self._levels) > self._most:
                self._levels.popitem(last=False)
            return allowed

    def give_back(self, key: Hashable) -> None:
        """Put back the token that was taken last: what it was taken for turned out to cost nothing."""
        with self._lock:
            if key in self._levels:
                level, since = self._levels[key]
                self._levels[key] = min(float(self._burst), level + 1), since
