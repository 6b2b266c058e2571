"""The keys of the installation: they wrap the key of every set. The first wraps, all of them unwrap.

They come from a setting, or from a file of our own in the folder of keys, one a line, readable by its owner alone.
"""

import base64
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cop.config import Settings

FILE = "installation.key"
PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class InstallationKey:
    """`name` is a fingerprint: written beside what the key has wrapped, it says which key is missing."""

    name: str
    cipher: AESGCM


def new_key() -> str:
    """A fresh key, as it is written in the setting and in the file."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")


def installation_keys(settings: Settings) -> tuple[InstallationKey, ...]:
    """The keys as they are now, the one that wraps first. Makes the file when there is neither file nor setting."""
    given = settings.seal_keys or _kept(settings).read_text(encoding="ascii")
    return tuple(_read(text) for text in given.replace(",", "\n").split())


def put_first(settings: Settings, text: str) -> None:
    """Let a new key wrap from now on; those before it still unwrap."""
    path = _kept(settings)
    _replace(path, [text, *path.read_text(encoding="ascii").split()])


def drop(settings: Settings, *, but: set[str]) -> int:
    """Forget every key of the file whose name is not among these, the first excepted; how many that were."""
    path = _kept(settings)
    first, *others = path.read_text(encoding="ascii").split()
    staying = [first, *(each for each in others if _read(each).name in but)]
    _replace(path, staying)
    return 1 + len(others) - len(staying)


def _kept(settings: Settings) -> Path:
    settings.keys_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.keys_folder / FILE
    if not path.exists():
        draft = _draft(path, [new_key()])
        try:
            os.link(draft, path)  # whole or not at all: of several processes that start at once, one is the first
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path


def _replace(path: Path, lines: list[str]) -> None:
    _draft(path, lines).replace(path)


def _draft(path: Path, lines: list[str]) -> Path:
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w", encoding="ascii") as new:
        new.write("\n".join(lines) + "\n")
        new.flush()
        os.fsync(new.fileno())
    return draft


def _read(text: str) -> InstallationKey:
    key = base64.urlsafe_b64decode(text)
    return InstallationKey(hashlib.sha256(b"cop installation key\0" + key).hexdigest()[:12], AESGCM(key))
