"""Functions that each kind of database spells in its own way."""

from typing import Any, ClassVar

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Spelt(FunctionElement[str]):
    """What is a text; each database's spelling has `{}` for what it is of."""

    inherit_cache = True
    on_sqlite: ClassVar[str]
    on_postgresql: ClassVar[str]


@compiles(Spelt)
def _spelt(element: Spelt, compiler: SQLCompiler, **told: Any) -> str:
    spelt: str = getattr(element, f"on_{compiler.dialect.name}")
    return spelt.format(compiler.process(element.clauses, **told))
