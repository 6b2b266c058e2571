"""Searching many posts: words that stand in every one of them, in one, and in none.

As somebody who reads them all, and as somebody who reads one in a thousand: for them the newest that has the word may
stand far behind those that they may not read.
"""

import statistics
import time
from collections.abc import Iterable, Mapping

from flask.testing import FlaskClient

from bench.figures import Figure

BAR = 60
LOOKS = 12
QUESTIONS: Mapping[str, str] = {
    "in all": "q=month",
    "three in all": "q=tried+month+expected",
    "in one": "q=T4242",
    "in none": "q=zebra",
    "in a community": "q=month&community=7",
    "page 10": "q=month&page=10",
    "by one": "q=month&person=7",
}


def times(people: Mapping[str, FlaskClient]) -> dict[str, list[float]]:
    """Milliseconds of each answer, by who asks for what; the first one is not counted."""
    return {
        f"{who}, {name}": [_look(client, question) for _ in range(LOOKS + 1)][1:]
        for who, client in people.items()
        for name, question in QUESTIONS.items()
    }


def figure(taken: Mapping[str, Mapping[str, Iterable[float]]], *, name: str, bar: float | None = None) -> Figure:
    """The worse of the two databases; of each, its slowest question in the middle."""
    told, worst = [], 0.0
    for database, answers in taken.items():
        every = sorted(each for looks in answers.values() for each in looks)
        p95 = every[int(len(every) * 0.95)]
        middles = {question: statistics.median(looks) for question, looks in answers.items()}
        slowest = max(middles, key=lambda question: middles[question])
        told.append(f"{database} {p95:.1f}, its slowest «{slowest}» {middles[slowest]:.1f}")
        worst = max(worst, p95)
    return Figure(name, round(worst, 1), "ms of a page of what was found", bar, detail="; ".join(told))


def _look(client: FlaskClient, question: str) -> float:
    began = time.perf_counter()
    answer = client.get(f"/search?{question}")
    if answer.status_code != 200:  # noqa: PLR2004
        raise SystemExit(f"/search?{question} answered {answer.status_code}.")
    return (time.perf_counter() - began) * 1000
