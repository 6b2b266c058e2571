"""Panels: what higher capabilities show on lower ones' pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, NamedTuple

from flask import current_app
from sqlalchemy import ColumnElement, Integer, bindparam, select, true

from cop.core.questions import Question
from cop.core.rows import Listing

SUBJECT: Final[ColumnElement[int]] = bindparam("subject", type_=Integer)
"""The number of what a page is about."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A fragment of a higher capability on a page of a lower one.

    `load(viewer, subject, *, now)` answers the template's values, or None to stay away. Places: front, community,
    space, widening, window, organisation, profile, me, refused (the page of a 403, without a subject).

    `there` asks whether the subject has anything of the kind at all, as SQL over `SUBJECT`: asked of all panels of a
    place in one statement, and told to `load` as `is_there`. Who may see what there is, `load` asks.

    `seen` lists all that `load` otherwise asks of the database. Where it is asked beside the door of the page, and so
    before anything is drawn, `load` is told its rows as `seen`.
    """

    place: str
    order: int
    template: str
    load: Callable[..., Mapping[str, Any] | None]
    there: ColumnElement[bool] | None = None
    seen: Listing | None = None


@dataclass(frozen=True, slots=True)
class ShownPanel:
    """A panel with its values, ready for a template."""

    template: str
    values: Mapping[str, Any]


class Here(NamedTuple):
    """The panels of one place in their order, what asks of each whether it has something, if any can be asked, and the
    same with what they list, as columns."""

    panels: tuple[Panel, ...]
    question: Question | None
    beside: tuple[ColumnElement[Any], ...]


def by_place(shown: Iterable[Panel]) -> Mapping[str, Here]:
    """Panels as an app keeps them."""
    found = dict[str, Here]()
    for place, these in groupby(sorted(shown, key=attrgetter("place", "order")), key=attrgetter("place")):
        here = tuple(these)
        asks = any(panel.there is not None for panel in here)
        there = [true() if panel.there is None else panel.there for panel in here]
        listed = (panel.seen.rows.column for panel in here if panel.seen)
        found[place] = Here(here, Question(select(*there)) if asks else None, (*there, *listed))
    return found


class Seen(NamedTuple):
    """Which panels of a place have something, and what those list that can, each as one text."""

    there: tuple[bool, ...]
    listed: tuple[str | None, ...]
    is_all: bool
    """Nothing else is to be asked of the database for any of them."""


def beside(place: str) -> tuple[ColumnElement[Any], ...]:
    """What the panels of one place have and list, as columns over `SUBJECT` and over who looks: for the question that
    is the door of their page. `asked(place)` is what they are asked with beyond those."""
    return _here(place).beside


def asked(place: str) -> Mapping[str, object]:
    """See `beside`."""
    found = dict[str, object]()
    for each in _here(place).panels:
        if each.seen:
            found.update(each.seen.asked())
    return found


def seen(place: str, told: Sequence[Any]) -> Seen:
    """What the columns of `beside` were answered."""
    here = _here(place).panels
    there, listed = told[: len(here)], iter(told[len(here) :])
    texts = tuple(next(listed) if each.seen else None for each in here)
    is_all = all(each.seen is not None or not is_there for each, is_there in zip(here, there, strict=True))
    return Seen(tuple(map(bool, there)), texts, is_all)


def panels(place: str, viewer: Any, *, subject: Any, now: datetime, known: Seen | None = None) -> list[ShownPanel]:
    """The panels for one place of one page, in their order; on some pages they are about nothing with a number."""
    here = _here(place)
    told = [_told(known, each, at=at) for at, each in enumerate(here.panels)] if known else _there(here, subject)
    loaded = [(each, each.load(viewer, subject, now=now, **of)) for each, of in zip(here.panels, told, strict=True)]
    return [ShownPanel(panel.template, values) for panel, values in loaded if values is not None]


def _here(place: str) -> Here:
    here: Here = current_app.extensions["cop_panels"].get(place) or Here((), None, ())
    return here


def _there(here: Here, subject: Any) -> Sequence[Mapping[str, Any]]:
    """What each is told where it was not known before."""
    if here.question is None:
        return [{} for _ in here.panels]
    [there] = here.question.all({"subject": subject.id})
    return [{} if each.there is None else {"is_there": bool(it)} for each, it in zip(here.panels, there, strict=True)]


def _told(known: Seen, panel: Panel, *, at: int) -> Mapping[str, Any]:
    told: dict[str, Any] = {} if panel.there is None else {"is_there": known.there[at]}
    return told if panel.seen is None else {**told, "seen": panel.seen.rows.read(known.listed[at])}
