"""Versions below which something is known to be unsafe or broken. An audit without advisories finds nothing."""

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.house import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock"]

LEAST = {
    "authlib": "1.7.2",  # CVE-2026-27962: a key from the token's own header was trusted
    "flask": "3.1.3",
    "flask-socketio": "5.6.1",  # sessions in sockets with Flask 3.1.3 and newer
    "nh3": "0.3.8",  # RUSTSEC-2026-0193 and -0213: markup that mutates into a script
    "pillow": "13",
    "python-engineio": "4.13.2",  # CVE-2026-48802: threads exhausted in threading mode, which is ours
    "python-socketio": "5.16.3",  # CVE-2025-61765: pickle in the message queue; and every Redis error is caught
}
EXACTLY = {"bleach": "6.4.0"}
NEVER = {("gunicorn", "25.1.0")}  # workers hung at the fork


def unsafe(pins: dict[str, str]) -> list[str]:
    """The names in a lock whose version is known to be bad; names that are not in it are no concern."""
    low = [name for name, least in LEAST.items() if name in pins and Version(pins[name]) < Version(least)]
    other = [name for name, only in EXACTLY.items() if pins.get(name, only) != only]
    return sorted(low + other + [name for name, bad in NEVER if pins.get(name) == bad])


def pins_of(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==([^ ;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_no_version_known_to_be_unsafe(name):
    assert unsafe(pins_of(ROOT / name)) == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_a_hash_for_every_package(name):
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]

    assert len(entries) > 40
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_both_locks_agree():
    site, everything = (pins_of(ROOT / name) for name in LOCKS)

    assert site.items() <= everything.items()


def test_what_a_bucket_needs_is_a_lock_beside_that_of_the_site():
    site, everything, bucket = (pins_of(ROOT / name) for name in (*LOCKS, "requirements-s3.lock"))
    text = (ROOT / "requirements-s3.lock").read_text(encoding="utf-8")

    assert bucket.items() <= everything.items()
    assert "boto3" in bucket
    assert not {"boto3", "botocore"} & site.keys()
    assert all("--hash=sha256:" in each for each in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:])
    assert [name for name in bucket for each in needed_here(name) if canonicalize_name(each.name) not in bucket] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_whole(name):
    """It is installed with --no-deps: a release of today must not be able to break a clone of yesterday."""
    pins = pins_of(ROOT / name)

    lacking = {
        f"{package} needs {needed}"
        for package in pins
        for needed in needed_here(package)
        if pins.get(canonicalize_name(needed.name), "") not in needed.specifier
    }

    assert lacking == set()


def needed_here(package: str) -> list[Requirement]:
    """What an installed package asks for on this machine, its extras aside; nothing of one for another machine."""
    try:
        asked = [Requirement(line) for line in requires(package) or ()]
    except PackageNotFoundError:
        return []
    return [each for each in asked if each.marker is None or each.marker.evaluate({"extra": ""})]


def test_an_unsafe_version_is_seen():
    assert unsafe({"flask": "3.1.2", "bleach": "6.5", "gunicorn": "25.1.0", "nh3": "0.3.8"}) == [
        "bleach",
        "flask",
        "gunicorn",
    ]
