"""Where the bytes of files lie."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cop.core import stores
from cop.core.stores import Folder, new_name


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "files")


def test_what_is_put_is_there_until_it_is_deleted(folder: Folder) -> None:
    name = new_name()
    folder.put(name, b"one")
    folder.put(name, b"two")

    with folder.get(name) as found:  # type: ignore[union-attr]  # it was just put there
        assert found.read() == b"two"
    folder.delete(name)
    folder.delete(name)

    assert folder.get(name) is None


def test_only_the_owner_of_the_site_reads_it(folder: Folder, tmp_path: Path) -> None:
    folder.put(name := new_name(), b"one")

    file = tmp_path / "files" / name[:2] / name
    assert [each.stat().st_mode & 0o777 for each in (file, file.parent)] == [0o600, 0o700]


@pytest.mark.parametrize("name", ["", "../cop.sqlite", "/etc/passwd", "a" * 31, "g" * 32, "a" * 32 + "/..", "A" * 32])
def test_abuse_56_no_name_leads_out_of_it(folder: Folder, name: str) -> None:
    for use in (folder.get, folder.delete, lambda each: folder.put(each, b"")):
        with pytest.raises(ValueError, match="no name of ours"):
            use(name)


def test_nothing_half_written_is_ever_there(folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="no space"):
        folder.put(new_name(), b"one")

    assert not [each for each in (tmp_path / "files").rglob("*") if each.is_file()]


def test_names_are_those_of_old_files_alone(folder: Folder, tmp_path: Path) -> None:
    folder.put(name := new_name(), b"one")
    folder.put(f"{name}-s", b"small")
    (tmp_path / "files" / name[:2] / ".begun").touch()
    later = datetime.now(UTC) + timedelta(hours=1)  # noqa: TID251  files carry the machine's own time

    assert sorted(folder.names(before=later)) == [name, f"{name}-s"]
    assert list(folder.names(before=later - timedelta(hours=2))) == []
    assert stores.NAME.fullmatch(name)
