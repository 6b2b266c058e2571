"""Lines that must outlive the database: a file beside it, only ever added to, which no restored copy takes back."""

import json
import os
from pathlib import Path
from typing import Any

from flask import current_app

from cop.config import Settings


def add_line(name: str, line: dict[str, Any]) -> None:
    """Write one line at the end of the file, and wait until it lies on the disk."""
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = (json.dumps(line, sort_keys=True) + "\n").encode("ascii")
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, written)
        os.fsync(file)
    finally:
        os.close(file)


def lines_of(name: str) -> list[dict[str, Any]]:
    """Every whole line, the oldest first. A last line that a power cut tore off in the middle is left out."""
    path = path_of(name)
    if not path.exists():
        return []
    whole = path.read_text(encoding="ascii").split("\n")[:-1]
    return [json.loads(line) for line in whole]


def path_of(name: str) -> Path:
    """Where the file lies: in the folder of data, beside the database and not in it."""
    settings: Settings = current_app.config["COP"]
    return settings.data_dir / f"{name}.jsonl"
