"""Of two numbers in an address, the second belongs to the first, for everybody who may use both."""

from collections.abc import Iterator, Mapping

from tests.matrix import words
from tests.matrix.conftest import Site
from tests.matrix.people import EVERYBODY
from tests.matrix.sweep import CONVERTER, Row, Sweep
from tests.matrix.test_matrix import ROWS

FOUND = {"acts", "page", "leads"}
FEWEST = 100


def test_abuse_35_what_belongs_to_another_is_not_found_under_this(site: Site) -> None:
    sweep, wrong, looked = Sweep(site), [], 0
    for each, (parent, second), state, who in _pairs(site):
        place = site.world.things[each.thing][state]
        known = {**site.world.ids(), **place.values}
        for other in sorted(_all_of(site, parent) - _parents_of(site, parent, second, known=known)):
            looked += 1
            if sweep.changes(each, {**place.values, parent: other}, who=who):
                wrong.append(f"{each}, {each.thing} ({state}) under {parent} {other}, as {who}")
    assert not wrong, "\n".join(["", *wrong])
    assert looked >= FEWEST


def _pairs(site: Site) -> Iterator[tuple[Row, tuple[str, str], str, str]]:
    """Each address with two numbers, what they are called, and who finds something there with the right ones."""
    for each in ROWS:
        numbers = [name for name in CONVERTER.findall(each.rule) if name.endswith("_id")]
        for state, place in site.world.things[each.thing].items() if len(numbers) > 1 else ():
            for who in EVERYBODY:
                if words.answer(each.policy, state=state, circle=place.circles[who]) in FOUND:
                    yield each, (numbers[0], numbers[1]), state, who


def _all_of(site: Site, parent: str) -> set[int]:
    """Every number of such a thing that there is in the world."""
    return {int(str(values[parent])) for values in (*_values(site), site.world.ids()) if parent in values}


def _parents_of(site: Site, parent: str, second: str, *, known: Mapping[str, object]) -> set[int]:
    """To which of them this belongs: a story may stand in several issues."""
    found = (each for each in (*_values(site), known) if parent in each and each.get(second) == known[second])
    return {int(str(each[parent])) for each in found}


def _values(site: Site) -> list[Mapping[str, object]]:
    return [place.values for states in site.world.things.values() for place in states.values()]
