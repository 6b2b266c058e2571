"""Where the bytes of files lie: what a folder and a bucket both promise, and what each does alone."""

import io
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from werkzeug.wsgi import FileWrapper

from cop.config import Settings
from cop.core import buckets, stores
from cop.core.buckets import Bucket
from cop.core.stores import Folder, Store, is_well, new_name, read

LONG = bytes(range(256)) * (3 * buckets.PIECE // 256) + b"end"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "files")


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "folder":
        lies: Store = request.getfixturevalue("folder")
        return lies
    return Bucket(Settings(**request.getfixturevalue("bucket")))


def soon(**later: int) -> datetime:
    """Files carry the machine's own time."""
    return datetime.now(UTC) + timedelta(**later)  # noqa: TID251


def test_what_is_put_is_there_until_it_is_deleted(store: Store) -> None:
    name = new_name()
    store.put(name, b"one")
    store.put(name, b"two")

    assert read(store, name) == b"two"
    store.delete(name)
    store.delete(name)

    assert store.get(name) is None
    assert store.get(new_name()) is None


@pytest.mark.parametrize("content", [b"", b"x", LONG], ids=["nothing", "a byte", "four pieces"])
def test_it_is_given_back_as_it_was(store: Store, content: bytes) -> None:
    store.put(name := new_name(), content)

    found = store.get(name)

    assert found is not None
    with found:
        assert found.seek(0, io.SEEK_END) == len(content)
        assert found.read() == b""
        found.seek(0)
        assert b"".join(FileWrapper(found)) == content


@pytest.mark.parametrize("begin", [0, buckets.PIECE - 2, 2 * buckets.PIECE, len(LONG) - 3])
def test_it_is_read_from_any_place_on(store: Store, begin: int) -> None:
    store.put(name := new_name(), LONG)

    with store.get(name) as found:  # type: ignore[union-attr]  # it was just put there
        found.seek(-1, io.SEEK_END)
        last = found.read()
        found.seek(begin)

        assert (found.read(4), last) == (LONG[begin : begin + 4], b"d")


@pytest.mark.parametrize("name", ["", "../cop.sqlite", "/etc/passwd", "a" * 31, "g" * 32, "a" * 32 + "/..", "A" * 32])
def test_abuse_56_no_name_leads_out_of_it(store: Store, name: str) -> None:
    for use in (store.get, store.delete, lambda each: store.put(each, b"")):
        with pytest.raises(ValueError, match="no name of ours"):
            use(name)


def test_names_are_those_of_old_files_alone(store: Store) -> None:
    names = [new_name() for _ in range(4)]
    for name in names:
        store.put(name, b"one")
        store.put(f"{name}-s", b"small")

    assert sorted(store.names(before=soon(hours=1))) == sorted([*names, *(f"{name}-s" for name in names)])
    assert list(store.names(before=soon(hours=-1))) == []
    assert stores.NAME.fullmatch(names[0])


def test_whoever_reads_while_others_put_finds_all_or_nothing(store: Store) -> None:
    name, contents = new_name(), {bytes([each]) * 200_000 for each in range(6)}

    with ThreadPoolExecutor(6) as pool:
        putting = [pool.submit(store.put, name, content) for content in contents]
        found = {read(store, name) for _ in range(12)}
        assert [each.result() for each in putting] == [None] * 6

    assert found <= {None, *contents}
    assert read(store, name) in contents


def test_it_is_tried_with_something_that_is_gone_again(store: Store) -> None:
    assert is_well(store)
    assert not store.keeps_what_is_deleted()
    assert list(store.names(before=soon(hours=1))) == []


def test_only_the_owner_of_the_site_reads_a_folder(folder: Folder, tmp_path: Path) -> None:
    folder.put(name := new_name(), b"one")

    file = tmp_path / "files" / name[:2] / name
    assert [each.stat().st_mode & 0o777 for each in (file, file.parent)] == [0o600, 0o700]


def test_nothing_half_written_is_ever_in_a_folder(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="no space"):
        folder.put(new_name(), b"one")

    assert not [each for each in (tmp_path / "files").rglob("*") if each.is_file()]
    assert not is_well(folder)


@pytest.mark.parametrize("forgotten", ["put", "delete"])
def test_a_store_that_forgets_what_it_was_told_is_not_well(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    monkeypatch.setattr(Folder, forgotten, lambda *_: None)

    assert not is_well(folder)


def test_what_else_lies_there_is_none_of_ours(folder: Folder, tmp_path: Path, bucket: Mapping[str, Any]) -> None:
    held, name = Bucket(Settings(**bucket)), new_name()
    for each in (folder, held):
        each.put(name, b"one")
    (tmp_path / "files" / name[:2] / ".begun").touch()
    for strange in ({"files_prefix": ""}, {"files_prefix": "cop/other/"}):
        Bucket(Settings(**{**bucket, **strange})).put(new_name(), b"of another site")

    assert [list(each.names(before=soon(hours=1))) for each in (folder, held)] == [[name], [name]]
