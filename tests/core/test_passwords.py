"""Scrambling takes a while on purpose, and nobody else waits for it."""

import threading

import gevent
import pytest

from cop.core import passwords


def test_a_server_of_greenlets_goes_on_while_a_password_is_scrambled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "is_module_patched", lambda _name: True)
    somebody_else_was_served = threading.Event()
    gevent.spawn(somebody_else_was_served.set)

    assert passwords._aside(somebody_else_was_served.wait, 10.0) is True
    gevent.get_hub().destroy()


def test_a_server_of_threads_scrambles_where_it_is() -> None:
    assert passwords._aside(threading.get_ident) == threading.get_ident()
