"""Everybody can read it: contrast, computed from the tokens, in both themes."""

import pytest

from tests.look.style import colours, contrast

GROUNDS = ("paper", "surface", "sunk")
WORDS = [
    *[(ink, ground) for ink in ("ink", "soft", "accent", "floor-ink", "sealed", "wrong") for ground in GROUNDS],
    *[("ink", tint) for tint in ("accent-tint", "floor-tint", "sealed-tint", "wrong-tint")],
    *[("soft", tint) for tint in ("accent-tint", "floor-tint", "sealed-tint")],
    ("accent", "accent-tint"),
    ("floor-ink", "floor-tint"),
    ("sealed", "sealed-tint"),
    ("wrong", "wrong-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("on-wrong", "wrong"),
    ("paper", "ink"),
]
SHAPES = [
    *[(shape, ground) for shape in ("edge", "floor", "accent", "sealed", "wrong") for ground in GROUNDS],
    ("accent", "line"),
    ("floor", "line"),
    ("soft", "line"),
    ("floor", "floor-tint"),
    ("accent", "accent-tint"),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_stand_out_from_what_they_are_written_on(theme, ink, ground):
    tokens = colours(theme)

    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_that_mean_something_stand_out(theme, shape, ground):
    tokens = colours(theme)

    assert contrast(tokens[shape], tokens[ground]) >= 3


def test_contrast_is_computed_as_the_guidelines_say():
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((1, 1, 1), (1, 1, 1)) == pytest.approx(1)
    assert contrast((0x77 / 255,) * 3, (1, 1, 1)) == pytest.approx(4.48, abs=0.01)
