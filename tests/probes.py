"""Which lines and branches of ours ran, noted by the lines themselves.

Before each statement of a module of ours stands one that says that it was reached, and at the two ways out of each
`if`, `for` and `while` one that says which was taken. That costs next to nothing, while a tracer, as coverage has on
Python 3.11, makes everything slower by a quarter or a half, the libraries too. What was noted is given to coverage,
which knows what there is to reach, and reports.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

from coverage.parser import PythonParser

REACHED = "__reached__"
Arc = tuple[int, int]
Place = tuple[int, int | None]
"""A line and where it goes on: itself for a statement, the first line of what is inside, or None for the other way."""


class Noted:
    """The places of one file, and which of them were reached."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.places: list[Place] = []
        self.reached: list[bool] = []

    def place(self, line: int, to: int | None) -> int:
        """The number of another place."""
        self.places.append((line, to))
        self.reached.append(False)
        return len(self.places) - 1

    def arcs(self) -> Iterator[Arc]:
        """What was reached, as a tracer would have told it: from which line to which."""
        found = [place for place, reached in zip(self.places, self.reached, strict=True) if reached]
        ways: list[Arc] | None = None
        inside = {(line, to) for line, to in self.places if to}
        for line, to in found:
            if to is not None:
                yield (-line, line) if to == line else (line, to)
                continue
            if ways is None:
                parser = PythonParser(filename=self.path)
                parser.parse_source()
                ways = list(parser.arcs())
            yield from (way for way in ways if way[0] == line and way not in inside)


class Probes(ast.NodeTransformer):
    """Puts into a module what notes that each of its statements was reached."""

    def __init__(self, noted: Noted) -> None:
        self._noted = noted

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                setattr(node, name, list(self._with_probes(block)))
        if isinstance(node, ast.If | ast.For | ast.While):
            first = node.body[0].lineno
            node.body.insert(0, self._probe(node.lineno, first, at=first))
            node.orelse.insert(0, self._probe(node.lineno, None, at=node.lineno))
        if isinstance(node, ast.ExceptHandler):
            node.body.insert(0, self._probe(node.lineno, node.lineno, at=node.lineno))
        return node

    def _with_probes(self, block: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
        for at, each in enumerate(block):
            is_docstring = at == 0 and isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
            if not is_docstring:
                for line in (*(one.lineno for one in getattr(each, "decorator_list", ())), each.lineno):
                    yield self._probe(line, line, at=line)
            yield each

    def _probe(self, line: int, to: int | None, *, at: int) -> ast.stmt:
        where: dict[str, Any] = {"lineno": at, "col_offset": 0, "end_lineno": at, "end_col_offset": 0}
        number = ast.Constant(self._noted.place(line, to), **where)
        reached = ast.Name(REACHED, ast.Load(), **where)
        return ast.Assign(
            [ast.Subscript(reached, number, ast.Store(), **where)], ast.Constant(value=True, **where), **where
        )


class Counting(SourceFileLoader):
    """Loads a module with its probes; what is compiled without them on the disk is left alone."""

    def __init__(self, fullname: str, path: str, noted: Noted) -> None:
        super().__init__(fullname, path)
        self._noted = noted

    def get_code(self, fullname: str) -> CodeType:
        return with_probes(self.get_data(self.path).decode(), self._noted)

    def exec_module(self, module: ModuleType) -> None:
        vars(module)[REACHED] = self._noted.reached
        super().exec_module(module)


class Finder(MetaPathFinder):
    """Finds what is ours, and keeps what is noted there."""

    def __init__(self, package: str) -> None:
        self._package = package
        self.noted: list[Noted] = []

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != self._package:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            self.noted.append(Noted(spec.loader.path))
            spec.loader = Counting(fullname, spec.loader.path, self.noted[-1])
        return spec

    def reached(self) -> list[list[bool]]:
        """What was reached until now, to go back to."""
        return [list(each.reached) for each in self.noted]

    def go_back(self, reached: Iterable[list[bool]]) -> None:
        """Forget what was reached since; what was imported since was imported."""
        for each, before in zip(self.noted, reached, strict=False):
            each.reached[:] = before


def with_probes(source: str, noted: Noted) -> CodeType:
    """A module that notes what of it is reached."""
    tree = Probes(noted).visit(ast.parse(source, noted.path))
    code: CodeType = compile(tree, noted.path, "exec", dont_inherit=True)
    return code


def begin(package: str) -> Finder:
    """Whatever is imported of this package from now on is counted."""
    finder = Finder(package)
    sys.meta_path.insert(0, finder)
    return finder
