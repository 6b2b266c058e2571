"""Of two numbers in an address, the second belongs to the first, for everybody who may use both."""

from collections.abc import Iterator

from tests.matrix import words
from tests.matrix.conftest import Site
from tests.matrix.people import EVERYBODY
from tests.matrix.sweep import CONVERTER, Row, Sweep
from tests.matrix.test_matrix import ROWS

FOUND = {"acts", "page", "leads"}
FEWEST = 100


def test_abuse_35_what_belongs_to_another_is_not_found_under_this(site: Site) -> None:
    sweep, wrong, looked = Sweep(site), [], 0
    for each, parent, state, who in _pairs(site):
        place = site.world.things[each.thing][state]
        known = {**site.world.ids(), **place.values}
        for other in sorted(_all_of(site, parent) - {int(str(known[parent]))}):
            looked += 1
            if sweep.changes(each, {**place.values, parent: other}, who=who):
                wrong.append(f"{each}, {each.thing} ({state}) under {parent} {other}, as {who}")
    assert not wrong, "\n".join(["", *wrong])
    assert looked >= FEWEST


def _pairs(site: Site) -> Iterator[tuple[Row, str, str, str]]:
    """Each address with two numbers, what the first is called, and who finds something there with the right ones."""
    for each in ROWS:
        numbers = [name for name in CONVERTER.findall(each.rule) if name.endswith("_id")]
        for state, place in site.world.things[each.thing].items() if len(numbers) > 1 else ():
            for who in EVERYBODY:
                if words.answer(each.policy, state=state, circle=place.circles[who]) in FOUND:
                    yield each, numbers[0], state, who


def _all_of(site: Site, parent: str) -> set[int]:
    """Every number of such a thing that there is in the world."""
    places = [place.values for states in site.world.things.values() for place in states.values()]
    return {int(str(values[parent])) for values in (*places, site.world.ids()) if parent in values}
