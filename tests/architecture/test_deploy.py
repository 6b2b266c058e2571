"""What the files in deploy/ name exists: commands, their options, roles, ports, settings, the cookie, the limits."""

import re
import runpy
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise

import click
import pytest

from cop.config import Settings
from cop.core.access import cookie_name
from cop.core.pages import LARGEST_BODY
from tests.architecture.house import ROOT
from tests.architecture.test_readme import command_of

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
TEXTS = {
    path: path.read_text(encoding="utf-8")
    for path in sorted(DEPLOY.rglob("*"))
    if path.is_file() and path.suffix != ".pyc"
}
NGINX, COMPOSE, GUIDE = (TEXTS[DEPLOY / name] for name in ("nginx.conf", "compose.yaml", "README.md"))


def commands_in(text: str) -> list[list[str]]:
    """Our commands, each with its words, as they stand in a shell, a unit, a sentence or a list of YAML or JSON."""
    plain = re.sub(r"\[(.*)\]", lambda listed: re.sub(r'[",]', "", listed[1]), text)
    return [each.split() for each in re.findall(r"(?:/|`|command: |CMD )(cop [a-z]+[^`\n]*)", plain)]


def strange(words: list[str]) -> Iterator[str]:
    """What such a command does not know: itself, an option, or one of the values that an option takes."""
    command = command_of(words)
    options = {name: each for each in command.params for name in (*each.opts, *each.secondary_opts)} if command else {}
    if command is None:
        yield " ".join(words)
    for word, value in pairwise([*words, ""]):
        kind = options[word].type if word in options else None
        if word.startswith("--") and kind is None:
            yield word
        if isinstance(kind, click.Choice) and value not in kind.choices:
            yield f"{word} {value}"


def strange_settings(text: str) -> set[str]:
    return set(re.findall(r"\bCOP_[A-Z_]+", text)) - {f"COP_{each.name.upper()}" for each in fields(Settings)}


def upstream(name: str) -> set[str]:
    (lines,) = re.findall(rf"^upstream {name} {{(.*?)^}}", NGINX, re.MULTILINE | re.DOTALL)
    return set(re.findall(r"server \S+:(\d+);", lines))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_commands_and_settings_exist(path):
    assert [found for words in commands_in(TEXTS[path]) for found in strange(words)] == []
    assert strange_settings(TEXTS[path]) == set()


def test_each_unit_runs_a_command_of_ours():
    commands = {path.name: commands_in(TEXTS[path]) for path in TEXTS if path.parent == UNITS}

    assert {words[-1][1] for words in commands.values()} == {"serve", "worker"}
    assert [unit for unit in re.findall(r"\bcop-[a-z]+@", GUIDE) if f"{unit}.service" not in commands] == []


@pytest.mark.parametrize(("name", "role"), [("cop_pages", "web"), ("cop_sockets", "sockets")])
def test_nginx_sends_people_to_ports_at_which_that_role_is_started(name, role):
    ports = upstream(name)

    assert len(ports) == 2
    assert set(re.findall(rf"cop-{role}@(\d+)", GUIDE)) == ports
    assert set(re.findall(rf"^  {role}-\d:.*?\"127\.0\.0\.1:(\d+):8000\"", COMPOSE, re.MULTILINE | re.DOTALL)) == ports
    assert f"--role {role} " in TEXTS[UNITS / f"cop-{role}@.service"]


def test_sockets_stay_where_the_cookie_of_their_sign_in_says_and_nowhere_else():
    cookie = cookie_name(Settings(public_url="https://learn.example.org"))

    assert re.findall(r"^map \$http_cookie (\S+) {[^}]*?~\S*\)(\S+)=", NGINX, re.MULTILINE) == [
        ("$cop_browser", cookie)
    ]
    assert re.findall(r"hash ([^;]+);", NGINX) == ["$cop_browser consistent"]


def test_limits_fit_those_of_the_site():
    served = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))
    upstream_seconds, largest = re.findall(r"keepalive_timeout (\d+)s|client_max_body_size (\d+)m", NGINX)

    assert int(upstream_seconds[0]) < served["keepalive"]
    assert int(largest[1]) * 2**20 >= LARGEST_BODY
    for text in (text for path, text in TEXTS.items() if path.parent == UNITS and "cop serve" in text):
        assert int(re.findall(r"LimitNOFILE=(\d+)", text)[0]) > 2 * served["worker_connections"]


def test_the_image_is_made_of_what_is_there():
    kept = re.findall(r"^!(\S+)", TEXTS[DEPLOY / "Dockerfile.dockerignore"], re.MULTILINE)

    assert [name for name in kept if not (ROOT / name).exists()] == []


def test_what_is_strange_is_seen():
    text = 'ExecStart=/opt/bin/cop serve --role king --prt 1\ncommand: [cop, fly, "8000"]\nUser=cop\n'

    assert [list(strange(words)) for words in commands_in(text)] == [["--role king", "--prt"], ["cop fly 8000"]]
    assert strange_settings("COP_DEMO=no COP_DATABSE_URL=") == {"COP_DATABSE_URL"}
