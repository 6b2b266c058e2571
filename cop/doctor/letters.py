"""What an installation that keeps its mail in a folder has written, by whom it was written to."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path


def letters_in(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Addressee, file name and the whole text, headers included, of each letter."""
    for path in sorted(folder.glob("*.eml")):
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        headers = "\n".join(f"{name}: {value}" for name, value in letter.items())
        parts = [str(part.get_content()) for part in letter.walk() if not part.is_multipart()]
        yield str(letter["To"]), path.name, "\n".join([headers, *parts])
