"""Everything that somebody can ask for: what pages lead to, and what can be made up after them."""

import re
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urlencode

from cop.doctor.browser import REDIRECTS, Answer, Browser
from cop.doctor.canaries import WORD, Canaries

ADDRESS = re.compile(r'(?:href|action|formaction|src|data-[a-z-]+)="(/[^"#\s]*)')
SEARCHES = re.compile(r'<form[^>]*method="get"[^>]*action="([^"]+)".*?name="(\w+)"', re.DOTALL | re.IGNORECASE)
NUMBER = re.compile(r"(?<=/)\d+(?=/|$|\.)")
SKIPPED = ("/static/", "//", "/socket.io")
GUESSED = (
    "/", "/communities", "/stories", "/sets", "/sets/challenges", "/sets/challenges/document", "/organisations",
    "/sets/challenges/document.json", "/people/me", "/sets/opened", "/sitemap.xml", "/feed", "/feeds", "/calendar.ics",
    "/search", "/notifications", "/robots.txt", "/not/a/page",
)  # fmt: skip
BEYOND = 3
COUNTED_FROM_ONE = 100_000
"""Larger numbers were drawn by lot: of those only the seen ones and their neighbours are tried."""
VARIANTS = 3
SEARCH = "/search?q={}"
MARKED = re.compile(r"<mark>(\w+)</mark>")
"""What a search shows of a word that it found; around it, the page repeats what was asked for."""
MISTYPED = 6
"""Of so many canaries one is looked for with a letter wrong as well, in case another word is offered."""
NOT_A_PAGE = 405


class Crawl:
    """What one person was answered. `patterns` are the addresses with numbers that they came across."""

    def __init__(self, browser: Browser, canaries: Canaries, *, most: int) -> None:
        self.browser, self.canaries, self.most = browser, canaries, most
        self.patterns: dict[str, set[tuple[int, ...]]] = {}
        self.faults: list[str] = []
        self._asked: set[str] = set()
        self._variants: Counter[str] = Counter()

    def follow(self, seeds: Iterable[str]) -> None:
        """From these on, whatever is led to, the nearest first."""
        waiting = deque(seeds)
        while waiting and len(self._asked) < self.most:
            path = waiting.popleft()
            if self._is_new(path):
                waiting.extend(self._harvested(self.ask(path)))

    def ask(self, path: str) -> Answer:
        """Ask for a page and search all that comes back; a redirect within the site is searched and followed."""
        self._asked.add(path)
        answer = self.browser.get(path)
        self.canaries.look(answer.whole, who=self.browser.who, address=path)
        if answer.status >= 500:  # noqa: PLR2004  the server's own fault
            self.faults.append(f"{self.browser.who} at {path}: {answer.status}")
        return answer

    def search(self) -> None:
        """Look for every canary by its own word, and for some of them by one that is nearly theirs."""
        for number, word in enumerate(sorted(self.canaries.planted)):
            address = SEARCH.format(word)
            found = " ".join(MARKED.findall(self.browser.get(address).text))
            self.canaries.look(found, who=self.browser.who, address=address)
            if number % MISTYPED == 0:
                self.ask(SEARCH.format(("1" if word[0] == "0" else "0") + word[1:]))

    def make_up(self, known: "Patterns") -> None:
        """Ask for every address that anybody's pages lead to the shape of."""
        for pattern in known.shapes():
            for path in known.addresses(pattern):
                if path not in self._asked and self.ask(path).status == NOT_A_PAGE:
                    known.is_no_page(pattern)
                    break

    def _harvested(self, answer: Answer) -> Iterator[str]:
        found = [unescape(each) for each in ADDRESS.findall(answer.text)]
        found += [f"{unescape(action)}?{urlencode({name: WORD})}" for action, name in SEARCHES.findall(answer.text)]
        if answer.status in REDIRECTS and answer.location.startswith("/"):
            found.append(answer.location)
        for path in found:
            if not path.startswith(SKIPPED):
                self._note(path)
                yield path

    def _note(self, path: str) -> None:
        plain = path.split("?", 1)[0]
        numbers = tuple(int(each) for each in NUMBER.findall(plain))
        self.patterns.setdefault(NUMBER.sub("{}", plain), set()).add(numbers)

    def _is_new(self, path: str) -> bool:
        plain, _, query = path.partition("?")
        if path in self._asked or (query and self._variants[plain] >= VARIANTS):
            return False
        self._variants[plain] += bool(query)
        return True


class Patterns:
    """The shapes of all addresses that anybody came across, and the numbers that were seen in them."""

    def __init__(self, crawls: Iterable[Crawl], *, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._no_pages: set[str] = set()
        self._seen: dict[str, set[tuple[int, ...]]] = {}
        for crawl in crawls:
            for pattern, numbers in crawl.patterns.items():
                self._seen.setdefault(pattern, set()).update(numbers)

    def shapes(self) -> list[str]:
        """Those that may be pages."""
        with self._lock:
            return sorted(set(self._seen) - self._no_pages)

    def is_no_page(self, pattern: str) -> None:
        """Nothing is to be read there by anybody: it takes forms alone."""
        with self._lock:
            self._no_pages.add(pattern)

    def addresses(self, pattern: str) -> list[str]:
        """One for each number from 1 to some beyond the largest seen, the newest first; all pairs seen where there
        are two."""
        seen = self._seen[pattern]
        if len(next(iter(seen))) != 1:
            return [pattern.format(*numbers) for numbers in sorted(seen, reverse=True)[: self._most]]
        return [pattern.format(each) for each in _around({numbers[0] for numbers in seen})[: self._most]]


def _around(seen: set[int]) -> list[int]:
    counted = {each for each in seen if each < COUNTED_FROM_ONE}
    drawn = {near for each in seen - counted for near in (each - 1, each, each + 1)}
    upwards = range(1, max(counted) + BEYOND + 1) if counted else ()
    return sorted(seen, reverse=True) + sorted({*upwards, *drawn} - seen, reverse=True)
