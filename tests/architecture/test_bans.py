"""What is not written here, whoever writes it."""

from functools import partial
from pathlib import Path

import pytest

from tests.architecture import house, places
from tests.architecture.house import IN_SCRIPTS, IN_TEMPLATES, ROOT

MARKUP = ROOT / "cop/core/markup.py"

in_templates = partial(house.forbidden_in, patterns=IN_TEMPLATES)
in_scripts = partial(house.forbidden_in, patterns=IN_SCRIPTS)
may_make_markup = partial(house.forbidden_python, markup_allowed=True)


def test_python_does_nothing_forbidden():
    others = [path for path in places.python() if path != MARKUP]

    places.keep(others, house.forbidden_python)
    places.keep([MARKUP], may_make_markup)


def test_sql_is_never_put_together_from_strings():
    migrations = places.files("**/*.py", under="migrations")

    places.keep([*places.python(), *migrations], house.composed_sql)


def test_imports_stand_at_the_top():
    places.keep(places.python(), house.local_imports)


def test_templates_do_nothing_forbidden():
    places.keep(places.templates(), in_templates)


def test_scripts_do_nothing_forbidden():
    places.keep(places.scripts(), in_scripts)


def test_every_file_has_a_noun_for_a_name():
    everything = [*places.python(), *places.tests(), *places.templates(), *places.styles(), *places.scripts()]

    assert [str(path) for path in everything if list(house.homeless_names(path))] == []


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (house.forbidden_python, "eval(x)", "evaluate(x)"),
        (house.forbidden_python, "return_ = render_template_string(x)", "render_template(x)"),
        (house.forbidden_python, "Markup(x)", "def f(html: Markup) -> None: ..."),
        (house.forbidden_python, "import pickle", "import json"),
        (house.forbidden_python, "from pickle import loads", "from json import loads"),
        (house.forbidden_python, "yaml.load(x)", "yaml.safe_load(x)"),
        (may_make_markup, "eval(x)", "Markup(x)"),
        (house.composed_sql, "session.execute(f'SELECT {x}')", "session.execute(text('SELECT 1'))"),
        (house.composed_sql, "text('SELECT ' + x)", "text('SELECT :x')"),
        (house.composed_sql, "connection.exec_driver_sql('SELECT %s' % x)", "scalar(select(x))"),
        (house.composed_sql, "text('SELECT {}'.format(x))", "'Hello {}'.format(x)"),
        (house.composed_sql, "query = f'DELETE FROM {x}'", "sentence = f'Update {x} first'"),
        (house.local_imports, "def f():\n    import os", "import os\ndef f(): ..."),
        (in_templates, "{{ html|safe }}", "{{ html|unsafe_not }}"),
        (in_templates, '<p style="color: red">', '<p data-style="quiet">'),
        (in_templates, '<p onclick="go()">', '<p data-action="go">'),
        (in_templates, "<script src=x></script>", '<script nonce="{{ nonce }}" src=x></script>'),
        (in_templates, '<a href="javascript:go()">', '<a href="/go">'),
        (in_templates, "{% autoescape false %}", "{% autoescape true %}"),
        (in_scripts, "eval(x)", "evaluate(x)"),
        (in_scripts, "new Function(x)", "new Map()"),
        (in_scripts, "box.innerHTML = x", "template.innerHTML = await answer.text()"),
        (in_scripts, 'setTimeout("go()", 1)', "setTimeout(go, 1)"),
    ],
)
def test_each_ban_can_be_broken(rule, bad, good):
    assert list(rule(bad))
    assert not list(rule(good))


def test_a_name_that_says_nothing_is_seen():
    assert list(house.homeless_names(Path("cop/sets/utils.py")))
    assert not list(house.homeless_names(Path("cop/sets/service.py")))
