"""Pictures drawn anew by a process of its own."""

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from PIL import Image

from cop.core import darkroom, pictures
from cop.core.errors import RuleBroken
from tests.factories.files import a_bomb, a_photo, a_png, drawn_as


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_each_kind_of_picture_becomes_ours(form):
    size, large, small = darkroom.drawn(drawn_as(form, 2000, 1000))

    assert size == {"width": 1600, "height": 800}
    assert [Image.open(io.BytesIO(each)).format for each in (large, small)] == ["WEBP", "WEBP"]
    assert Image.open(io.BytesIO(small)).size == (480, 240)


def test_abuse_80_what_a_camera_wrote_beside_a_picture_is_gone_and_it_is_turned():
    before, drawn = a_photo(), pictures.drawn_anew(a_photo())

    assert b"SECRETWARD" in before
    assert (drawn.width, drawn.height) == (20, 40)
    for content in (drawn.large, drawn.small):
        assert not any(secret in content for secret in (b"SECRET", b"EXIF", b"Exif", b"XMP"))
        assert not Image.open(io.BytesIO(content)).getexif()


def test_what_can_be_seen_through_stays_so():
    content = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(content, "PNG")

    _, large, _ = darkroom.drawn(content.getvalue())

    assert Image.open(io.BytesIO(large)).convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)


def test_abuse_62_nothing_but_the_picture_outlives_being_drawn():
    polyglot = drawn_as("GIF") + b"/*<script>hostile()</script><?php ?>%PDF-1.4*/=1;"

    drawn = pictures.drawn_anew(polyglot)

    assert not any(sign in drawn.large + drawn.small for sign in (b"script", b"php", b"PDF", b"GIF8"))


def test_abuse_80_a_bomb_is_refused_before_it_goes_off():
    assert len(a_bomb()) < 50_000

    with pytest.raises(RuleBroken, match="50 million points"):
        pictures.drawn_anew(a_bomb())


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=hostile()>", a_png()[:45], b"BM" + a_png(), b"\x89PNG\r\n\x1a\n" + bytes(99)]
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(RuleBroken, match="could not be read"):
        pictures.drawn_anew(content)


def test_what_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "SECONDS", 0.001)

    with pytest.raises(RuleBroken, match="could not be read"):
        pictures.drawn_anew(a_png())


def test_the_process_has_little_memory_and_time_and_writes_no_file(monkeypatch):
    limits, written = {}, io.BytesIO()
    monkeypatch.setattr("resource.setrlimit", lambda which, most: limits.update({which: most}))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(a_png(40, 30))))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=written))
    most = Image.MAX_IMAGE_PIXELS

    darkroom.main()

    Image.MAX_IMAGE_PIXELS = most
    assert set(limits.values()) == {(darkroom.MEMORY,) * 2, (darkroom.SECONDS,) * 2, (0, 0)}
    assert json.loads(written.getvalue().split(b"\n")[0])["width"] == 40


def test_too_many_points_end_it_with_a_code_of_its_own():
    with pytest.raises(SystemExit) as end:
        darkroom.drawn(a_bomb(8000, 8000))

    assert end.value.code == pictures.TOO_MANY_PIXELS == darkroom.TOO_MANY_PIXELS


def test_the_app_never_loads_what_reads_pictures():
    asked = "import sys, cop.served; sys.exit(any(each.partition('.')[0] == 'PIL' for each in sys.modules))"

    assert subprocess.run([sys.executable, "-c", asked], check=False, cwd=pictures.DARKROOM.parents[2]).returncode == 0
