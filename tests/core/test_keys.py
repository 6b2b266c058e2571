"""The installation's keys and the keyring: made once, wrapped, found again, replaced, destroyed."""

import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from cop.config import BadSettings, Settings
from cop.core import keys
from cop.core.errors import RuleBroken
from cop.core.keyring import Keyring
from tests.real.postgres import Postgres

PLACE = "commitment.what"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(env="test", data_dir=tmp_path)


def _keyring(settings: Settings) -> Keyring:
    """A keyring as another process has it."""
    return Keyring(settings.key_store, lambda: keys.installation_keys(settings))


def test_the_key_of_the_installation_is_made_once_and_for_its_owner_alone(settings: Settings) -> None:
    first, again = keys.installation_keys(settings), keys.installation_keys(settings)
    kept = settings.keys_folder / keys.FILE

    assert [key.name for key in first] == [key.name for key in again]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in settings.keys_folder.iterdir()] == [keys.FILE]


def test_processes_that_start_at_once_have_the_same_key(settings: Settings) -> None:
    start, found = threading.Barrier(8), []

    def begin() -> None:
        start.wait()
        found.append(keys.installation_keys(settings)[0].name)

    starts = [threading.Thread(target=begin) for _ in range(8)]
    for each in starts:
        each.start()
    for each in starts:
        each.join()

    assert (len(found), len(set(found))) == (8, 1)


def test_a_key_that_is_no_key_is_refused_at_the_start(tmp_path: Path) -> None:
    good = keys.new_key()

    assert Settings(data_dir=tmp_path, seal_keys=f"{good}, {keys.new_key()}").seal_keys
    for bad in ("password", good[:-5], f"{good},x", "ä" * 44):
        with pytest.raises(BadSettings, match="COP_SEAL_KEYS"):
            Settings(data_dir=tmp_path, seal_keys=bad)


def test_words_open_for_their_owner_in_their_place_and_nowhere_else(settings: Settings) -> None:
    ring = _keyring(settings)
    key, other = ring.key_of("set:1"), ring.key_of("set:2")
    envelope = key.seal("the gate", place=PLACE)

    assert key.open(envelope, place=PLACE) == "the gate"
    assert "gate" not in envelope
    assert envelope != key.seal("the gate", place=PLACE)
    for wrong, place in ((other, PLACE), (key, "commitment.outcome")):
        with pytest.raises(InvalidTag):
            wrong.open(envelope, place=place)


def test_another_process_finds_the_same_key(settings: Settings) -> None:
    name = _keyring(settings).key_of("set:1").name

    assert _keyring(settings).key_of("set:1").name == name
    assert _keyring(settings).key_named(name, owner="set:1")
    assert _keyring(settings).key_named(name, owner="set:2") is None
    assert _keyring(settings).key_named("unknown", owner="set:1") is None


def test_two_processes_that_make_one_key_at_once_agree(settings: Settings) -> None:
    one, two = _keyring(settings), _keyring(settings)
    one.examine()

    assert two._make("set:1").name == one._make("set:1").name


def test_a_destroyed_key_is_in_the_store_no_more(settings: Settings) -> None:
    ring = _keyring(settings)
    key = ring.key_of("set:1")
    with sqlite3.connect(settings.keys_folder / "keys.sqlite") as store:
        wrapped = store.execute("SELECT wrapped FROM sealing_key").fetchone()[0]

    ring.destroy("set:1")

    assert ring.key_named(key.name, owner="set:1") is None
    assert wrapped not in (settings.keys_folder / "keys.sqlite").read_bytes()
    assert ring.key_of("set:1").name != key.name


def test_a_new_key_wraps_and_the_old_one_can_be_dropped(settings: Settings) -> None:
    ring = _keyring(settings)
    envelope = ring.key_of("set:1").seal("the gate", place=PLACE)
    old = keys.installation_keys(settings)[0].name

    keys.put_first(settings, keys.new_key())
    assert (ring.wrappers(), ring.rewrap(), ring.rewrap()) == ({old}, 1, 0)
    assert keys.drop(settings, but=ring.wrappers()) == 1

    assert old not in {key.name for key in keys.installation_keys(settings)}
    assert _keyring(settings).key_of("set:1").open(envelope, place=PLACE) == "the gate"


def test_a_key_in_use_is_not_dropped(settings: Settings) -> None:
    ring = _keyring(settings)
    ring.key_of("set:1")
    keys.put_first(settings, keys.new_key())

    assert keys.drop(settings, but=ring.wrappers()) == 0


def test_with_another_installation_key_nothing_opens_and_nothing_is_added(settings: Settings) -> None:
    name = _keyring(settings).key_of("set:1").name
    (settings.keys_folder / keys.FILE).write_text(keys.new_key())
    ring = _keyring(settings)

    assert ring.key_named(name, owner="set:1") is None
    assert (ring.examine().keys, ring.examine().unreadable, ring.rewrap()) == (1, 1, 0)
    with pytest.raises(RuleBroken, match="key to these words is missing"):
        ring.key_of("set:1")


def test_a_wrapped_key_that_was_moved_to_another_set_does_not_unwrap(settings: Settings) -> None:
    ring = _keyring(settings)
    for owner in ("set:1", "set:2"):
        ring.key_of(owner)
    with sqlite3.connect(settings.keys_folder / "keys.sqlite") as store:
        store.execute("UPDATE sealing_key SET owner = owner || '0'")

    assert _keyring(settings).examine().unreadable == 2


def test_a_key_store_may_stand_on_a_server_of_its_own(postgres: Postgres, tmp_path: Path) -> None:
    settings = Settings(env="test", data_dir=tmp_path, keys_url=postgres.fresh_database())
    one, two = _keyring(settings), _keyring(settings)
    envelope = one.key_of("set:1").seal("the gate", place=PLACE)

    assert two.key_of("set:1").open(envelope, place=PLACE) == "the gate"
    assert not (settings.keys_folder / "keys.sqlite").exists()
    for ring in (one, two):
        ring._engine.dispose()
