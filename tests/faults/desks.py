"""Where one page writes its questions, as `controllers/tray.js` does: all that stands there is sent at every rest."""

import html
import re
import secrets
import time
from dataclasses import dataclass

from tests.faults.phones import Phone

AGAIN = 2.5
WRITING = re.compile(r'<form id="writing".*?</form>', re.DOTALL)
TEXT = re.compile(r'<textarea[^>]*name="text"[^>]*>\s*(.*?)</textarea>', re.DOTALL)
SEEN = re.compile(r'name="seen"[^>]*value="(\d+)"')
KEPT = re.compile(r'<p class="words">(.*?)</p>', re.DOTALL)
RECEIVED = re.compile(r'id="received-.*?</li>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tray:
    """What somebody finds there: what they are writing, its revision, and their questions."""

    text: str
    seen: int
    questions: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """Every word in it, as often as it is there."""
        return " ".join((self.text, *self.questions)).split()


class Desk:
    """One page's place to write. It goes on from whatever the server says that stands there."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.acknowledged = phone, list[str]()
        self._page, self._turn = str(secrets.randbits(32)), 0
        self._tray = self.look()

    def write(self, word: str) -> None:
        """Add a word and rest; the page sends what stands there until it is answered."""
        while True:
            self._turn += 1
            text = f"{self._tray.text} {word}".strip()
            fields = {"text": text, "page": self._page, "turn": self._turn, "seen": self._tray.seen}
            answer = self.phone.send("writings", follow=True, **fields)
            if answer is not None and (found := tray_in(answer.text)) is not None:
                break
            time.sleep(AGAIN)
        assert answer.ok, f"{word!r} was refused with {answer.status_code}"
        self.acknowledged.append(word)
        self._tray = found

    def finish(self, verb: str) -> int | None:
        """Press the button under it; its status, or None when nothing stands there."""
        if not self._tray.text:
            return None
        self._turn += 1
        fields = {"text": self._tray.text, "page": self._page, "turn": self._turn, "seen": self._tray.seen}
        status = self.phone.press(verb, **fields)
        self._tray = self.look()
        return status

    def look(self) -> Tray:
        """What is there now."""
        while True:
            page = self.phone.look_at("tray")
            found = tray_in(page) if page is not None else None
            if found is not None:
                return found
            time.sleep(AGAIN)


def tray_in(page: str) -> Tray | None:
    """What a page with somebody's tray shows of their own; None when it is another page."""
    form = WRITING.search(page)
    text, seen = (found.search(form[0]) if form else None for found in (TEXT, SEEN))
    if text is None or seen is None:
        return None
    questions = KEPT.findall(RECEIVED.sub("", page))
    return Tray(html.unescape(text[1]), int(seen[1]), tuple(html.unescape(each) for each in questions))
