"""Reading the style sheets and the templates: tokens, custom properties, class names."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
STYLES = sorted((ROOT / "static/css").rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if path.parent.name in ("components", "layouts")]
SCRIPTS = sorted((ROOT / "static/js").rglob("*.js"))

Colour = tuple[float, float, float]


def colours(theme: str) -> dict[str, Colour]:
    """Each colour token of tokens.css in one theme, "light" or "dark"."""
    sheet = (ROOT / "static/css/tokens.css").read_text()
    found = re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", sheet)
    return {name: _rgb(light if theme == "light" else dark) for name, light, dark in found}


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def properties_defined() -> set[str]:
    """Every custom property that some sheet gives a value."""
    return {name for sheet in STYLES for name in re.findall(r"(?<![\w(-])(--[a-z0-9-]+):", sheet.read_text())}


def properties_used() -> Iterator[tuple[str, bool]]:
    """Every custom property asked for, and whether the asking brings a value of its own."""
    for sheet in STYLES:
        for name, comma in re.findall(r"var\((--[a-z0-9-]+)(,?)", sheet.read_text()):
            yield name, bool(comma)


def classes_styled() -> set[str]:
    """Every class that some rule speaks of."""
    plain = (re.sub(r"\{[^{}]*\}|url\([^)]*\)|/\*.*?\*/", "{}", path.read_text(), flags=re.DOTALL) for path in STYLES)
    return {name for sheet in plain for name in re.findall(r"\.([a-z][\w-]*)", sheet)}


def classes_written(paths: list[Path]) -> set[str]:
    """Every class written in full in these templates; those put together from a value are left out."""
    return {name for path in paths for value in _class_values(path) for name in value.split() if "\0" not in name}


def classes_put_together(paths: list[Path]) -> set[str]:
    """The beginnings of classes that end in a value, such as "chip--"."""
    names = {name for path in paths for value in _class_values(path) for name in value.split()}
    return {name.split("\0")[0] for name in names if "\0" in name}


def _class_values(path: Path) -> Iterator[str]:
    source = re.sub(r"\{%.*?%\}", " ", re.sub(r"\{\{.*?\}\}", "\0", path.read_text(), flags=re.DOTALL), flags=re.DOTALL)
    yield from re.findall(r'\bclass="([^"]*)"', source)
    yield from re.findall(r'\bclass_?="([^"{}]*)"', path.read_text())


def _rgb(code: str) -> Colour:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
