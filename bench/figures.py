"""A figure, its bar, and how both are told."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

TOLD = {True: "ok", False: "MISSED", None: ""}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `floor` is what it was taken beside, in the same run; without a `bar` it is only told."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    wanted: Literal["at least", "at most"] = "at most"
    floor: float | None = None
    detail: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether the bar is met; None without one."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.wanted == "at least" else self.value <= self.bar

    def as_json(self) -> Mapping[str, Any]:
        """For a machine."""
        return {"value": self.value, "unit": self.unit, "floor": self.floor, "bar": self.bar, "ok": self.ok}


def table(figures: Iterable[Figure]) -> str:
    """For a person: a line a figure."""
    lines = [f"{'figure':<24}{'value':>10}  {'bar':<16}{'':<8}unit, and how"]
    for each in figures:
        bar = "no bar" if each.bar is None else f"{each.wanted} {each.bar:g}"
        lines.append(f"{each.name:<24}{each.value:>10g}  {bar:<16}{TOLD[each.ok]:<8}{each.unit}; {each.detail}")
    return "\n".join(lines)


def write_json(figures: Iterable[Figure], path: Path) -> None:
    """One object a figure, by name."""
    path.write_text(json.dumps({each.name: each.as_json() for each in figures}, indent=2) + "\n", encoding="utf-8")
