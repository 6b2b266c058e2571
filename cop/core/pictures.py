"""Pictures that people send are drawn anew by a process of its own, with little memory and time; nothing of what came
is kept. This process never loads what reads them.
"""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cop.core.errors import RuleBroken

DARKROOM: Final = Path(__file__).with_name("darkroom.py")
SECONDS: Final = 20
AT_ONCE: Final = 2
TOO_MANY_PIXELS: Final = 4
"""The exit code by which it says so."""

_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as we drew it, and a small one of the same."""

    width: int
    height: int
    large: bytes
    small: bytes


def drawn_anew(content: bytes) -> Drawn:
    """Raises RuleBroken with a sentence where there is no picture in it that could be drawn."""
    command = [sys.executable, "-I", str(DARKROOM)]
    with _places:
        try:
            done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  our own file, given as bytes
        except subprocess.TimeoutExpired as slow:
            raise _unreadable() from slow
    if done.returncode == TOO_MANY_PIXELS:
        raise RuleBroken("A picture is too large: it has more than 50 million points. Make it smaller first.")
    if done.returncode:
        raise _unreadable()
    head, _, rest = done.stdout.partition(b"\n")
    told = json.loads(head)
    return Drawn(told["width"], told["height"], rest[: told["large"]], rest[told["large"] :])


def _unreadable() -> RuleBroken:
    return RuleBroken("A picture could not be read. Save it as JPEG or PNG, and choose it once more.")
