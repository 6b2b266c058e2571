"""Every capability has the same drawers, and no capability escapes the import contracts."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import places
from tests.architecture.house import ROOT


def contracts() -> dict[str, dict[str, list[str]]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in project["tool"]["importlinter"]["contracts"]}


def words_of(layers: list[str]) -> set[str]:
    """The modules that a contract's layers name: "(views) | (sockets)" names two."""
    return {word.strip("() ").removeprefix("cop.") for layer in layers for word in layer.replace(":", "|").split("|")}


def strange_drawers(capability: Path) -> Iterator[str]:
    for path in sorted(capability.iterdir()):
        if path.name in {"__init__.py", "__pycache__"}:
            continue
        if path.stem not in places.DRAWERS:
            yield f"{capability.name}/{path.name} is none of the eleven drawers"
        if path.is_dir() and not (path / "__init__.py").exists():
            yield f"{capability.name}/{path.name} lacks its __init__.py, so no contract sees it"


def test_capabilities_have_the_eleven_drawers_and_no_other():
    assert [found for capability in places.capabilities() for found in strange_drawers(capability)] == []


def test_each_capability_is_under_the_contract_of_drawers():
    named = {container.removeprefix("cop.") for container in contracts()["drawers"]["containers"]}

    assert named == {path.name for path in places.capabilities()}


def test_each_capability_has_its_layer():
    rooms = {"core", "config", "capabilities", "cli", "demo", "doctor", "served", "server"}

    assert words_of(contracts()["capabilities"]["layers"]) - rooms == {path.name for path in places.capabilities()}


def test_each_drawer_has_its_layer():
    assert words_of(contracts()["drawers"]["layers"]) == places.DRAWERS


def test_every_folder_of_the_package_is_a_package():
    folders = {path.parent for path in places.python()}

    assert [str(folder.relative_to(ROOT)) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_a_strange_drawer_is_seen(tmp_path):
    (tmp_path / "managers.py").touch()
    (tmp_path / "service").mkdir()
    (tmp_path / "views.py").touch()

    assert [found.split(" ")[1] for found in strange_drawers(tmp_path)] == ["is", "lacks"]


def test_layers_are_read_as_import_linter_reads_them():
    assert words_of(["(views) | (sockets)", "cop.core"]) == {"views", "sockets", "core"}
