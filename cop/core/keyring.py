"""One key for each set's words, wrapped by the installation's, in a store that is not the database.

The store stands apart so that destroying a key reaches backwards: a copy of the database from before holds words that
nothing opens any more. That is as true as the copies of the store are few: see docs/decisions/0012-sealed-sets.md.
"""

import logging
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    MetaData,
    NullPool,
    Row,
    String,
    Table,
    create_engine,
    event,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

from cop.core.errors import RuleBroken
from cop.core.keys import InstallationKey

log = logging.getLogger(__name__)

MARK = "s1."
NONCE = 12
REMEMBERED_SECONDS = 60.0

TABLE = Table(
    "sealing_key",
    MetaData(),
    Column("name", String, primary_key=True),
    Column("owner", String, unique=True),  # whose words, for example set:5; empty once the key is destroyed
    Column("wrapped", LargeBinary),
    Column("wrapped_by", String),
)


@dataclass(frozen=True, slots=True)
class SealingKey:
    """The key of one owner's words. `place` is the table and column: words moved to another place do not open."""

    name: str
    owner: str
    cipher: AESGCM

    def seal(self, words: str, *, place: str) -> str:
        """The envelope: a mark, the key's name, and what only this key opens, in this place, for this owner."""
        nonce = secrets.token_bytes(NONCE)
        closed = nonce + self.cipher.encrypt(nonce, words.encode(), self._bound_to(place))
        return f"{MARK}{self.name}.{urlsafe_b64encode(closed).decode('ascii')}"

    def open(self, envelope: str, *, place: str) -> str:
        """The words. Raises InvalidTag when they were changed, or come from another place or another owner."""
        closed = urlsafe_b64decode(envelope.rpartition(".")[2])
        return self.cipher.decrypt(closed[:NONCE], closed[NONCE:], self._bound_to(place)).decode()

    def _bound_to(self, place: str) -> bytes:
        return f"{self.owner}|{place}|{self.name}".encode()


@dataclass(frozen=True, slots=True)
class Health:
    """How many keys there should be, and how many of them are gone, or wrapped by a key that is."""

    keys: int
    unreadable: int


