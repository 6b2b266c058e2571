"""Where the bytes of files lie: a folder of this host, under names by chance that say nothing."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from flask import Flask, current_app

from cop.config import Settings

NAME: Final = re.compile(r"[0-9a-f]{32}(-s)?")


class Store(Protocol):
    """What the site asks of wherever its files lie. Names are those of `new_name`, and no others."""

    def put(self, name: str, content: bytes) -> None:
        """Keep these bytes: all of them or none."""
        ...

    def get(self, name: str) -> BinaryIO | None:
        """The bytes of this name, to be closed by whoever asked; None where there are none."""
        ...

    def delete(self, name: str) -> None:
        """Forget them; it is fine if there are none."""
        ...

    def names(self, *, before: datetime) -> Iterator[str]:
        """All that was put before this moment."""
        ...


def new_name() -> str:
    """A name like no other, by chance."""
    return secrets.token_hex(16)


class Folder:
    """A folder with 256 others in it, none of whose files is ever seen half written."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, name: str, content: bytes) -> None:
        """Written beside its place, made sure of, and then put there in one step."""
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        begun = path.with_name(f".{name}.{secrets.token_hex(4)}")
        try:
            with begun.open("xb") as file:
                begun.chmod(0o600)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            begun.replace(path)
        finally:
            begun.unlink(missing_ok=True)
        _make_sure_of(path.parent)

    def get(self, name: str) -> BinaryIO | None:
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def names(self, *, before: datetime) -> Iterator[str]:
        for path in sorted(self._root.glob("[0-9a-f][0-9a-f]/*")):
            if NAME.fullmatch(path.name) and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                yield path.name

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of ours")
        return self._root / name[:2] / name


def init_app(app: Flask) -> None:
    """Know where files lie."""
    settings: Settings = app.config["COP"]
    app.extensions["cop_store"] = Folder(settings.files_folder)


def store() -> Store:
    """Where the files of this site lie."""
    found: Store = current_app.extensions["cop_store"]
    return found


def _make_sure_of(folder: Path) -> None:
    """A name outlives a power cut only once its folder is written, too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
