"""A packed page is the page, and its length tells nothing that one part knows of another."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cop.core import packing
from cop.core.packing import Piece

TEXTS = some.one_of(some.binary(max_size=300), some.text(max_size=300).map(str.encode), some.just(b"a" * 70_000))


@given(some.lists(some.one_of(TEXTS.map(Piece), some.binary(max_size=80)), max_size=12))
def test_what_is_unpacked_is_the_page(page: list[Piece | bytes]) -> None:
    assert gzip.decompress(packing.packed(page)) == packing.plain(page)


@given(guess=some.text(min_size=16, max_size=16), secret=some.text(min_size=16, max_size=16))
def test_whoever_guesses_a_secret_on_the_page_does_not_change_its_length(guess: str, secret: str) -> None:
    def length(written: str) -> int:
        said = Piece(f'<p class="post">{written}</p>'.encode())
        return len(packing.packed([Piece(b"<p>"), secret.encode(), said, Piece(b"</p>")])) - len(said.packed)

    assert length(guess) == length(secret)


def test_a_piece_is_packed_the_same_whatever_stands_beside_it() -> None:
    said = b"What each of us would have liked to be told. " * 20
    once, twice = packing.packed([Piece(said)]), packing.packed([Piece(said), Piece(said)])

    assert len(Piece(said).packed) < len(said) / 5
    assert len(twice) - len(once) == len(Piece(said).packed), "the second says nothing of the first"


def test_more_than_a_block_holds_is_refused() -> None:
    assert gzip.decompress(packing.packed([b"a" * packing.MOST_STORED])) == b"a" * packing.MOST_STORED
    with pytest.raises(ValueError, match="65536 bytes"):
        packing.packed([b"a" * (packing.MOST_STORED + 1)])
