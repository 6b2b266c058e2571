"""Where the bytes of files lie, under names by chance that say nothing: a folder of this host, or a bucket."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from flask import Flask, current_app

from cop.config import BadSettings, Settings
from cop.core.errors import N_, RuleBroken

NAME: Final = re.compile(r"[0-9a-f]{32}(-s)?")


class StoreAway(RuleBroken):
    """Where files lie does not answer, or refuses us. A form says so beside what was typed; else the answer is 503."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            N_("We cannot reach our files just now. Nothing is lost: try again in a moment, or go on without a file.")
        )


class Store(Protocol):
    """What the site asks of wherever its files lie. Names are those of `new_name`, and no others. What lies on another
    host may be away: then each of these raises StoreAway."""

    def put(self, name: str, content: bytes) -> None:
        """Keep these bytes: all of them or none."""
        ...

    def get(self, name: str) -> BinaryIO | None:
        """The bytes of this name, from any place on, to be closed by whoever asked; None where there are none."""
        ...

    def delete(self, name: str) -> None:
        """Forget them; it is fine if there are none."""
        ...

    def names(self, *, before: datetime) -> Iterator[str]:
        """All that was put before this moment."""
        ...

    def keeps_what_is_deleted(self) -> bool:
        """Whether whoever runs it could still find what was deleted there."""
        ...


def new_name() -> str:
    """A name like no other, by chance."""
    return secrets.token_hex(16)


def checked(name: str) -> str:
    """The name, if it is one. Raises ValueError for all that `new_name` never gave."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of ours")
    return name


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

    def keeps_what_is_deleted(self) -> bool:
        """A copy of the folder is another matter."""
        return False

    def _path(self, name: str) -> Path:
        return self._root / checked(name)[:2] / name


def init_app(app: Flask) -> None:
    """Know where files lie. What speaks with a bucket is loaded only where there is one: it weighs 24 MiB."""
    settings: Settings = app.config["COP"]
    app.extensions["cop_store"] = _bucket(settings) if settings.files_bucket else Folder(settings.files_folder)


def store() -> Store:
    """Where the files of this site lie."""
    found: Store = current_app.extensions["cop_store"]
    return found


def folder() -> Folder:
    """The folder of this host, also where files lie in a bucket by now."""
    settings: Settings = current_app.config["COP"]
    return Folder(settings.files_folder)


def is_well(tried: Store) -> bool:
    """Whether something can be put there, found again and forgotten."""
    name = new_name()
    try:
        tried.put(name, name.encode())
        found = read(tried, name)
        tried.delete(name)
        return found == name.encode() and read(tried, name) is None
    except (StoreAway, OSError):
        return False


def read(tried: Store, name: str) -> bytes | None:
    """All of it at once; None where there is none."""
    found = tried.get(name)
    if found is None:
        return None
    with found:
        return found.read()


def _bucket(settings: Settings) -> Store:
    try:
        bucket: Store = import_module("cop.core.buckets").Bucket(settings)
    except ModuleNotFoundError as missing:
        raise BadSettings(
            "COP_FILES_BUCKET needs boto3: pip install --no-deps --require-hashes --requirement requirements-s3.lock."
        ) from missing
    return bucket


def _make_sure_of(folder: Path) -> None:
    """A name outlives a power cut only once its folder is written, too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
