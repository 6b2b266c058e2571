"""A shelf: what was drawn once is there for the next reader, up to a weight."""

from cop.core.kept import Shelf


def test_what_is_put_on_a_shelf_is_there() -> None:
    shelf = Shelf(most=100)
    shelf.put("posts", "<p>", weight=3)

    assert shelf.take("posts") == "<p>"
    assert shelf.take("others") is None


def test_the_least_used_goes_first() -> None:
    shelf = Shelf(most=100)
    for name in "abcd":
        shelf.put(name, name, weight=25)
    shelf.take("a")
    shelf.put("e", "e", weight=25)

    assert [shelf.take(name) for name in "abcde"] == ["a", None, "c", "d", "e"]


def test_what_would_fill_a_quarter_alone_is_not_kept() -> None:
    shelf = Shelf(most=100)
    shelf.put("long", "long", weight=26)

    assert shelf.take("long") is None


def test_putting_a_thing_twice_weighs_once() -> None:
    shelf = Shelf(most=100)
    for _ in range(9):
        shelf.put("a", "a", weight=25)
    for name in "bcd":
        shelf.put(name, name, weight=25)

    assert shelf.take("a") == "a"
