"""Templates and style sheets speak of the same things."""

import re

import pytest

from tests.look.style import (
    COMPONENTS,
    SCRIPTS,
    STYLES,
    TEMPLATES,
    classes_put_together,
    classes_styled,
    classes_written,
    properties_defined,
    properties_used,
)

LAYERS = {"reset", "base", "layout", "components", "pages", "utilities"}


def test_every_property_that_is_used_has_a_value():
    unset = {name for name, has_own in properties_used() if not has_own} - properties_defined()

    assert unset == set()


def test_every_property_with_a_value_is_used():
    assert properties_defined() - {name for name, _ in properties_used()} == set()


def test_every_class_of_a_component_is_styled():
    assert classes_written(COMPONENTS) - classes_styled() == set()


def test_every_class_that_ends_in_a_value_has_a_style_to_end_in():
    styled = classes_styled()
    beginnings = classes_put_together(COMPONENTS)

    assert [start for start in beginnings if not any(name.startswith(start) for name in styled)] == []


def test_no_style_is_left_behind():
    beginnings = tuple(classes_put_together(TEMPLATES))
    in_scripts = " ".join(path.read_text() for path in SCRIPTS)
    written = classes_written(TEMPLATES)
    left = [name for name in classes_styled() - written if not (beginnings and name.startswith(beginnings))]

    assert [name for name in left if name not in in_scripts] == []


@pytest.mark.parametrize("sheet", STYLES, ids=lambda path: path.name)
def test_every_sheet_says_which_layer_it_belongs_to(sheet):
    layers = set(re.findall(r"@layer (\w+) \{", sheet.read_text()))

    assert layers
    assert layers <= LAYERS
    assert "!important" not in sheet.read_text()


@pytest.mark.parametrize("sheet", STYLES, ids=lambda path: path.name)
def test_directions_are_those_of_the_reader(sheet):
    sides = "left|right|top|bottom"
    physical = rf"\b(?:margin|padding|border|inset)-(?:{sides})\b|^\s*(?:{sides}|width|height):"

    assert re.findall(physical, sheet.read_text(), flags=re.MULTILINE) == []
