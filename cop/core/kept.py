"""What is worth keeping between requests, in this process's memory."""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, MutableMapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2
from babel.support import Translations
from flask import Flask, current_app
from flask.templating import Environment
from jinja2 import FileSystemLoader
from jinja2.environment import TemplateModule
from markupsafe import Markup

from cop.core import markup
from cop.core.words import catalogue

MOST_CHARACTERS = 2_000_000
INDENTATION = re.compile(r"(%\})?\n[ \t]+")


class Templates(Environment):
    """Jinja's templates with one plain dictionary of globals for all: each would walk through a chain of its own."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template that was loaded with `d`, which is nothing here."""
        return {**self.globals, **d} if d else self.globals


class Unindented(FileSystemLoader):
    """Templates without their indentation, which is for who writes them. Mail keeps each blank."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """As its file has it, but for where lines begin. Raises TemplateNotFound."""
        source, path, is_current = super().get_source(environment, template)
        return INDENTATION.sub(_begin, source) if template.endswith(".html") else source, path, is_current


def _begin(line: re.Match[str]) -> str:
    """The beginning of a line. Behind a statement Jinja takes the end of the one before away: a blank stays."""
    return f"{line[1]}\n " if line[1] else "\n"


class Shelf:
    """Values by key, up to a weight together; the least used go first.

    A key says all that its value depends on, so that nothing on the shelf is ever wrong, only unused.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._weight = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: Hashable) -> Any:
        """The value of this key; None where there is none."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: Hashable, value: object, *, weight: int) -> None:
        """Keep a value, unless it would fill a quarter of the shelf alone."""
        if weight * 4 > self._most:
            return
        with self._lock:
            self._weight += weight - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = value, weight
            while self._weight > self._most:
                self._weight -= self._kept.popitem(last=False)[1][1]


def init_app(app: Flask) -> None:
    """Give the app its shelf, and templates what they may keep for as long as the app runs."""
    app.jinja_loader = Unindented(Path(app.root_path) / str(app.template_folder))
    app.extensions["cop_shelf"] = Shelf(most=MOST_CHARACTERS)
    app.jinja_env.globals["once"] = partial(_once, app.jinja_env)
    app.jinja_env.globals["words_of"] = partial(_words_of, app.jinja_env)


def shelf() -> Shelf:
    """What this process keeps."""
    here: Shelf = current_app.extensions["cop_shelf"]
    return here


def kept(key: Hashable, draw: Callable[[], tuple[Any, int]]) -> Any:
    """The value of this key, or what `draw` answers now, kept with its weight in characters for next time."""
    found = shelf().take(key)
    if found is None:
        found, weight = draw()
        shelf().put(key, found, weight=weight)
    return found


def piece(template: str, **values: object) -> Markup:
    """A template drawn for no page in particular, to be kept: it knows its values, and not who is asking."""
    return markup.our_own(current_app.jinja_env.get_template(template).render(values))


def weighed(drawn: Markup) -> tuple[Markup, int]:
    """A piece, and what it weighs on the shelf."""
    return drawn, len(drawn)


def _once(templates: Environment, name: str, here: str | None = None) -> Markup:
    """A template that is the same for all who read one language, drawn once in each. It is told where it stands, if it
    says that, and nothing else."""
    return _drawn(catalogue(), templates, name, here)


def _words_of(templates: Environment, name: str) -> TemplateModule:
    """What a template of words sets, read once in each language: {% set names = words_of("…").names %}."""
    return _spoken(catalogue(), templates, name)


@lru_cache(maxsize=256)
def _drawn(_language: Translations, templates: Environment, name: str, here: str | None) -> Markup:
    return markup.our_own(templates.get_template(name).render(here=here))


@lru_cache(maxsize=64)
def _spoken(_language: Translations, templates: Environment, name: str) -> TemplateModule:
    return templates.get_template(name).make_module()
