"""Columns that hold what people said: encrypted in the database, plain in Python, with the key of whoever owns them.

`what: Mapped[str] = sealed()` in a model with `Sealed` is all that a capability writes. Words are sealed when the row
is flushed and opened when it is loaded as an object; a column selected by itself stays an `Envelope`. A write of words
that are not sealed is refused by the column, so that no bulk statement slips past.
"""

import logging
from collections.abc import Collection
from typing import Any, TypeVar

from cryptography.exceptions import InvalidTag
from flask import Flask, current_app
from sqlalchemy import Dialect, String, event, inspect, select
from sqlalchemy.orm import InstrumentedAttribute, MappedColumn, Session, mapped_column, object_session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.types import TypeDecorator

from cop.config import Settings
from cop.core.database import Base, db
from cop.core.errors import RuleBroken
from cop.core.keyring import MARK, Keyring
from cop.core.keys import installation_keys
from cop.core.words import gettext

log = logging.getLogger(__name__)

Owner = TypeVar("Owner", bound="Sealed")


class Words(str):
    """What somebody said, as plain text, with the envelope it was kept in. `bound` is whose it is, and where."""

    __slots__ = ("bound", "envelope")

    bound: str
    envelope: str


class Unread(Words):
    """A sentence in place of the words: it is shown, and never written anywhere."""

    __slots__ = ()


class Lost(Unread):
    """Nothing opens these words any more: their key is missing, or they were tampered with."""

    __slots__ = ()


class Envelope:
    """Sealed words that no object has opened. They are never shown: whoever writes them out has made a mistake."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        raise TypeError("These words are sealed: load the object they belong to.")


class SealedText(TypeDecorator[Any]):
    """Text of which the database only ever sees the envelope. Empty text is empty there too."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        if value is None or value == "":
            return None if value is None else ""
        if not isinstance(value, Words):
            raise TypeError("Words that are not sealed cannot be written: let an object with `Sealed` do it.")
        return value.envelope

    def process_result_value(self, value: str | None, dialect: Dialect) -> Envelope | str | None:  # noqa: ARG002  as above
        return Envelope(value) if value else value


class Sealed:
    """Mixed into a model that has `sealed()` columns."""

    @property
    def owner_of_words(self) -> str:
        """Whose key seals them, for example «set:5». Known before the row is written, and never another."""
        raise NotImplementedError


PLACES: dict[type[Sealed], tuple[tuple[str, str], ...]] = {}  # read from the mapper once


def sealed(**options: Any) -> MappedColumn[Any]:
    """A column for what somebody said."""
    return mapped_column(SealedText(), **options)


def through(target: Sealed, model: type[Owner], *, key: int) -> Owner:
    """The row that a sealed row hangs on, for one that does not name its owner itself. Mostly it is loaded already."""
    session = object_session(target)
    assert session is not None  # noqa: S101  rows are sealed and opened within a session
    return session.get_one(model, key)


def init_app(app: Flask) -> None:
    """Give the app its keys."""
    settings: Settings = app.config["COP"]
    app.extensions["cop_keyring"] = Keyring(settings.key_store, lambda: installation_keys(settings))


def keyring() -> Keyring:
    """The keys of this installation."""
    found: Keyring = current_app.extensions["cop_keyring"]
    return found


def keys_in_use() -> set[str]:
    """The names of the keys that words in the database are sealed with."""
    models = [each.class_ for each in Base.registry.mappers if issubclass(each.class_, Sealed)]
    columns = [getattr(model, name) for model in models for name, _place_of in places_of(model)]
    envelopes = (each for column in columns for each in db.session.scalars(select(column)) if each)
    return {_key_in(each.text) for each in envelopes}


def close_envelope(words: str, *, owner: str, place: str) -> Words:
    """Seal words for this owner and place, for example «set:5» and «commitment.what»."""
    closed = Words(words)
    closed.bound, closed.envelope = f"{owner}|{place}", keyring().key_of(owner).seal(words, place=place)
    return closed


def open_envelope(envelope: str, *, owner: str, place: str) -> Words:
    """The words of an envelope, or a `Lost` sentence."""
    opened = _opened(envelope, owner=owner, place=place)
    opened.bound, opened.envelope = f"{owner}|{place}", envelope
    return opened


def words_in(column: InstrumentedAttribute[Any], envelope: Envelope | str | None, *, owner: str) -> str:
    """The words of a column that was selected by itself: `envelope` is what came of it."""
    if not isinstance(envelope, Envelope):
        return envelope or ""
    return open_envelope(envelope.text, owner=owner, place=_place(column.property.columns[0]))


def withhold(target: Sealed, sentence: str, *, but: Collection[str] = ()) -> None:
    """Put a sentence in place of this row's words for as long as this session keeps the row. Nothing is written.

    `but` are attributes whose words stay.
    """
    for name, _at in places_of(type(target)):
        words = target.__dict__.get(name)
        if isinstance(words, Words) and name not in but:
            closed = Unread(sentence)
            closed.bound, closed.envelope = words.bound, words.envelope
            set_committed_value(target, name, closed)


def places_of(model: type[Sealed]) -> tuple[tuple[str, str], ...]:
    """The sealed attributes of a model, each with its table and column."""
    known = PLACES.get(model)
    if known is None:
        columns = [(each.key, each.columns[0]) for each in inspect(model).column_attrs]
        known = tuple((name, _place(column)) for name, column in columns if isinstance(column.type, SealedText))
        PLACES[model] = known
    return known


def _place(column: Any) -> str:
    return f"{column.table.name}.{column.name}"


def _key_in(envelope: str) -> str:
    return envelope.removeprefix(MARK).partition(".")[0]


def _opened(envelope: str, *, owner: str, place: str) -> Words:
    name = _key_in(envelope)
    key = keyring().key_named(name, owner=owner)
    if key is None:
        log.warning("sealing_key_missing", extra={"key": name, "place": place})
        return Lost(gettext("[These words cannot be read any more: their key is missing.]"))
    try:
        return Words(key.open(envelope, place=place))
    except (InvalidTag, ValueError):
        log.exception("seal_broken", extra={"key": name, "place": place})
        return Lost(gettext("[These words cannot be read: somebody has changed how they are stored.]"))


@event.listens_for(Sealed, "load", propagate=True, restore_load_context=True)
def _open_what_is_loaded(target: Sealed, _context: object) -> None:
    for name, place in places_of(type(target)):
        value = target.__dict__.get(name)
        if isinstance(value, Envelope):
            set_committed_value(target, name, open_envelope(value.text, owner=target.owner_of_words, place=place))


@event.listens_for(Sealed, "refresh", propagate=True, restore_load_context=True)
def _open_what_is_read_again(target: Sealed, context: object, _names: object) -> None:
    _open_what_is_loaded(target, context)


@event.listens_for(db.session, "before_flush")
def _seal_what_is_new(session: Session, _context: object, _instances: object) -> None:
    for target in (*session.new, *session.dirty):
        if isinstance(target, Sealed):
            _seal(target)


def _seal(target: Sealed) -> None:
    for name, place in places_of(type(target)):
        words = target.__dict__.get(name)
        if not words:
            continue
        owner = target.owner_of_words
        if isinstance(words, Words) and words.bound == f"{owner}|{place}":
            continue
        if isinstance(words, Unread):
            raise RuleBroken("These words cannot be read here, so they cannot be copied.")
        setattr(target, name, close_envelope(str(words), owner=owner, place=place))
