"""How many answers a second: wrk where there is one, threads of our own where there is none."""

import http.client
import re
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Target:
    """An address and the cookie to ask it with."""

    url: str
    cookie: str = ""


def returning(target: Target) -> Target:
    """The same, asked as by a browser that has been there: with the cookies that it was given."""
    parts = urlsplit(target.url)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.request("GET", parts.path, headers={"Cookie": target.cookie})
    answer = connection.getresponse()
    answer.read()
    return replace(target, cookie=together(target.cookie, answer.headers.get_all("Set-Cookie") or ()))


def together(cookie: str, given: Iterable[str]) -> str:
    """One header of what was sent and what was given."""
    return "; ".join([cookie, *(each.partition(";")[0] for each in given)])


def driver() -> str:
    """What presses."""
    return "wrk" if shutil.which("wrk") else "threads of Python"


def side_by_side(targets: Sequence[Target], *, rounds: int, seconds: int) -> list[float]:
    """Answers a second for each target: the median of rounds taken in turn, so that a slow minute slows all alike."""
    for target in targets:
        _rate(target, 1)
    taken = [[_rate(target, seconds) for target in targets] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def _rate(target: Target, seconds: int) -> float:
    return _by_wrk(target, seconds) if shutil.which("wrk") else _by_threads(target, seconds)


def _by_wrk(target: Target, seconds: int) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", f"Cookie: {target.cookie}", target.url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        raise SystemExit(f"{target.url} answered with errors:\n{told}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if found is None:
        raise SystemExit(f"wrk said nothing of {target.url}.")
    return float(found[1])


def _by_threads(target: Target, seconds: int) -> float:
    counts = [0] * CONNECTIONS
    until = time.monotonic() + seconds

    def press(index: int) -> None:
        parts = urlsplit(target.url)
        connection = http.client.HTTPConnection(parts.netloc)
        while time.monotonic() < until:
            connection.request("GET", parts.path, headers={"Cookie": target.cookie})
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                raise SystemExit(f"{target.url} answered {answer.status}.")
            counts[index] += 1

    threads = [threading.Thread(target=press, args=(index,)) for index in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds
