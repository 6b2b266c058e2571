"""What is taken of the files that people send, what they are called, and how much room there is for them."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Final, NamedTuple
from urllib.parse import quote

from cop.core.errors import RuleBroken

MEGABYTE: Final = 1_000_000
MOST_AT_ONCE: Final = 6
MOST_TOGETHER: Final = 12
LONGEST_NAME: Final = 120
LONGEST_ALT: Final = 500
LONGEST_TRANSCRIPT: Final = 20_000
DAY: Final = timedelta(days=1)
WAITS: Final = timedelta(days=7)
"""How long a picture waits for somebody to say what it shows."""

PICTURE, DOCUMENT, SOUND = "picture", "document", "sound"
TYPES: Final = {
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "webm": "audio/webm",
    "wav": "audio/wav",
}
"""What a file is served as: by its ending, out of this table, and never as whoever sent it said."""
PICTURES: Final = ("jpg", "jpeg", "png", "webp", "gif")
DOCUMENTS: Final = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt")
SOUNDS: Final = ("mp3", "m4a", "ogg", "webm", "wav")
KINDS: Final = {
    **dict.fromkeys(PICTURES, PICTURE), **dict.fromkeys(DOCUMENTS, DOCUMENT), **dict.fromkeys(SOUNDS, SOUND),
}  # fmt: skip
MOST_BYTES: Final = {PICTURE: 10 * MEGABYTE, DOCUMENT: 10 * MEGABYTE, SOUND: 20 * MEGABYTE}
BEGINS: Final = {
    "mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2")),
    "m4a": ((4, b"ftypM4A"), (4, b"ftypmp4"), (4, b"ftypisom")),
    "ogg": ((0, b"OggS"),),
    "webm": ((0, b"\x1a\x45\xdf\xa3"),),
    "wav": ((8, b"WAVE"),),
}
"""How a recording begins that is played on a page. A picture is drawn anew, and everything else only downloaded."""


class Sent(NamedTuple):
    """A file that may be taken: what it is, how it ends, and what it is called."""

    kind: str
    form: str
    name: str


@dataclass(frozen=True, slots=True)
class Room:
    """How many bytes somebody has sent in a day, and how many the community holds; and how many each may."""

    sent: int
    held: int
    most_sent: int
    most_held: int


def check_sent(name: str, content: bytes, *, takes: Sequence[str]) -> Sent:
    """Raises RuleBroken with a sentence where this cannot be taken."""
    called = cleaned(name)
    form, kind = _form_of(called), kind_of(called)
    if kind not in takes:
        endings = ", ".join(each for each, known in KINDS.items() if known in takes)
        raise RuleBroken("“%(name)s” cannot be taken here. What can: %(endings)s.", name=called, endings=endings)
    if not content:
        raise RuleBroken("“%(name)s” is empty.", name=called)
    if len(content) > MOST_BYTES[kind]:
        most = MOST_BYTES[kind] // MEGABYTE
        raise RuleBroken("“%(name)s” is larger than %(most)s megabytes.", name=called, most=most)
    if kind == SOUND and not any(content[at:].startswith(sign) for at, sign in BEGINS[form]):
        raise RuleBroken("“%(name)s” is not a recording of the kind that its name says.", name=called)
    return Sent(kind, form, called)


def kind_of(name: str) -> str:
    """What a file is, by how it ends; nothing for what is taken nowhere."""
    return KINDS.get(_form_of(cleaned(name)), "")


def _form_of(called: str) -> str:
    return PurePath(called).suffix.lower().removeprefix(".")


def cleaned(name: str) -> str:
    """What a file was called, as a name that does no harm on anybody's computer: its last part on one line, without
    signs that cannot be seen, at a length that fits."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if each.isspace() else each for each in last if not unicodedata.category(each).startswith("C"))
    plain = "".join("-" if each in '<>:"|?*' else each for each in " ".join(seen.split())).strip(" .")
    path = PurePath(plain)
    ending = path.suffix if len(path.suffix) <= len(".docx") else ""
    return path.stem[: LONGEST_NAME - len(ending)].strip() + ending


def check_number(sent: int, *, there: int) -> None:
    """Raises RuleBroken for more files than anybody looks at."""
    if sent > MOST_AT_ONCE:
        raise RuleBroken("Send at most %(most)s files at once.", most=MOST_AT_ONCE)
    if sent + there > MOST_TOGETHER:
        raise RuleBroken("There is room for %(most)s files here.", most=MOST_TOGETHER)


def check_recordings(kinds: Sequence[str]) -> None:
    """Raises RuleBroken for a second recording of the same."""
    if kinds.count(SOUND) > 1:
        raise RuleBroken("One recording is there already. Take that away first.")


def check_room(more: int, room: Room) -> None:
    """Raises RuleBroken with what is left where there is no room for so many bytes more."""
    if room.sent + more > room.most_sent:
        raise RuleBroken(
            "You can send %(left)s more today, of %(most)s in a day. Try again tomorrow, or make the files smaller.",
            left=sized(_whole(room.most_sent - room.sent)), most=sized(room.most_sent),
        )  # fmt: skip
    if room.held + more > room.most_held:
        raise RuleBroken(
            "The files of this community may take %(left)s more, of %(most)s. Remove some that nobody needs.",
            left=sized(_whole(room.most_held - room.held)), most=sized(room.most_held),
        )  # fmt: skip


def _whole(count: int) -> int:
    """What is left is rounded down: so much may then be sent."""
    return count // 1000 * 1000


def check_words(kind: str, words: str, *, is_plain: bool) -> str:
    """What a picture shows, or what is said in a recording. Raises RuleBroken where that is missing or too long."""
    words, most = words.strip(), LONGEST_TRANSCRIPT if kind == SOUND else LONGEST_ALT
    if kind == PICTURE and is_plain:
        return ""
    if not words and kind == PICTURE:
        raise RuleBroken("Say what the picture shows, or that it is only decoration.")
    if not words and kind == SOUND:
        raise RuleBroken("Write down what is said in it, so that nobody is left out.")
    if len(words) > most:
        raise RuleBroken("That is longer than %(most)s characters. Please shorten it.", most=most)
    return words


def sized(count: int) -> str:
    """So many bytes, as a person says it: rounded up, so that nothing is ever nothing."""
    if count < MEGABYTE:
        return f"{-(-max(count, 0) // 1000)} kB"
    return f"{count / MEGABYTE:.1f} MB"


def accepted(takes: Sequence[str]) -> str:
    """What a browser lets somebody choose of their files."""
    return ",".join(f".{ending}" for ending, kind in KINDS.items() if kind in takes)


def disposition(kind: str, name: str) -> str:
    """Whether a browser may show it where it is asked for. A document is taken along, under the name that it had (RFC
    5987). What is shown is not named: what somebody called a picture may say who they are."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}" if kind == DOCUMENT else "inline"


def small_size(width: int, height: int, *, most: int = 480) -> tuple[int, int]:
    """How wide and high the small one of a picture is shown."""
    scale = min(1.0, most / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