class Keyring:
    """Finds, makes, wraps and destroys keys. `installation` answers the keys of the installation as they are now."""

    def __init__(self, url: str, installation: Callable[[], tuple[InstallationKey, ...]]) -> None:
        sqlite = url.startswith("sqlite")
        options = {"poolclass": NullPool} if sqlite else {"pool_pre_ping": True, "pool_size": 2}
        self._engine = create_engine(url, hide_parameters=True, **options)
        self._installation = installation
        self._remembered: dict[str, tuple[SealingKey, float]] = {}
        self._ready = False
        if sqlite:
            event.listen(self._engine, "connect", _erase_what_is_deleted)

    def key_of(self, owner: str) -> SealingKey:
        """The key of this owner's words, made when there is none. Raises RuleBroken when it cannot be unwrapped."""
        known = self._recall(owner)
        if known is None:
            row = self._find(TABLE.c.owner == owner) or self._make(owner)
            known = self._unwrap(row)
        if known is None:
            raise RuleBroken("The key to these words is missing, so nothing can be added. Tell whoever runs this site.")
        return self._remember(owner, known)

    def key_named(self, name: str, *, owner: str) -> SealingKey | None:
        """The key that an envelope names; None when it was destroyed, is another owner's, or cannot be unwrapped."""
        known = self._recall(owner)
        if known is not None and known.name == name:
            return known
        row = self._find(TABLE.c.name == name)
        found = self._unwrap(row) if row is not None and row.owner == owner else None
        return found and self._remember(owner, found)

    def destroy(self, owner: str) -> None:
        """Destroy this owner's key. Other processes may remember it for a minute; after that nothing opens."""
        with self._connected() as connection:
            gone = {"owner": None, "wrapped": None, "wrapped_by": None}
            connection.execute(TABLE.update().where(TABLE.c.owner == owner).values(gone))
        self._remembered.pop(owner, None)

    def rewrap(self) -> int:
        """Wrap every key with the first of the installation's keys; how many were wrapped by another before."""
        first, done = self._installation()[0], 0
        with self._connected() as connection:
            asked = select(TABLE).where(TABLE.c.wrapped_by != first.name).with_for_update()
            for row in connection.execute(asked).all():
                if key := self._unwrapped(row):
                    wrapped = _wrap(first, key, name=row.name, owner=row.owner)
                    values = {"wrapped": wrapped, "wrapped_by": first.name}
                    connection.execute(TABLE.update().where(TABLE.c.name == row.name).values(values))
                    done += 1
        return done

    def wrappers(self) -> set[str]:
        """The names of the installation's keys that have wrapped something."""
        with self._connected() as connection:
            asked = select(TABLE.c.wrapped_by).where(TABLE.c.wrapped_by.is_not(None)).distinct()
            return {str(name) for name in connection.scalars(asked)}

    def examine(self, *, used: Iterable[str] = ()) -> Health:
        """How the keys are, tried one by one. `used` are the names of those with which words are sealed."""
        with self._connected() as connection:
            rows = connection.execute(select(TABLE).where(TABLE.c.owner.is_not(None))).all()
        gone = set(used) - {row.name for row in rows}
        return Health(len(rows) + len(gone), len(gone) + sum(self._unwrapped(row) is None for row in rows))

    def forget(self) -> None:
        """Forget what this process remembers."""
        self._remembered.clear()

    def _find(self, condition: ColumnElement[bool]) -> Row[Any] | None:
        with self._connected() as connection:
            return connection.execute(select(TABLE).where(condition)).one_or_none()

    def _make(self, owner: str) -> Row[Any]:
        name, key, first = secrets.token_hex(8), AESGCM.generate_key(256), self._installation()[0]
        wrapped = _wrap(first, key, name=name, owner=owner)
        try:
            with self._connected() as connection:
                made = {"name": name, "owner": owner, "wrapped": wrapped, "wrapped_by": first.name}
                connection.execute(TABLE.insert().values(made))
        except IntegrityError:
            log.info("sealing_key_was_just_made")  # by another process
        found = self._find(TABLE.c.owner == owner)
        assert found is not None  # noqa: S101  one of the two is there
        return found

    def _unwrap(self, row: Row[Any]) -> SealingKey | None:
        key = self._unwrapped(row)
        return SealingKey(row.name, row.owner, AESGCM(key)) if key else None

    def _unwrapped(self, row: Row[Any]) -> bytes | None:
        for key in self._installation():
            if key.name == row.wrapped_by:
                try:
                    return key.cipher.decrypt(row.wrapped[:NONCE], row.wrapped[NONCE:], _of(row.name, row.owner))
                except InvalidTag:
                    log.exception("sealing_key_was_changed", extra={"key": row.name})
        return None

    def _recall(self, owner: str) -> SealingKey | None:
        known, until = self._remembered.get(owner, (None, 0.0))
        return known if time.monotonic() < until else None

    def _remember(self, owner: str, key: SealingKey) -> SealingKey:
        if self._recall(owner) is not key:
            self._remembered[owner] = key, time.monotonic() + REMEMBERED_SECONDS
        return key

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if not self._ready:
            self._prepare()
        with self._engine.begin() as connection:
            yield connection

    def _prepare(self) -> None:
        if self._engine.dialect.name == "sqlite":
            Path(str(self._engine.url.database)).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._engine.begin() as connection:
            connection.execute(CreateTable(TABLE, if_not_exists=True))
        self._ready = True


def _wrap(first: InstallationKey, key: bytes, *, name: str, owner: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + first.cipher.encrypt(nonce, key, _of(name, owner))


def _of(name: str, owner: str) -> bytes:
    return f"sealing key|{name}|{owner}".encode()


def _erase_what_is_deleted(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA secure_delete=ON")
