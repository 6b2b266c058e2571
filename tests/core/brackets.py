"""A language of brackets, in which whatever stands outside them was never offered for translation."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from html.parser import HTMLParser
from zoneinfo import available_timezones

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.support import Translations
from flask import Flask
from sqlalchemy import String, Text, select

from cop import ROOT
from cop.core import seals
from cop.core.database import Base, db

READ_ALOUD = {"aria-label", "placeholder", "alt", "title", "data-announce", "data-title", "data-not-saved"}
OURS = re.compile(r"⟦[^⟦⟧]*⟧")
DATES = re.compile(
    r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|GMT|BST|UTC)\b|\d\S*"
)
ZONES = available_timezones()
NAMES = {"Cop", "ODS", "ONS"}  # a brand and two registers of codes are the same in every language
PUT_IN = re.compile(r"%\(\w+\)[ds]")
WORD = re.compile(r"[^\W\d_]{2,}")
SAYS = {
    **dict.fromkeys(("RuleBroken", "NotAllowed", "Stale", "only_who_steers", "only_who_keeps_time"), 0),
    **dict.fromkeys(("_", "gettext", "lazy_gettext", "ngettext"), 0),
    "require": 1,
}
ADDRESS = re.compile(r"https?://\S+")


@cache
def collected() -> frozenset[str]:
    """Every sentence that `bin/words` collects for a translation: another one never reaches those who translate."""
    own = re.findall(r"-k (\S+)", (ROOT / "bin" / "words").read_text(encoding="utf-8"))
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        mapping, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, mapping, options, keywords={**DEFAULT_KEYWORDS, **parse_keywords(own)})
    return frozenset(each for _, _, said, *_ in found for each in ((said,) if isinstance(said, str) else said))


def uncollected(sources: Mapping[str, str]) -> Iterator[str]:
    """Each sentence that Python says and `bin/words` does not find: one in an f-string, or a constant without N_."""
    trees = {name: ast.parse(source) for name, source in sources.items()}
    marked = {name for tree in trees.values() for name in _constants(tree, marked=True)}
    for name, tree in trees.items():
        constants = marked - _constants(tree, marked=False)  # one of the same name elsewhere does not excuse it
        for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
            sentence = _sentence_of(call)
            if sentence is not None and sentence not in collected() | constants:
                yield f"{name}:{call.lineno}: {sentence}"


def _constants(tree: ast.Module, *, marked: bool) -> set[str]:
    """The names that stand for a sentence in N_, or for one without."""
    return {
        target.id
        for each in tree.body
        if isinstance(each, ast.Assign) and ast.unparse(each.value).startswith("N_(" if marked else ("'", '"'))
        for target in each.targets
        if isinstance(target, ast.Name)
    }


def _sentence_of(call: ast.Call) -> str | None:
    """What it says, or the name of the constant that does; None where it hands on what others said."""
    place = SAYS.get(ast.unparse(call.func).split(".")[-1])
    if place is None or place >= len(call.args):
        return None
    said = call.args[place]
    if isinstance(said, ast.Constant):
        return str(said.value)
    name = ast.unparse(said).split(".")[-1] if isinstance(said, ast.Name | ast.Attribute) else ""
    return name if name.isupper() else None


class Brackets(Translations):
    """A language in which every sentence stands in brackets, and what is put into it outside them."""

    def ugettext(self, message: str) -> str:
        if message not in collected():
            return message
        return "⟦" + PUT_IN.sub(r"⟧\g<0>⟦", message) + "⟧"

    def ungettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.ugettext(msgid1 if n == 1 else msgid2)

    gettext, ngettext = ugettext, ungettext


class Theirs(tuple[str, ...]):
    """All that people wrote; it is only ever compared with itself, which is what makes `left_out` worth keeping."""

    __slots__ = ()
    __hash__ = object.__hash__


class Words(HTMLParser):
    """All that a reader sees or hears of a page, and the names of the fields that they may fill in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.fields: set[str] = set()
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_zone = tag == "option" and given.get("value") in ZONES
        is_fixed = given.get("translate") == "no"
        self._silent = is_zone or is_fixed or tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in READ_ALOUD and value]
        self.fields |= {str(given.get("name"))} if tag in {"input", "select", "textarea"} else set()

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def left_out_of_page(page: str, theirs: tuple[str, ...]) -> list[str]:
    """The words of a page that are neither in brackets nor theirs."""
    words = Words()
    words.feed(page)
    return [word for text in words.found if not _begins(text, theirs) for word in left_out(text, theirs)]


def _begins(text: str, theirs: tuple[str, ...]) -> bool:
    """Whether this is the beginning of what somebody wrote, cut short."""
    cut = text.strip().removesuffix("…")
    return text.strip().endswith("…") and any(" ".join(said.split()).startswith(cut) for said in theirs)


@lru_cache(maxsize=20_000)  # most of a page stands on every other
def left_out(text: str, theirs: tuple[str, ...]) -> list[str]:
    """The words of a text that are neither in brackets nor theirs."""
    rest = ADDRESS.sub(" ", text)
    while OURS.search(rest):
        rest = OURS.sub(" ", rest)
    for said in theirs:
        if said in rest:
            rest = rest.replace(said, " ")
    return [word for word in WORD.findall(DATES.sub(" ", rest)) if word not in NAMES]


def said_by_people(app: Flask) -> tuple[str, ...]:
    """Every text in the database, the longest first: what people wrote is not ours to translate."""
    with app.app_context():
        columns = [
            column
            for table in Base.metadata.sorted_tables
            for column in table.columns
            if isinstance(column.type, (String, Text)) and column.name not in {"kind", "state", "preset", "audience"}
        ]
        texts = {text for column in columns for text in db.session.scalars(select(column).distinct()) if text}
        texts = {text for text in texts if isinstance(text, str)} | _sealed_by_people()
    lines = {line.strip(" -#>") for text in texts for line in re.split(r"[\n*_]+|(?<=[.?!,:;])\s", text)}
    firsts = {text.split()[0] for text in texts if text.strip() and text[0].isupper()}
    return Theirs(sorted({each for each in lines | texts | firsts if WORD.search(each)}, key=len, reverse=True))


def _sealed_by_people() -> set[str]:
    """What the database keeps sealed, as its objects open it."""
    models = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, seals.Sealed)]
    rows = [(row, model) for model in models for row in db.session.scalars(select(model))]
    return {str(text) for row, model in rows for name, _ in seals.places_of(model) if (text := getattr(row, name))}
