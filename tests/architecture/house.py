"""The house rules that a machine can keep. Each takes the text of one file and answers what is wrong, line by line."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

STATEMENT = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH)\s")
"""In capitals, as SQL is written here: "Update …" may begin a sentence."""
TAKES_SQL = {"text", "execute", "executescript", "exec_driver_sql", "scalar", "scalars"}
HOMELESS = {"utils", "util", "helpers", "helper", "misc", "common", "tools", "stuff"}
CALLED_BY_A_LIBRARY = {"listens_for", "option", "argument"}
SPARED_NAMES = {
    "bind_field",  # WTForms calls it
    "extract",  # Babel calls it
    "ngettext",  # WTForms calls it
    "send_later",  # reads as a sentence: what, to whom, which letter, with which words
}
VERBS_OF_A_ROUTE = {"get", "post", "put", "patch", "delete", "route"}

IN_TEMPLATES = {
    r"\|\s*safe\b": "|safe: only core/markup.py makes trusted HTML",
    r"(?<![\w-])style\s*=": "style=: the style sheet decides how things look",
    r"(?<![\w-])on[a-z]+\s*=\s*[\"'{]": "an inline handler: the security policy forbids it",
    r"<script\b(?![^>]*\bnonce\b)": "a script without the page's nonce",
    r"<style\b(?![^>]*\bnonce\b)": "a style without the page's nonce",
    r"javascript:": "an address that is a script",
    r"\bautoescape\s+false\b": "autoescape false",
}
IN_SCRIPTS = {
    r"\beval\(": "eval",
    r"\bnew Function\(": "new Function",
    r"\bdocument\.write\(": "document.write",
    r"(?<!\btemplate)\.(?:inner|outer)HTML\s*\+?=|\binsertAdjacentHTML\(": "HTML made in a string",
    r"\b(?:setTimeout|setInterval)\(\s*[\"'`]": "code in a string",
}
FORBIDDEN_CALLS = {
    "eval": "eval",
    "exec": "exec",
    "render_template_string": "render_template_string: a page is a template",
    "Markup": "Markup: only core/markup.py makes trusted HTML",
    "yaml.load": "yaml.load",
}
FORBIDDEN_MODULES = {"pickle": "pickle: stored and sent values are JSON", "marshal": "marshal", "shelve": "shelve"}


def too_long(text: str, *, ceiling: int) -> Iterator[str]:
    lines = len(text.splitlines())
    if lines > ceiling:
        yield f"{lines} lines; the ceiling is {ceiling}"


def long_functions(text: str, *, ceiling: int, prefix: str = "") -> Iterator[str]:
    """Functions over the ceiling; a docstring does not count."""
    for function in _functions(ast.parse(text)):
        if function.name.startswith(prefix) and _length(function) > ceiling:
            yield f"{function.lineno}: {function.name} has {_length(function)} lines; the ceiling is {ceiling}"


def long_view_functions(text: str, *, ceiling: int) -> Iterator[str]:
    for function in _functions(ast.parse(text)):
        if _is_view(function) and _length(function) > ceiling:
            yield f"{function.lineno}: the view {function.name} has {_length(function)} lines; the ceiling is {ceiling}"


def positional_crowds(text: str) -> Iterator[str]:
    """Functions that others call with more than two arguments that are not keyword-only."""
    for function in _functions(ast.parse(text)):
        spared = _decorators(function) & CALLED_BY_A_LIBRARY or function.name in SPARED_NAMES
        arguments = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
        arguments = [name for name in arguments if name not in {"self", "cls"}]
        if len(arguments) > 2 and not spared and not function.name.startswith("_"):
            yield f"{function.lineno}: {function.name}: keyword-only after the second argument"


def local_imports(text: str) -> Iterator[str]:
    for function in _functions(ast.parse(text)):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"{node.lineno}: an import inside {function.name}"


def forbidden_python(text: str, *, markup_allowed: bool = False) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in FORBIDDEN_CALLS and not (name == "Markup" and markup_allowed):
                yield f"{node.lineno}: {FORBIDDEN_CALLS[name]}"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for module in _imported(node):
                if module in FORBIDDEN_MODULES:
                    yield f"{node.lineno}: {FORBIDDEN_MODULES[module]}"


def composed_sql(text: str) -> Iterator[str]:
    """SQL put together from strings, where a value could become a statement."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in TAKES_SQL and node.args:
            if _is_composed(node.args[0]):
                yield f"{node.lineno}: SQL put together from strings"
        elif isinstance(node, ast.JoinedStr) and _is_composed(node) and _begins_as_sql(node):
            yield f"{node.lineno}: SQL put together from strings"


def forbidden_in(text: str, patterns: dict[str, str]) -> Iterator[str]:
    for pattern, sentence in patterns.items():
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield f"{text.count(chr(10), 0, match.start()) + 1}: {sentence}"


def homeless_names(path: Path) -> Iterator[str]:
    if path.stem in HOMELESS:
        yield "a name that says nothing: what is in it has a noun, or no home yet"


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def _decorators(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    calls = (each.func if isinstance(each, ast.Call) else each for each in function.decorator_list)
    return {ast.unparse(each).split(".")[-1] for each in calls}


def _is_view(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    called = (each.func for each in function.decorator_list if isinstance(each, ast.Call))
    return any(isinstance(each, ast.Attribute) and each.attr in VERBS_OF_A_ROUTE for each in called)


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name.split(".")[0] for each in node.names]
    return [(node.module or "").split(".")[0]]


def _is_composed(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        # A pragma of SQLite takes no parameters: its value can only stand in the text.
        is_pragma = isinstance(node.values[0], ast.Constant) and str(node.values[0].value).startswith("PRAGMA ")
        return not is_pragma and any(isinstance(each, ast.FormattedValue) for each in node.values)
    if isinstance(node, ast.BinOp):
        return any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in (node.left, node.right))
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def _begins_as_sql(node: ast.JoinedStr) -> bool:
    first = node.values[0]
    return isinstance(first, ast.Constant) and bool(STATEMENT.match(str(first.value)))
