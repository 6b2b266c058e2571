"""What Ben shows and lets hear beside his words: a plan that is drawn here, what he wrote down, and a tune."""

import math
import struct
import wave
import zlib
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from sqlalchemy import select

from cop.core.database import db
from cop.core.uploads import Upload
from cop.demo import words
from cop.discussions.models import Post
from cop.files import queries
from cop.files import service as files
from cop.files.rules import PICTURE, SOUND
from cop.people.models import User

WIDE, HIGH = 960, 540
PAPER, WALL, GRASS, LAMP, STEPS = (b"\xfa\xf6\xee", b"\x3c\x3a\x46", b"\xb9\xcf\xae", b"\xe9\xb0\x3c", b"\x8a\x5a\x78")
BOXES = (
    (560, 0, 960, 540, GRASS), (60, 90, 580, 450, WALL), (72, 102, 568, 438, PAPER), (300, 102, 312, 330, WALL),
    (300, 400, 312, 438, WALL), (556, 330, 580, 410, PAPER), (110, 140, 170, 200, LAMP), (900, 300, 912, 440, WALL),
    *((190 + 48 * step, 356 + 6 * (step % 2), 214 + 48 * step, 374 + 6 * (step % 2), STEPS) for step in range(15)),
)  # fmt: skip
"""From the left, the top, to the right and down: a garden, a house with a door, a lamp, a gate, and steps."""

NOTES = (262, 330, 392, 330, 294, 262)
TURN = 2 * math.pi


def show(cast: Mapping[str, User], now: datetime) -> None:
    """Hang both on what Ben says about his father."""
    ben = cast["Ben"]
    post_id = db.session.scalars(select(Post.id).where(Post.author_id == ben.id).order_by(Post.id)).first()
    sent = [Upload(words.PLAN, _plan()), Upload(words.NIGHTS_FILE, words.NIGHTS_TABLE.encode())]
    files.add(ben, f"post:{post_id}", uploads=sent, now=now)
    for file in queries.sent_by(ben.id):
        if file.kind == PICTURE:
            files.describe(ben, file.id, words=words.PLAN_SHOWS, is_plain=False)


def let_hear(ben: User, draft_id: int, *, now: datetime) -> None:
    """Hang the tune on his story, before he approves it."""
    files.add(ben, f"draft:{draft_id}", uploads=[Upload(words.TUNE, _tune())], now=now)
    for file in queries.sent_by(ben.id):
        if file.kind == SOUND:
            files.describe(ben, file.id, words=words.TUNE_SAYS, is_plain=False)


def _tune() -> bytes:
    """Six notes, each fading, at four thousand samples a second."""
    content, second = BytesIO(), 4_000
    with wave.open(content, "wb") as file:
        file.setparams((1, 1, second, 0, "NONE", ""))
        for pitch in NOTES:
            at = range(second // 2)
            file.writeframes(
                bytes(128 + round(50 * math.exp(-k / 900) * math.sin(k * pitch * TURN / second)) for k in at)
            )
    return content.getvalue()


def _plan() -> bytes:
    rows = [bytearray(PAPER * WIDE) for _ in range(HIGH)]
    for left, top, right, bottom, colour in BOXES:
        for row in rows[top:bottom]:
            row[3 * left : 3 * right] = colour * (right - left)
    head = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
