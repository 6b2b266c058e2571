"""Buckets: so many at once, and so many a second."""

from cop.core.limits import Buckets


def test_a_bucket_empties_and_fills_by_the_second() -> None:
    buckets = Buckets(per_second=1, burst=2)

    assert [buckets.take("bo", at=0) for _ in range(3)] == [True, True, False]
    assert buckets.take("bo", at=1)
    assert not buckets.take("bo", at=1.5)


def test_nobody_drinks_from_another_bucket() -> None:
    buckets = Buckets(per_second=1, burst=1)
    buckets.take("bo", at=0)

    assert buckets.take("mina", at=0)


def test_a_clock_that_goes_back_gives_nothing_away() -> None:
    buckets = Buckets(per_second=1, burst=1)
    buckets.take("bo", at=100)

    assert not buckets.take("bo", at=0)


def test_the_least_used_bucket_is_forgotten_first() -> None:
    buckets = Buckets(per_second=0.001, burst=1, most=1)
    buckets.take("bo", at=0)
    buckets.take("mina", at=0)

    assert buckets.take("bo", at=0)


def test_what_is_given_back_never_fills_more_than_the_bucket() -> None:
    buckets = Buckets(per_second=1, burst=2)
    buckets.give_back("bo")
    buckets.take("bo", at=0)
    for _ in range(3):
        buckets.give_back("bo")

    assert [buckets.take("bo", at=0) for _ in range(3)] == [True, True, False]
