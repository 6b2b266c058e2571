"""A member of a thousand communities with a million posts between them, beside one of ten with a thousand.

Both look at the front page and at a community's, each in a database of their own, and take turns; then the larger one
is searched.
"""

import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from bench import searching
from bench.figures import Figure
from bench.worlds import World, cluster, world

BAR = 1.25
MOST_QUERIES = 8
LOOKS = 40


def figures(data: Path) -> list[Figure]:
    """The growth of the front page and of a community's, on both databases; the worse of the two stands for both."""
    taken: dict[str, list[tuple[float, int, str]]] = {"home_growth": [], "community_growth": []}
    searched: dict[str, dict[str, list[float]]] = {}
    folder = Path(mkdtemp(prefix="cop-growth-"))
    with cluster(folder) as postgres:
        for kind, urls in {"SQLite": ["", ""], "PostgreSQL": [postgres.fresh_database() for _ in range(2)]}.items():
            small = world(data / f"{kind}-small", urls[0], communities=10, posts=1_000)
            large = world(data / f"{kind}-large", urls[1], communities=1_000, posts=1_000_000)
            for name, path in (("home_growth", "/"), ("community_growth", "/communities/7")):
                ratio, detail = _beside(small, large, path)
                taken[name].append((ratio, large.queries(path), f"{kind} {detail}, filled in {large.filled_in:.0f} s"))
            searched[kind] = searching.times({"reads all": large.client, "reads little": large.other})
    grown = [each for name, worlds in taken.items() for each in _told(name, worlds)]
    return [*grown, searching.figure(searched, name="search_million_p95_ms")]


def _told(name: str, worlds: list[tuple[float, int, str]]) -> Iterator[Figure]:
    told = "; ".join(detail for _, _, detail in worlds)
    yield Figure(name, round(max(ratio for ratio, _, _ in worlds), 2), "times the small one's", BAR, detail=told)
    yield Figure(
        name.replace("growth", "queries"), max(asked for _, asked, _ in worlds), "statements a page", MOST_QUERIES
    )


def _beside(small: World, large: World, path: str) -> tuple[float, str]:
    for each in (small, large):
        each.look(path)
    pairs = [(small.look(path), large.look(path)) for _ in range(LOOKS)]
    here, there = (statistics.median(column) for column in zip(*pairs, strict=True))
    return there / here, f"{there:.1f} beside {here:.1f} ms"
