"""A bucket of anything that speaks S3. Loaded only where one is configured.

What is fetched goes through us, never by an address of the bucket: see docs/decisions/0053-files-in-a-bucket.md.
"""

import base64
import hashlib
import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, BinaryIO, Final

from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from cop.config import Settings
from cop.core.stores import NAME, StoreAway, checked

log = logging.getLogger(__name__)

PIECE: Final = 256 * 1024
"""Bytes that are asked for at once. A recording is heard from its middle on, and a slow reader keeps no line open."""
PATIENCE: Final = Config(
    connect_timeout=3, read_timeout=8, retries={"mode": "standard", "total_max_attempts": 2}, max_pool_connections=20,
    request_checksum_calculation="when_required",  # not every store knows the sums that are sent otherwise
    response_checksum_validation="when_required", ignore_configured_endpoint_urls=True,
)  # fmt: skip
ABSENT: Final = "NoSuchKey"
EMPTY: Final = "InvalidRange"


class Bucket:
    """Each name is an object of its own, whose content never changes: it is there whole, or not yet."""

    def __init__(self, settings: Settings) -> None:
        self._bucket, self._prefix = settings.files_bucket, settings.files_prefix
        self._sealed = {"ServerSideEncryption": settings.files_encryption} if settings.files_encryption else {}
        by_path = Config(s3={"addressing_style": "path" if settings.files_endpoint else "auto"})
        self._client: Any = Session().client(
            "s3", endpoint_url=settings.files_endpoint or None, region_name=settings.files_region,
            aws_access_key_id=settings.files_key_id, aws_secret_access_key=settings.files_secret_key,
            config=PATIENCE.merge(by_path),
        )  # fmt: skip

    def put(self, name: str, content: bytes) -> None:
        """The sum goes with it, so that what arrives in another shape is refused."""
        md5 = base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
        with _reaching():
            self._client.put_object(**self._at(name), Body=content, ContentMD5=md5, **self._sealed)

    def get(self, name: str) -> BinaryIO | None:
        at = self._at(name)
        try:
            with _reaching():
                return io.BufferedReader(_Pieces(self._client, at))
        except _Absent:
            return None

    def delete(self, name: str) -> None:
        with _reaching():
            self._client.delete_object(**self._at(name))

    def names(self, *, before: datetime) -> Iterator[str]:
        """A thousand are asked for at once, and the next when those have been looked at."""
        pages = iter(self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix))
        while True:
            with _reaching():
                page = next(pages, None)
            if page is None:
                return
            for each in page.get("Contents", ()):
                name = each["Key"].removeprefix(self._prefix)
                if NAME.fullmatch(name) and each["LastModified"] < before:
                    yield name

    def keeps_what_is_deleted(self) -> bool:
        """Whether the bucket keeps versions: then what people have deleted is there still. False where we may not
        ask."""
        try:
            return bool(self._client.get_bucket_versioning(Bucket=self._bucket).get("Status") == "Enabled")
        except (BotoCoreError, ClientError):
            return False

    def _at(self, name: str) -> Mapping[str, str]:
        return {"Bucket": self._bucket, "Key": self._prefix + checked(name)}


class _Pieces(io.RawIOBase):
    """An object as a file from any place on, of which one piece is held at a time. The first is asked for at once."""

    def __init__(self, client: Any, at: Mapping[str, str]) -> None:
        self._client, self._of, self._place, self._start = client, dict(at), 0, 0
        try:
            self._piece, answer = self._asked_from(0)
        except ClientError as refusal:
            if _code(refusal) != EMPTY:
                raise
            self._piece, self._size = b"", 0
            return
        self._size = int(answer["ContentRange"].rpartition("/")[2])
        self._of["IfMatch"] = answer["ETag"]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self._place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any, /) -> int:
        """As much of the piece that holds this place as there is room for."""
        if self._place >= self._size:
            return 0
        if not self._start <= self._place < self._start + len(self._piece):
            with _reaching():
                self._piece, _ = self._asked_from(self._place)
            self._start = self._place
        begin = self._place - self._start
        found = self._piece[begin : begin + len(buffer)]
        buffer[: len(found)] = found
        self._place += len(found)
        return len(found)

    def _asked_from(self, place: int, *, once_more: bool = True) -> tuple[bytes, Mapping[str, Any]]:
        """A line that breaks in the middle of a piece is tried once more; botocore tries only what has no answer."""
        answer = self._client.get_object(**self._of, Range=f"bytes={place}-{place + PIECE - 1}")
        try:
            return answer["Body"].read(), answer
        except BotoCoreError:
            if not once_more:
                raise
            return self._asked_from(place, once_more=False)


class _Absent(StoreAway):
    """There is no such object, in a bucket that there is."""


@contextmanager
def _reaching() -> Iterator[None]:
    """What goes wrong on the way is noted by its kind, and never with a name, a key or what was in it."""
    try:
        yield
    except ClientError as refusal:
        if _code(refusal) == ABSENT:
            raise _Absent from refusal
        log.warning("bucket_refused", extra={"why": _code(refusal)})
        raise StoreAway from refusal
    except BotoCoreError as failure:
        log.warning("bucket_away", extra={"why": type(failure).__name__})
        raise StoreAway from failure


def _code(refusal: ClientError) -> str:
    return str(refusal.response["Error"]["Code"])
