"""A page packed for its way, of pieces that know nothing of one another.

To pack a page is to say of what was said before only where it was, so its length tells whether one part repeats
another. Somebody who writes on a page, and sees how long it is when another person fetches it, could guess that
person's secrets letter by letter (BREACH: Gluck, Harris and Prado, 2013). Here each piece is packed by itself, once,
and what is its reader's alone is not packed at all.
"""

import struct
import zlib
from collections.abc import Iterable
from typing import Final

HEAD: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""RFC 1952: gzip, by DEFLATE, without a name or a moment, of no system in particular."""
LAST: Final = b"\x03\x00"
"""RFC 1951: an empty block, and the last."""
MOST_STORED: Final = 65_535  # bytes, in one block as it is
RAW: Final = -15  # DEFLATE without a frame, with its largest window


class Piece:
    """A part of a page that stays, as it is and packed."""

    __slots__ = ("_packed", "plain")

    def __init__(self, plain: bytes) -> None:
        self.plain = plain
        self._packed: bytes | None = None

    @property
    def packed(self) -> bytes:
        """By itself, up to the end of a byte, with nothing left that what follows could refer to."""
        if self._packed is None:
            packer = zlib.compressobj(wbits=RAW)
            self._packed = packer.compress(self.plain) + packer.flush(zlib.Z_FULL_FLUSH)
        return self._packed


def plain(page: Iterable[Piece | bytes]) -> bytes:
    """The page as it is."""
    return b"".join([each.plain if isinstance(each, Piece) else each for each in page])


def packed(page: Iterable[Piece | bytes]) -> bytes:
    """The same as one gzip stream. Raises ValueError where more is put in at once than one block holds."""
    parts, check, length = [HEAD], 0, 0
    for each in page:
        text = each.plain if isinstance(each, Piece) else each
        check, length = zlib.crc32(text, check), length + len(text)
        parts.append(each.packed if isinstance(each, Piece) else _stored(text))
    return b"".join([*parts, LAST, struct.pack("<II", check, length % 2**32)])


def _stored(text: bytes) -> bytes:
    """One block as it is: its length, the same with each bit turned, and the bytes."""
    if len(text) > MOST_STORED:
        raise ValueError(f"{len(text)} bytes are more than a block holds.")
    return b"\x00" + struct.pack("<HH", len(text), len(text) ^ 0xFFFF) + text
