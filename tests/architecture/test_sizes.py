"""Ceilings, not targets: a file or function that grows over one is split."""

from functools import partial

import pytest

from tests.architecture import house, places
from tests.architecture.house import ROOT


@pytest.mark.parametrize(
    ("which", "ceiling"),
    [
        (places.python, 250),
        (places.rules, 200),
        (places.templates, 120),
        (places.macros, 60),
        (places.styles, 250),
        (places.scripts, 150),
    ],
)
def test_no_file_is_over_its_ceiling(which, ceiling):
    places.keep(which(), partial(house.too_long, ceiling=ceiling))


def test_conftest_stays_small():
    places.keep([ROOT / "tests/conftest.py"], partial(house.too_long, ceiling=100))


def test_no_function_is_over_its_ceiling():
    places.keep(places.python(), partial(house.long_functions, ceiling=30))


def test_no_test_is_over_its_ceiling():
    places.keep(places.tests(), partial(house.long_functions, ceiling=25, prefix="test_"))


def test_a_view_function_is_a_sentence():
    places.keep(places.views(), partial(house.long_view_functions, ceiling=12))


def test_arguments_after_the_second_are_named():
    places.keep(places.python(), house.positional_crowds)


LONG_BODY = "def move(a):\n" + "    a += 1\n" * 30
LONG_VIEW = "@bp.get('/')\ndef show():\n" + "    pass\n" * 12


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (partial(house.too_long, ceiling=2), "a\nb\nc\n", "a\nb\n"),
        (partial(house.long_functions, ceiling=30), LONG_BODY, LONG_BODY.replace("    a += 1\n", "", 1)),
        (
            partial(house.long_functions, ceiling=2),
            "def f():\n    pass\n    pass\n",
            'def f():\n    """A\n    B"""\n    pass',
        ),
        (partial(house.long_view_functions, ceiling=12), LONG_VIEW, LONG_VIEW.replace("@bp.get('/')\n", "")),
        (house.positional_crowds, "def f(a, b, c): ...", "class A:\n    def f(self, a, b, *, c): ..."),
        (house.positional_crowds, "def f(a, b, c=1): ...", "@event.listens_for(x, 'y')\ndef f(a, b, c): ..."),
    ],
)
def test_each_ceiling_can_be_hit(rule, bad, good):
    assert list(rule(bad))
    assert not list(rule(good))
