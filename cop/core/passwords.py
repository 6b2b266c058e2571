"""Passwords: argon2id, with the memory this installation gives to it, and one at a time for each spare core."""

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, cast

import gevent
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from flask import current_app
from gevent.monkey import is_module_patched

from cop.config import Settings

PASSES = 2
LANES = 1
AT_ONCE = 2

Result = TypeVar("Result")

_turn = threading.BoundedSemaphore(AT_ONCE)  # each hash holds its memory: a flood of tries must not add them up


def scramble(password: str) -> str:
    """What is kept of a password."""
    with _turn:
        return _aside(_hasher().hash, password)


def matches(password: str, kept: str | None) -> bool:
    """Whether this is the password behind what was kept. Nothing kept takes as long to answer as a wrong password,
    so that the time of an answer does not tell who has an account."""
    hasher = _hasher()
    with _turn:
        try:
            _aside(hasher.verify, kept or _nobodys(hasher), password)
        except (VerifyMismatchError, InvalidHashError):
            return False
    return kept is not None


def is_dated(kept: str) -> bool:
    """Whether it was scrambled with other settings than today's, and is better scrambled anew."""
    return _hasher().check_needs_rehash(kept)


def _aside(work: Callable[..., Result], *given: object) -> Result:
    """In a thread of its own where the server has one for everybody: it would stop every other page and socket."""
    if not is_module_patched("threading"):
        return work(*given)
    return cast("Result", gevent.get_hub().threadpool.apply(work, given))


def _hasher() -> PasswordHasher:
    settings: Settings = current_app.config["COP"]
    return _hasher_with(settings.password_memory_kib)


@lru_cache(maxsize=4)
def _hasher_with(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=PASSES, memory_cost=memory_kib, parallelism=LANES)


@lru_cache(maxsize=4)
def _nobodys(hasher: PasswordHasher) -> str:
    return hasher.hash("a password that nobody has")
