"""`.env.example` shows every setting there is, and no other."""

import re
from dataclasses import fields

from cop.config import PREFIX, Settings
from tests.architecture.house import ROOT

FOR_TESTS_ONLY = {"engine_options"}


def settings_in(text: str) -> set[str]:
    return set(re.findall(rf"^#?\s*{PREFIX}([A-Z_]+)=", text, re.MULTILINE))


def test_every_setting_has_its_example():
    known = {field.name.upper() for field in fields(Settings) if field.name not in FOR_TESTS_ONLY}

    assert settings_in((ROOT / ".env.example").read_text(encoding="utf-8")) == known


def test_an_example_is_read_with_and_without_a_comment_sign():
    assert settings_in("COP_ONE=1\n# COP_TWO=2\nTHREE=3\n") == {"ONE", "TWO"}
