"""What the README tells a stranger to type exists."""

import os
import re
import shlex
from collections.abc import Iterator

import click
import pytest

from cop.cli import cli
from cop.commands import COMMANDS
from tests.architecture.house import ROOT

DOCUMENTS = ["README.md", "CONTRIBUTING.md"]


def commands_in(text: str) -> Iterator[list[str]]:
    """The commands of ours in fenced blocks, with or without variables before them and a comment after them."""
    for block in re.findall(r"^```(?:sh|bash|console)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            words = [
                word for word in shlex.split(line.removeprefix("$ "), comments=True) if not re.match(r"\w+=", word)
            ]
            if words and (words[0].startswith(("bin/", ".ci/")) or words[0].split("/")[-1] == "cop"):
                yield words


def is_known(words: list[str]) -> bool:
    if words[0].split("/")[-1] != "cop":
        return os.access(ROOT / words[0], os.X_OK)
    return command_of(words) is not None


def command_of(words: list[str]) -> click.Command | None:
    """The command of `cop` that these words begin with."""
    command: click.Command | None = click.Group(commands=dict(_commands_of_cop()))
    for word in words[1:]:
        if word.startswith("-") or not isinstance(command, click.Group):
            break
        command = command.commands.get(word)
    return command


def _commands_of_cop() -> Iterator[tuple[str, click.Command]]:
    yield from cli.commands.items()
    yield from ((str(command.name), command) for command in COMMANDS)
    yield "db", click.Group(commands={"upgrade": click.Command("upgrade")})  # Flask-Migrate brings it with the app


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_exists(name):
    commands = list(commands_in((ROOT / name).read_text(encoding="utf-8")))

    assert commands
    assert [" ".join(words) for words in commands if not is_known(words)] == []


def test_a_command_that_is_gone_is_seen():
    text = "```sh\nCOP_DEMO=no bin/fly --port 1  # up\ncop seed moon\ncop serve --port 1\n```\n"

    assert [is_known(words) for words in commands_in(text)] == [False, False, True]
