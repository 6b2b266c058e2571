"""What the parts of a meeting are called and what each role is told: the frame's words, and the running order's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel.support import Translations
from flask import current_app

from cop.core.words import catalogue, worded
from cop.sets.rules import Format
from cop.sets.rules.formats import Phase


@dataclass(frozen=True, slots=True)
class Wording:
    """By a part's key; `cues` by role as well."""

    names: Mapping[str, str]
    titles: Mapping[str, str]
    cues: Mapping[str, Mapping[str, str]]


def words_in(running_order: Format) -> Wording:
    """In the reader's language."""
    return _worded(catalogue(), running_order, current_app.jinja_env.globals["words_of"])


@lru_cache(maxsize=256)
def _worded(_language: Translations, running_order: Format, words_of: Any) -> Wording:
    frame, phases = words_of("meetings/_words.html"), running_order.phases
    return Wording(
        {**frame.names, **{each.key: worded(each.name) for each in phases}},
        {**frame.titles, **{each.key: worded(each.title) for each in phases}},
        {**frame.cues, **{each.key: _cues(each) for each in phases}},
    )


def _cues(phase: Phase) -> dict[str, str]:
    said = {"member": phase.cues.member, "presenter": phase.cues.presenter, "facilitator": phase.cues.facilitator}
    return {role: worded(words) for role, words in said.items() if words}
