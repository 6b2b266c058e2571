"""A bucket that is away, slow, gone, or closed to us; and what a server loads when there is none."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import IncompleteReadError
from botocore.response import StreamingBody

from cop import create_app
from cop.config import BadSettings, Settings
from cop.core import buckets, stores
from cop.core.buckets import Bucket
from cop.core.stores import StoreAway, is_well, new_name, read
from tests.architecture.house import ROOT
from tests.core.test_stores import soon
from tests.real.object_store import ObjectStore

WAYS: list[Callable[[Bucket], Any]] = [
    lambda held: held.put(new_name(), b"one"),
    lambda held: held.get(new_name()),
    lambda held: held.delete(new_name()),
    lambda held: list(held.names(before=soon())),
]
ASKED = "import sys, cop.served; sys.exit(any(each.partition('.')[0] in {'boto3', 'botocore'} for each in sys.modules))"


@pytest.fixture
def held(bucket: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> Bucket:
    """One of which nobody waits for long."""
    quick = buckets.PATIENCE.merge(Config(connect_timeout=1, read_timeout=1))
    monkeypatch.setattr(buckets, "PATIENCE", quick)
    return Bucket(Settings(**bucket))


@pytest.fixture(params=["away", "slow", "refuses us", "has no such bucket"])
def trouble(
    request: pytest.FixtureRequest, held: Bucket, object_store: ObjectStore, bucket: Mapping[str, Any]
) -> Iterator[str]:
    begin = {"away": object_store.stop, "slow": object_store.freeze, "refuses us": object_store.refuse}
    begin.get(request.param, lambda: object_store.client.delete_bucket(Bucket=bucket["files_bucket"]))()
    yield request.param
    object_store.thaw()


@pytest.mark.parametrize("way", WAYS, ids=["put", "get", "delete", "names"])
def test_a_store_in_trouble_is_said_to_be_away_and_soon(
    held: Bucket, trouble: str, way: Callable[[Bucket], Any], caplog: pytest.LogCaptureFixture
) -> None:
    began = time.monotonic()

    with pytest.raises(StoreAway, match="We cannot reach our files just now"):
        way(held)

    assert time.monotonic() - began < 6
    (said,) = (each for each in caplog.records if each.name == "cop.core.buckets")
    assert said.getMessage() == ("bucket_away" if trouble in {"away", "slow"} else "bucket_refused")
    assert "a secret" not in str(said.__dict__)


def test_a_store_in_trouble_is_not_well(held: Bucket, trouble: str) -> None:
    assert not is_well(held)
    assert not held.keeps_what_is_deleted()


def test_a_store_that_comes_back_goes_on(held: Bucket, object_store: ObjectStore) -> None:
    held.put(name := new_name(), b"one")
    object_store.freeze()
    with pytest.raises(StoreAway):
        held.get(name)
    object_store.thaw()

    assert read(held, name) == b"one"


def test_what_is_deleted_while_it_is_read_breaks_off(held: Bucket) -> None:
    held.put(name := new_name(), b"x" * (buckets.PIECE + 1))
    found = held.get(name)
    held.delete(name)

    assert found is not None
    with found, pytest.raises(StoreAway):
        found.read()


def test_two_contents_are_never_mixed(held: Bucket) -> None:
    held.put(name := new_name(), b"x" * (buckets.PIECE + 1))
    found = held.get(name)
    held.put(name, b"y" * (buckets.PIECE + 1))

    assert found is not None
    with found, pytest.raises(StoreAway):
        found.read()


@pytest.mark.parametrize(("breaks", "is_read"), [(1, True), (2, False)])
def test_a_line_that_breaks_is_tried_once_more(
    held: Bucket, monkeypatch: pytest.MonkeyPatch, breaks: int, is_read: bool
) -> None:
    whole, broken = StreamingBody.read, iter(range(breaks))

    def reading(body: StreamingBody) -> bytes:
        if next(broken, None) is not None:
            raise IncompleteReadError(actual_bytes=1, expected_bytes=3)
        return bytes(whole(body))

    held.put(name := new_name(), b"one")
    monkeypatch.setattr(StreamingBody, "read", reading)

    if is_read:
        assert read(held, name) == b"one"
        return
    with pytest.raises(StoreAway):
        held.get(name)


def test_it_is_sealed_by_the_store_where_that_is_asked_for(
    bucket: Mapping[str, Any], object_store: ObjectStore
) -> None:
    Bucket(Settings(**bucket, files_encryption="AES256")).put(name := new_name(), b"one")

    head = object_store.client.head_object(Bucket=bucket["files_bucket"], Key=f"cop/{name}")

    assert head["ServerSideEncryption"] == "AES256"


def test_versions_that_would_outlive_what_is_deleted_are_seen(
    held: Bucket, bucket: Mapping[str, Any], object_store: ObjectStore
) -> None:
    told = {"Bucket": bucket["files_bucket"], "VersioningConfiguration": {"Status": "Enabled"}}
    object_store.client.put_bucket_versioning(**told)

    assert held.keeps_what_is_deleted()


def test_a_server_without_a_bucket_loads_nothing_for_one() -> None:
    assert subprocess.run([sys.executable, "-c", ASKED], check=False, cwd=ROOT).returncode == 0


def test_an_app_with_a_bucket_lays_files_there(bucket: Mapping[str, Any], tmp_path: Path) -> None:
    app = create_app(Settings(env="test", data_dir=tmp_path, secret_key="k" * 40, **bucket))
    with app.app_context():
        stores.store().put(name := new_name(), b"one")

        assert read(Bucket(Settings(**bucket)), name) == b"one"
        assert stores.folder().get(name) is None


def test_whoever_lacks_boto3_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "cop.core.buckets")
    monkeypatch.setitem(sys.modules, "boto3.session", None)

    with pytest.raises(BadSettings, match="COP_FILES_BUCKET needs boto3: pip install"):
        create_app(Settings(data_dir=tmp_path, files_bucket="files", files_key_id="us", files_secret_key="a secret"))
