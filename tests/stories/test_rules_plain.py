"""Words that some readers stumble over, found by their shape."""

import pytest

from cop.stories.rules import hard_words
from cop.stories.rules.plain import ABBREVIATIONS, MOST_STUMBLES

LONG = "We " + " ".join(["went"] * 25) + "."


def found(text: str) -> list[tuple[str, str]]:
    return [(each.stumble, each.words) for each in hard_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She asked him. He sang.", []),
        (LONG, [("long", LONG[:90].rsplit(" ", 1)[0] + " …")]),
        ("We went there. " * 20, []),
        ("# " + " ".join(["words"] * 20) + "\n\n" + " ".join(["more"] * 20), []),
        (" ".join(["a"] * 26), [("long", " ".join(["a"] * 26))]),
        ("He was moved to another ward.", [("passive", "was moved")]),
        ("It has been quickly  taken away.", [("passive", "been quickly taken")]),
        ("She was tired and we were worried.", []),
        ("It is a red bed.", []),
        ("The MDT met.", [("short", "MDT")]),
        ("The MDT met, and the MDT's chair.", [("short", "MDT")]),
        ("Two CPNs came.", [("short", "CPN")]),
        ("The multidisciplinary team (MDT) met.", []),
        ("The A&E was full.", [("short", "A&E")]),
        ("The NHS is old. NOTED.", []),
        ("DoLS were asked for.", [("short", "DoLS"), ("passive", "were asked")]),
    ],
)
def test_what_some_stumble_over_is_found(text, expected):
    assert found(text) == expected


def test_an_abbreviation_says_what_it_stands_for_and_there_are_not_too_many():
    assert hard_words("Our ICB said so.")[0].means == "integrated care board"
    assert len(hard_words(" ".join(ABBREVIATIONS))) == MOST_STUMBLES
