"""Files of others are what they were when they were looked at."""

import hashlib
from pathlib import Path

from tests.architecture.house import ROOT

VENDOR = ROOT / "static/vendor"
SUMS = "SHA256SUMS"


def differences(folder: Path) -> list[str]:
    """Files that changed, came or went since the list was written."""
    lines = [line.split(maxsplit=1) for line in (folder / SUMS).read_text().splitlines()]
    listed = {name.removeprefix("*").removeprefix("./"): digest for digest, name in lines}
    present = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != SUMS
    }
    return sorted(name for name in listed.keys() | present.keys() if listed.get(name) != present.get(name))


def test_vendored_files_are_the_ones_that_were_pinned():
    assert differences(VENDOR) == []


def test_every_vendored_library_brings_its_licence():
    libraries = [path for path in VENDOR.iterdir() if path.is_dir()]

    assert [path.name for path in libraries if not list(path.glob("LICEN[CS]E*"))] == []


def test_a_change_an_arrival_and_a_loss_are_seen(tmp_path):
    (tmp_path / "changed.js").write_text("new")
    (tmp_path / "arrived.js").write_text("new")
    old = hashlib.sha256(b"old").hexdigest()
    (tmp_path / SUMS).write_text(f"{old}  changed.js\n{old}  ./lost.js\n")

    assert differences(tmp_path) == ["arrived.js", "changed.js", "lost.js"]
