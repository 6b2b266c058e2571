"""Files of others are what they were when they were looked at."""

import hashlib
import re
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

VENDOR, MADE = ROOT / "static/vendor", ROOT / "static/made"
SUMS = "SHA256SUMS"


def letters(ranges: str) -> set[int]:
    """The numbers of the letters that «U+0020-007E, U+00A0» names."""
    ends = [part.strip().removeprefix("U+").split("-") for part in ranges.split(",")]
    return {number for first, *last in ends for number in range(int(first, 16), int((last or [first])[0], 16) + 1)}


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


@pytest.mark.parametrize("folder", [VENDOR, MADE], ids=lambda folder: folder.name)
def test_vendored_files_are_the_ones_that_were_pinned(folder):
    assert differences(folder) == []


def test_the_script_that_is_served_is_the_one_that_is_vendored_and_one_line():
    vendored = (VENDOR / "idiomorph/idiomorph.min.js").read_text()

    assert (MADE / "idiomorph.js").read_text() == f"{vendored}\nexport {{ Idiomorph }}\n"


def test_a_font_that_was_cut_down_is_asked_for_the_letters_it_has_and_no_other_for_those():
    """Otherwise browsers would fetch the whole of it too, or none for some letters."""
    cut = {
        style: letters(ranges)
        for style, ranges in re.findall(
            r'^(letters|in_italics)="(.+)"$', (ROOT / "bin/vendored").read_text(), re.MULTILINE
        )
    }
    faces = (ROOT / "static/css/fonts.css").read_text().split("@font-face")[1:]
    asked = {"letters": list[tuple[str, set[int]]](), "in_italics": list[tuple[str, set[int]]]()}
    for face in faces:
        for url, ranges in re.findall(r"url\((.+?)\).+unicode-range: (.+?);", face, re.DOTALL):
            asked["in_italics" if "italic" in url else "letters"].append((url, letters(ranges)))

    for style, each in asked.items():
        of_made = [those for url, those in each if "/made/" in url]
        of_whole = [those for url, those in each if "/vendor/" in url]
        assert of_made
        assert all(those == cut[style] for those in of_made)
        assert not any(those & cut[style] for those in of_whole)
    assert sum("/made/" in url for each in asked.values() for url, _ in each) == len(list(MADE.glob("*.woff2")))


def test_every_vendored_library_brings_its_licence():
    libraries = [path for path in VENDOR.iterdir() if path.is_dir()]

    assert [path.name for path in libraries if not list(path.glob("LICEN[CS]E*"))] == []


def test_a_change_an_arrival_and_a_loss_are_seen(tmp_path):
    (tmp_path / "changed.js").write_text("new")
    (tmp_path / "arrived.js").write_text("new")
    old = hashlib.sha256(b"old").hexdigest()
    (tmp_path / SUMS).write_text(f"{old}  changed.js\n{old}  ./lost.js\n")

    assert differences(tmp_path) == ["arrived.js", "changed.js", "lost.js"]
