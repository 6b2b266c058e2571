"""Pictures, documents and recordings for tests, made by code."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image

from cop.core.uploads import Upload

PDF = b"%PDF-1.4\n%%EOF\n"


def a_png(width: int = 8, height: int = 6) -> bytes:
    """A small blue picture."""
    return drawn_as("PNG", width, height)


def drawn_as(form: str, width: int = 8, height: int = 6, **options: Any) -> bytes:
    """The same in any form that Pillow writes."""
    content = BytesIO()
    Image.new("RGB", (width, height), (20, 60, 160)).save(content, form, **options)
    return content.getvalue()


def a_bomb(width: int = 12_000, height: int = 12_000) -> bytes:
    """A few kilobytes that say that they are a picture of 144 million points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def a_photo() -> bytes:
    """Twice as wide as high, taken with the camera on its side, and with the place where that was."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter before it is looked at
    exif[0x010E] = "SECRETWARD"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    return drawn_as("JPEG", 40, 20, exif=exif, comment=b"SECRETCOMMENT")


def a_picture(name: str = "the gate.png") -> Upload:
    return Upload(name, a_png())


def a_document(name: str = "plan.pdf") -> Upload:
    return Upload(name, PDF)
