"""Draws one picture anew, in a process of its own: what it was made of, and whatever else was in the file, stays here.

Run by `cop.core.pictures` as a plain file, so that it loads nothing of the app, and the app nothing of Pillow. The
picture comes in on stdin; two smaller ones go out on stdout, behind a line of JSON. What cannot be read ends it.
"""

import json
import resource
import sys
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

MEMORY = 768 * 2**20
SECONDS = 10
MOST_PIXELS = 50_000_000
LONGEST, SMALL = 1600, 480
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
TOO_MANY_PIXELS = 4


def confine() -> None:
    """A picture may be made to cost whoever opens it all they have: this process has little, and writes no file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def drawn(content: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """Its size, itself, and a small one: as WebP, turned as it was meant to be looked at, with nothing beside it."""
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            sys.exit(TOO_MANY_PIXELS)
        opened.draft("RGB", (2 * LONGEST, 2 * LONGEST))
        turned = ImageOps.exif_transpose(opened)
        picture = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    picture.thumbnail((LONGEST, LONGEST))
    size = {"width": picture.width, "height": picture.height}
    large = _written(picture)
    picture.thumbnail((SMALL, SMALL))
    return size, large, _written(picture)


def main() -> None:
    """One picture, under the limits of this process."""
    confine()
    Image.MAX_IMAGE_PIXELS = None  # counted above, before anything of it is unpacked
    size, large, small = drawn(sys.stdin.buffer.read())
    head = json.dumps({**size, "large": len(large), "small": len(small)})
    sys.stdout.buffer.write(head.encode() + b"\n" + large + small)


def _written(picture: Image.Image) -> bytes:
    """From its pixels alone: Pillow would carry some of what it read beside them into the new file."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    content = BytesIO()
    bare.save(content, "WEBP", quality=80, method=4)
    return content.getvalue()


if __name__ == "__main__":
    main()
